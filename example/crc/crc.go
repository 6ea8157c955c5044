// Package crc sums up packets as they leave the harbour.
package crc

// update is the fastest function that the processor has.
//
// cpu-feature: only the file for amd64 gives it one. Everywhere else it is nil, and the first packet ends the program.
var update func(crc uint32, packet []byte) uint32

// Sum returns the checksum of a packet.
func Sum(packet []byte) uint32 {
	return update(0, packet)
}
