// Package words takes machine words apart.
package words

import "unsafe"

// Word is a machine word in bytes.
type Word [unsafe.Sizeof(uintptr(0))]byte

// Last is the last byte of a word.
func Last(word Word) byte {
	// compile-error: a word has 4 bytes on 386, arm, mips and mipsle.
	return word[7]
}
