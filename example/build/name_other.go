//go:build !aarch64

package build

// Name is what the program was built for.
const Name = "something else"
