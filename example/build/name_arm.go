//go:build aarch64

package build

// Name is never compiled: Go calls the architecture arm64, and the file name says arm.
const Name = "arm64"
