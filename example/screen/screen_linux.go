// Package screen asks the terminal for its size.
package screen

import (
	"syscall"
	"unsafe"
)

// ioctl-number: mips and ppc64 have another number for it.
const getWindowSize = 0x5413

type size struct{ rows, columns, x, y uint16 }

// Columns tells how many characters a line of the terminal holds.
func Columns(fd uintptr) (uint16, bool) {
	var s size
	_, _, errno := syscall.Syscall(syscall.SYS_IOCTL, fd, getWindowSize, uintptr(unsafe.Pointer(&s)))
	return s.columns, errno == 0
}
