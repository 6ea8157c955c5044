// Package reserve makes room for a file before it is written.
package reserve

import "syscall"

// Space reserves size bytes.
func Space(fd uintptr, size int64) error {
	// syscall-args: 32-bit kernels take the offset and the size in two arguments each.
	_, _, errno := syscall.Syscall6(syscall.SYS_FALLOCATE, fd, 0, 0, uintptr(size), 0, 0)
	if errno != 0 {
		return errno
	}
	return nil
}
