package render

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
)

// assembly is a PDF file on its way out: it numbers objects and knows where
// each one stands. The first error stays.
type assembly struct {
	w       *bufio.Writer
	sum     hash.Hash
	n       int64
	offsets []int64 // of the objects, from number 1
	err     error
}

func newAssembly(w io.Writer, objects int) *assembly {
	return &assembly{w: bufio.NewWriterSize(w, 1<<16), sum: sha256.New(), offsets: make([]int64, objects)}
}

func (a *assembly) Write(p []byte) (int, error) {
	if a.err != nil {
		return 0, a.err
	}
	_, a.err = a.w.Write(p)
	a.sum.Write(p)
	a.n += int64(len(p))
	return len(p), a.err
}

// writeKnown writes what a hash stands for already.
func (a *assembly) writeKnown(p []byte, hash string) {
	if a.err == nil {
		_, a.err = a.w.Write(p)
		io.WriteString(a.sum, hash) // a hash takes everything
		a.n += int64(len(p))
	}
}

func (a *assembly) print(format string, args ...any) { fmt.Fprintf(a, format, args...) }

// reserve returns the number of a further object.
func (a *assembly) reserve() int {
	a.offsets = append(a.offsets, 0)
	return len(a.offsets)
}

// begin notes that an object stands here.
func (a *assembly) begin(number int) { a.offsets[number-1] = a.n }

// object writes an object, or the beginning of one.
func (a *assembly) object(number int, format string, args ...any) {
	a.begin(number)
	a.print("%d 0 obj\n", number)
	a.print(format, args...)
}

// stream writes an object with a stream.
func (a *assembly) stream(number int, entries string, data []byte) {
	a.object(number, "<<%s /Length %d>>\nstream\n", entries, len(data))
	a.Write(data)
	a.print("\nendstream\nendobj\n")
}

// trailer ends the file. What it is known by follows from what it holds.
func (a *assembly) trailer(catalog, info int) error {
	id := a.sum.Sum(nil)[:16]
	start := a.n
	a.print("xref\n0 %d\n0000000000 65535 f \n", len(a.offsets)+1)
	for _, offset := range a.offsets {
		a.print("%010d 00000 n \n", offset)
	}
	a.print("trailer\n<</Size %d /Root %d 0 R /Info %d 0 R /ID [<%X> <%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(a.offsets)+1, catalog, info, id, id, start)
	if a.err == nil {
		a.err = a.w.Flush()
	}
	return a.err
}
