// Package mmap knows how much may be mapped. Like bbolt of old, it has one constant for each architecture it was tried on.
package mmap

// Largest is the size of the largest mapping, in bytes.
func Largest() uint64 {
	// undefined: nobody wrote the file for the other architectures.
	return maxMapSize
}
