//go:build !(386 || arm || mips || mipsle)

package ticks

import "time"

// now is the clock.
func now() uint64 {
	return uint64(time.Now().UnixMicro())
}
