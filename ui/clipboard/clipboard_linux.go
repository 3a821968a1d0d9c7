//go:build cgo && !ci

package clipboard

/*
#cgo LDFLAGS: -lX11
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>

// The toolkit's window has a connection of its own; this one is opened for each
// read, so that nothing of the toolkit is disturbed.

static long now_ms(void) {
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// await waits for an event of one type until a time, and tells whether it came.
static int await(Display *d, Window w, int type, long until, XEvent *ev) {
	for (;;) {
		if (XCheckTypedWindowEvent(d, w, type, ev)) return 1;
		long left = until - now_ms();
		if (left <= 0) return 0;
		struct pollfd p = {ConnectionNumber(d), POLLIN, 0};
		if (poll(&p, 1, (int)left) < 0) return 0;
	}
}

struct bytes { unsigned char *at; size_t n; };

// take appends a property to what is there and deletes it. Its type comes back;
// 0 means that something went wrong.
static Atom take(Display *d, Window w, Atom prop, struct bytes *b, size_t limit, unsigned long *got) {
	Atom type = 0;
	int format = 0;
	unsigned long items = 0, after = 0;
	unsigned char *data = NULL;
	*got = 0;
	if (XGetWindowProperty(d, w, prop, 0, 0x1fffffff, True, AnyPropertyType, &type, &format, &items, &after, &data) != Success)
		return 0;
	if (type != XInternAtom(d, "INCR", False) && format == 8 && items > 0) {
		unsigned char *more = b->n + items > limit ? NULL : realloc(b->at, b->n + items);
		if (more == NULL) {
			XFree(data);
			return 0;
		}
		memcpy(more + b->n, data, items);
		b->at = more;
		b->n += items;
		*got = items;
	}
	if (data != NULL) XFree(data);
	return type;
}

// clip_read asks the owner of the clipboard for a target (ICCCM, 2.4 and 2.7.2).
// What comes back is for free(); NULL means that there is nothing.
static unsigned char *clip_read(const char *target, size_t limit, int ms, size_t *n) {
	struct bytes b = {NULL, 0};
	long until = now_ms() + ms;
	Display *d = XOpenDisplay(NULL);
	*n = 0;
	if (d == NULL) return NULL;
	Atom board = XInternAtom(d, "CLIPBOARD", False), prop = XInternAtom(d, "CASEFOLIO_CLIP", False);
	Window w = XCreateSimpleWindow(d, DefaultRootWindow(d), 0, 0, 1, 1, 0, 0, 0);
	XEvent ev;
	unsigned long got = 0;
	int ok = 0;
	XSelectInput(d, w, PropertyChangeMask);
	if (XGetSelectionOwner(d, board) != None) {
		XConvertSelection(d, board, XInternAtom(d, target, False), prop, w, CurrentTime);
		ok = await(d, w, SelectionNotify, until, &ev) && ev.xselection.property != None;
	}
	if (ok) {
		while (XCheckTypedWindowEvent(d, w, PropertyNotify, &ev)) {} // of the announcement
		Atom type = take(d, w, prop, &b, limit, &got);
		ok = type != 0;
		if (type == XInternAtom(d, "INCR", False)) { // piece by piece
			do {
				do {
					ok = await(d, w, PropertyNotify, until, &ev);
				} while (ok && (ev.xproperty.atom != prop || ev.xproperty.state != PropertyNewValue));
				ok = ok && take(d, w, prop, &b, limit, &got) != 0;
			} while (ok && got > 0);
		}
	}
	XDestroyWindow(d, w);
	XCloseDisplay(d);
	if (!ok) {
		free(b.at);
		return NULL;
	}
	*n = b.n;
	return b.at;
}
*/
import "C"

import (
	"time"
	"unsafe"

	"casefolio/ui/kit"
)

func read(picture bool) kit.Clip {
	if files := fileList(string(target("text/uri-list", 16<<20))); len(files) > 0 {
		return kit.Clip{Files: files}
	}
	if !picture {
		return kit.Clip{}
	}
	return kit.Clip{Picture: target("image/png", maxPicture)}
}

// target reads the clipboard in one of the forms that its owner offers.
func target(name string, limit int) []byte {
	form := C.CString(name)
	defer C.free(unsafe.Pointer(form))
	var n C.size_t
	p := C.clip_read(form, C.size_t(limit), C.int((patience-time.Second)/time.Millisecond), &n)
	if p == nil {
		return nil
	}
	defer C.free(unsafe.Pointer(p))
	return C.GoBytes(unsafe.Pointer(p), C.int(n))
}
