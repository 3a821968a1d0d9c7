package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"casefolio/app/evidence"
	"casefolio/app/fault"
	"casefolio/app/safefile"
)

// original is the path of an original. ok is false for what is no SHA-256 in
// lower-case hex, so that no row can name a file outside of the vault.
func (w *Workspace) original(sum string) (path string, ok bool) {
	if !isSum(sum) {
		return "", false
	}
	return w.path(vaultName, sum[:2], sum), true
}

func isSum(s string) bool {
	if len(s) != 2*sha256.Size {
		return false
	}
	for _, c := range s {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
			return false
		}
	}
	return true
}

// Put copies r into the vault: temporary file, hash, fsync, rename.
func (w *Workspace) Put(ctx context.Context, r io.Reader, limit int64) (evidence.Blob, error) {
	temp, err := os.CreateTemp(w.path(vaultName), "*"+partSuffix)
	if err != nil {
		return evidence.Blob{}, explain(err)
	}
	blob, err := copyInto(ctx, temp, r, limit)
	if err == nil {
		blob.Existed, err = w.adopt(ctx, temp.Name(), blob.SHA256)
	}
	if err == nil && !blob.Existed {
		return blob, nil
	}
	err = errors.Join(err, os.RemoveAll(temp.Name()))
	if fault.Is(err, "disk.full") {
		err = errors.Join(err, w.dropBallast())
	}
	return blob, err
}

// copyInto fills temp, which it closes, and makes it durable. What goes wrong
// while reading is the source's fault and comes back as the source told it.
func copyInto(ctx context.Context, temp *os.File, r io.Reader, limit int64) (evidence.Blob, error) {
	hash := sha256.New()
	in := &ctxReader{ctx: ctx, from: io.LimitReader(r, limit+1)}
	size, err := io.Copy(io.MultiWriter(temp, hash), in)
	switch {
	case in.err != nil:
		err = in.err
	case err == nil && size > limit:
		err = fault.New("file.too_large", "limit", strconv.FormatInt(limit, 10))
	}
	if err != nil {
		err = errors.Join(err, temp.Close())
	} else {
		err = safefile.Finish(temp)
	}
	if err != nil && in.err == nil {
		err = explain(err)
	}
	return evidence.Blob{SHA256: hex.EncodeToString(hash.Sum(nil)), Size: size}, err
}

// adopt gives a temporary file its final name. When the same bytes are there
// already they stay; a damaged file under that name is replaced.
func (w *Workspace) adopt(ctx context.Context, temp, sum string) (existed bool, err error) {
	final, _ := w.original(sum)
	if w.renew(final) {
		if got, _ := w.hashFile(ctx, sum); got == sum {
			return true, nil
		}
	}
	if err := ctx.Err(); err != nil {
		return false, err
	}
	if err := safefile.MakeDir(filepath.Dir(final)); err != nil {
		return false, explain(err)
	}
	return false, explain(safefile.Move(temp, final))
}

// renew gives a file that is there the present time, so that the sweep takes it
// for new while its row is still to come. The time is the file system's own,
// which the sweep compares with.
func (w *Workspace) renew(path string) bool {
	w.vault.Lock()
	defer w.vault.Unlock()
	now := time.Now()
	return os.Chtimes(path, now, now) == nil
}

// Open reads an original; a lost one is the fault "vault.missing".
func (w *Workspace) Open(sum string) (io.ReadSeekCloser, error) {
	path, ok := w.original(sum)
	if !ok {
		return nil, fault.New("vault.missing", "sha256", sum)
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fault.Wrap(err, "vault.missing", "sha256", sum)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

// hashFile reads an original and returns its SHA-256.
func (w *Workspace) hashFile(ctx context.Context, sum string) (string, error) {
	f, err := w.Open(sum)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	_, err = io.Copy(hash, &ctxReader{ctx: ctx, from: f})
	return hex.EncodeToString(hash.Sum(nil)), errors.Join(err, f.Close())
}

// Derived returns where a picture made from an original lies. It may not be
// there yet.
func (w *Workspace) Derived(sum, name string) string {
	if !isSum(sum) {
		sum = "00" // nothing ever lies there
	}
	return w.path(derivedName, sum[:2], sum+"-"+filepath.Base(name)+".jpg")
}

// PutDerived writes a derived picture under its final name at once. It can be
// made again, so nothing waits for the disk.
func (w *Workspace) PutDerived(sum, name string, data []byte) error {
	if !isSum(sum) {
		return fault.New("vault.missing", "sha256", sum)
	}
	final := w.Derived(sum, name)
	if err := os.MkdirAll(filepath.Dir(final), 0o700); err != nil {
		return explain(err)
	}
	temp, err := os.CreateTemp(w.path(derivedName), "*"+partSuffix)
	if err != nil {
		return explain(err)
	}
	_, err = temp.Write(data)
	if err = errors.Join(err, temp.Close()); err == nil {
		err = safefile.Move(temp.Name(), final)
	}
	if err != nil {
		err = errors.Join(err, os.RemoveAll(temp.Name()))
	}
	return explain(err)
}

// ctxReader reads until its context ends and keeps what went wrong.
type ctxReader struct {
	ctx  context.Context
	from io.Reader
	err  error
}

func (r *ctxReader) Read(b []byte) (n int, err error) {
	if err = r.ctx.Err(); err == nil {
		n, err = r.from.Read(b)
	}
	if err != io.EOF {
		r.err = err
	}
	return n, err
}
