package evidence

import "testing"

func TestColumnsOfARecord(t *testing.T) {
	for width, want := range map[float32]float32{
		420: 420 - timeColumn - columnGap,
		540: 540 - timeColumn - milestoneColumn - 2*columnGap,
		800: 800 - timeColumn - placeColumn - milestoneColumn - 3*columnGap,
	} {
		if got := columnsAt(width).text(width); got != want {
			t.Errorf("at %v the text has %v, want %v", width, got, want)
		}
	}
}
