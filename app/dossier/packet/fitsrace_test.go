//go:build race

package packet_test

// longRounds are fewer where every access of memory is watched: there the
// pictures alone take minutes.
const longRounds = 8
