// Package ticks measures time in ticks of the clock.
package ticks

// Since is how many ticks have passed since start.
func Since(start uint64) uint64 {
	// type-mismatch: the clock of the 32-bit ports counts in uint32.
	return now() - start
}
