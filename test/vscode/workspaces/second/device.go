// Package second is another folder of a window: it has one finding of its own.
package second

import "syscall"

// Device is the number of a file's device, which is 32 bits wide on mips.
func Device(stat *syscall.Stat_t) uint64 {
	return stat.Dev
}
