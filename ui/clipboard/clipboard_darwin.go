//go:build cgo && !ci

package clipboard

/*
#cgo CFLAGS: -x objective-c
#cgo LDFLAGS: -framework Foundation -framework AppKit
#include <stdlib.h>
#include <string.h>
#import <AppKit/AppKit.h>

// clipFiles returns the addresses of copied files, one a line, for free(), or
// NULL.
static char *clipFiles(void) {
	char *out = NULL;
	@autoreleasepool {
		NSArray *urls = [[NSPasteboard generalPasteboard]
			readObjectsForClasses:@[[NSURL class]]
			options:@{NSPasteboardURLReadingFileURLsOnlyKey: @YES}];
		NSMutableString *all = [NSMutableString string];
		for (NSURL *u in urls) {
			[all appendString:[u absoluteString]];
			[all appendString:@"\n"];
		}
		if ([all length] > 0) {
			out = strdup([all UTF8String]);
		}
	}
	return out;
}

// clipTIFF returns a picture that is there as TIFF only, as PNG, for free(), or
// NULL.
static void *clipTIFF(unsigned long *n) {
	void *out = NULL;
	@autoreleasepool {
		NSData *tiff = [[NSPasteboard generalPasteboard] dataForType:NSPasteboardTypeTIFF];
		NSBitmapImageRep *rep = tiff == nil ? nil : [NSBitmapImageRep imageRepWithData:tiff];
		NSData *png = rep == nil ? nil : [rep representationUsingType:NSBitmapImageFileTypePNG properties:@{}];
		if (png != nil && [png length] > 0) {
			*n = [png length];
			out = malloc(*n);
			if (out != NULL) {
				memcpy(out, [png bytes], *n);
			}
		}
	}
	return out;
}
*/
import "C"

import (
	"unsafe"

	board "golang.design/x/clipboard"

	"casefolio/ui/kit"
)

func read(picture bool) kit.Clip {
	if board.Init() != nil {
		return kit.Clip{}
	}
	if all := C.clipFiles(); all != nil {
		defer C.free(unsafe.Pointer(all))
		if files := fileList(C.GoString(all)); len(files) > 0 {
			return kit.Clip{Files: files}
		}
	}
	if !picture {
		return kit.Clip{}
	}
	if png := board.Read(board.FmtImage); len(png) > 0 && len(png) <= maxPicture {
		return kit.Clip{Picture: png}
	}
	var n C.ulong
	p := C.clipTIFF(&n)
	if p == nil {
		return kit.Clip{}
	}
	defer C.free(p)
	if n > maxPicture {
		return kit.Clip{}
	}
	return kit.Clip{Picture: C.GoBytes(p, C.int(n))}
}
