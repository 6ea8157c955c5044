package counter

import "testing"

// Passes on 64-bit targets, and panics on linux/arm until the field is aligned:
// try it with "Archway: Test".
func TestAdd(t *testing.T) {
	stats := New()
	stats.Add(40)
	stats.Add(2)
	if sent := stats.Sent(); sent != 42 {
		t.Errorf("sent = %d, want 42", sent)
	}
}
