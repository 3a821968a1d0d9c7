package evidence

import (
	"context"
	"image"
	_ "image/jpeg" // thumbnails and page pictures are JPEG files
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"casefolio/app/evidence"
	"casefolio/ui/kit"
	"casefolio/ui/theme"
)

// Thumbs makes thumbnails and keeps the last ones, so that a page that is made
// anew does not flicker. It is used on the window's thread.
type Thumbs struct {
	tasks   *kit.Tasks
	service Service
	made    map[string]image.Image // by the hash of the original
}

// keptThumbs bounds what is kept: some 60 MB of pictures at most.
const keptThumbs = 200

// NewThumbs returns a maker of thumbnails.
func NewThumbs(tasks *kit.Tasks, service Service) *Thumbs {
	return &Thumbs{tasks: tasks, service: service, made: map[string]image.Image{}}
}

// Thumb is a small picture of a photo. It shows its number until the picture
// is made.
type Thumb struct {
	widget.BaseWidget
	size    fyne.Size
	onTap   func()
	stack   *fyne.Container
	caption *kit.Text
}

// New returns the thumbnail of e; its picture is made in the background.
func (m *Thumbs) New(e evidence.Exhibit, size fyne.Size, onTap func()) *Thumb {
	t := &Thumb{size: size, onTap: onTap, caption: kit.Small(e.Label()).Aligned(fyne.TextAlignCenter)}
	t.stack = container.NewStack(kit.OnColor(theme.ColorNeutralBack, container.NewCenter(t.caption)))
	t.ExtendBaseWidget(t)
	if e.Problem != "" {
		t.caption.SetText(kit.T("viewer.no_picture"))
		return t
	}
	if picture := m.made[e.SHA256]; picture != nil {
		t.show(picture)
		return t
	}
	kit.Run(m.tasks, "", func(ctx context.Context) (image.Image, error) {
		path, err := m.service.Thumb(ctx, e)
		if err != nil {
			return nil, err
		}
		return decodeFile(path)
	}, func(picture image.Image, err error) {
		if err != nil {
			t.caption.SetText(kit.T("viewer.no_picture"))
			return
		}
		if len(m.made) >= keptThumbs {
			clear(m.made)
		}
		m.made[e.SHA256] = picture
		t.show(picture)
	})
	return t
}

func (t *Thumb) show(picture image.Image) {
	img := canvas.NewImageFromImage(picture)
	img.FillMode = canvas.ImageFillCover
	img.ScaleMode = canvas.ImageScaleFastest
	t.stack.Add(img)
	t.Refresh()
}

// MinSize implements fyne.CanvasObject.
func (t *Thumb) MinSize() fyne.Size { return t.size }

// Tapped implements fyne.Tappable.
func (t *Thumb) Tapped(*fyne.PointEvent) {
	if t.onTap != nil {
		t.onTap()
	}
}

// Cursor implements desktop.Cursorable.
func (t *Thumb) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (t *Thumb) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.stack) }

// decodeFile reads a derived picture, off the window's thread.
func decodeFile(path string) (image.Image, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	picture, _, err := image.Decode(f)
	return picture, err
}
