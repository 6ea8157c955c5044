// Package signal reads what the radio of a ship sends, in the byte order of the machine.
package signal

import (
	"encoding/binary"
	"runtime"
)

// Order is the byte order of the machine.
func Order() binary.ByteOrder {
	switch runtime.GOARCH {
	case "386", "amd64", "arm", "arm64", "mipsle", "mips64le", "ppc64le":
		return binary.LittleEndian
	default:
		// byte-order: loong64 and riscv64 are little-endian, too.
		return binary.BigEndian
	}
}
