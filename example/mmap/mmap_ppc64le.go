package mmap

// maxMapSize is the size of the largest mapping.
const maxMapSize = 0xFFFFFFFFFFFF
