//go:build !arm

// Package clash declares something twice on one architecture.
package clash

// PageCache is the size of the page cache, in pages.
const PageCache = 1024
