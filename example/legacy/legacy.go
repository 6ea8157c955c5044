// Package legacy talks to one old machine, which is an amd64 one and will never be another.
package legacy

import "syscall"

// Numbers are those of the system calls that the old machine logs.
func Numbers() []uintptr {
	return []uintptr{
		//archway:ignore undefined only the old machine runs this
		syscall.SYS_FORK,
		// suppression: the comment below does not say why.
		//archway:ignore undefined
		syscall.SYS_VFORK,
	}
}
