package page

import (
	"slices"
	"testing"
)

func TestBoxRows(t *testing.T) {
	tests := []struct {
		code uint32
		want []string
	}{
		{0x07, []string{"07"}},
		{0x85, []string{"85"}},
		{0x202E, []string{"20", "2E"}},
		{0x1F600, []string{"1F6", "00"}},
		{0x10FFFF, []string{"10F", "FFF"}},
	}
	for _, test := range tests {
		if got := boxRows(test.code); !slices.Equal(got, test.want) {
			t.Errorf("%X: got %v", test.code, got)
		}
	}
}
