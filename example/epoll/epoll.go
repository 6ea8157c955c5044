// Package epoll makes events for epoll_ctl.
package epoll

import "syscall"

// Readable is the event for "fd can be read".
func Readable(fd int32) syscall.EpollEvent {
	// kernel-struct: arm, arm64, mips and others have one more field, PadFd, between Events and Fd.
	return syscall.EpollEvent{syscall.EPOLLIN, fd, 0}
}
