//go:build linux

// Package dup redirects one file to another, with a system call that newer ports do not have.
package dup

import (
	"os"
	"syscall"
)

// Redirect makes writes to from go to to.
func Redirect(from, to *os.File) error {
	// undefined: arm64, loong64 and riscv64 never had dup2.
	return syscall.Dup2(int(to.Fd()), int(from.Fd()))
}
