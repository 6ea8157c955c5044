// Package stat tells which device a file is on.
package stat

import (
	"fmt"
	"syscall"
)

// Device gives the number of the device that holds path.
func Device(path string) (string, error) {
	var st syscall.Stat_t
	if err := syscall.Stat(path, &st); err != nil {
		return "", err
	}
	// kernel-struct: Dev is uint32 on mips and mipsle.
	return number(st.Dev), nil
}

func number(device uint64) string {
	return fmt.Sprintf("%d:%d", device>>8&0xfff, device&0xff)
}
