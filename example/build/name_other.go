//go:build !arm64

package build

// Name is what the program was built for.
const Name = "something else"
