package fastmem

// Width is the width of a vector register in bytes.
const Width = 16
