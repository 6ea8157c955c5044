//go:build 386 || arm || mips || mipsle

package ticks

import "time"

// now is the clock: its counter has 32 bits here.
func now() uint32 {
	return uint32(time.Now().UnixMicro())
}
