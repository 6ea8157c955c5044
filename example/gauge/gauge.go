// Package gauge counts the people on board, from several goroutines.
package gauge

import (
	"sync/atomic"
	"unsafe"
)

// Gauge is a number that goes up and down.
type Gauge struct{ value int }

// Add adds to the gauge and returns what it then shows.
func (g *Gauge) Add(delta int) int {
	// unsafe-cast: an int has 4 bytes on 386, arm, mips and mipsle, and this writes 8.
	return int(atomic.AddInt64((*int64)(unsafe.Pointer(&g.value)), int64(delta)))
}
