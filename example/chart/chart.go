// Package chart reads sea charts, which are large.
package chart

import (
	"os"
	"syscall"
)

// Sheet maps the pages of a chart that hold some of its bytes.
func Sheet(file *os.File, offset int64, length int) ([]byte, error) {
	// page-size: pages have up to 64 KiB on arm64, ppc64le and others, where the kernel refuses this offset.
	start := offset &^ 4095
	length += int(offset - start)
	return syscall.Mmap(int(file.Fd()), start, length, syscall.PROT_READ, syscall.MAP_SHARED)
}
