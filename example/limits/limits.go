// Package limits holds sizes that outgrew an int of 32 bits.
package limits

const cacheBytes = 4 << 30

// CacheBytes is how much the cache may hold.
func CacheBytes() int {
	// constant-overflow: int has 32 bits on 386, arm, mips and mipsle.
	return cacheBytes
}
