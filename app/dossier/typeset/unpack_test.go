package typeset

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
)

// member packs as .ci/fonts does.
func member(data []byte) []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestCompression)
	z.OS = 3
	_, _ = z.Write(data) // a bytes.Buffer takes everything
	_ = z.Close()
	return b.Bytes()
}

func TestUnpacked(t *testing.T) {
	whole := make([]byte, 100_000)
	for i, r := 0, rand.New(rand.NewPCG(1, 1)); i < len(whole); i++ {
		whole[i] = byte(r.IntN(50))
	}
	for _, packed := range [][]byte{
		member(whole),
		slices.Concat(member(whole[:40_000]), member(whole[40_000:80_000]), member(whole[80_000:])),
		slices.Concat(member(nil), member(whole)),
	} {
		got, err := unpacked(packed)
		if err != nil || !bytes.Equal(got, whole) {
			t.Errorf("%d bytes, %v", len(got), err)
		}
		for _, bad := range [][]byte{nil, packed[:3], packed[:len(packed)/2], packed[:len(packed)-1], packed[1:], append(bytes.Clone(packed), 0)} {
			if _, err := unpacked(bad); err == nil {
				t.Errorf("%d of %d bytes: no error", len(bad), len(packed))
			}
		}
		bad := bytes.Clone(packed)
		bad[len(bad)-100] ^= 4
		if _, err := unpacked(bad); err == nil {
			t.Error("a changed byte: no error")
		}
	}
	if n := len(members(slices.Concat(member(whole), member(whole)))); n != 2 {
		t.Errorf("%d members", n)
	}
}

// Any program that reads gzip reads the font files.
func TestFontsAreOrdinaryGzip(t *testing.T) {
	const name = "../../../assets/fonts/NotoSansSC-Regular.ttf.gz"
	packed, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	want, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	got, err := unpacked(packed)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%d bytes instead of %d, %v", len(got), len(want), err)
	}
	if n := len(members(packed)); n < 2 {
		t.Errorf("%d member: unpacking takes twice as long", n)
	}
}
