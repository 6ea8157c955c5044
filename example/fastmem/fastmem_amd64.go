// Package fastmem exists for amd64 and arm64 only. no-go-files: cmd/harbour imports it everywhere.
package fastmem

// Width is the width of a vector register in bytes.
const Width = 32
