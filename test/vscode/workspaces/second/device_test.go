package second

import (
	"syscall"
	"testing"
)

func TestDevice(t *testing.T) {
	if Device(&syscall.Stat_t{Dev: 7}) != 7 {
		t.Error("another device")
	}
}
