// Package counter counts what was sent.
package counter

import "sync/atomic"

// Stats counts messages and bytes.
type Stats struct {
	closed bool // set once, never read concurrently

	// sent counts bytes.
	// unaligned-atomic: on 386, arm, mips and mipsle it is at offset 4.
	sent int64
}

// New makes empty Stats.
func New() *Stats {
	return &Stats{}
}

// Add counts n bytes more.
func (s *Stats) Add(n int64) {
	atomic.AddInt64(&s.sent, n)
}

// Sent is how many bytes were counted.
func (s *Stats) Sent() int64 {
	return atomic.LoadInt64(&s.sent)
}
