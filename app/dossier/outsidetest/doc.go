// Package outsidetest holds no code: its tests write papers that leave the house
// and look in them, with other programs, for what was masked.
package outsidetest
