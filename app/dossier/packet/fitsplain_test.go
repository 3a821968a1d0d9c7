//go:build !race

package packet_test

// longRounds is how many random cases the long test makes.
const longRounds = 200
