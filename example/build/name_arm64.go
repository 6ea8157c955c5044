//go:build aarch64

package build

// Name is never compiled. build-constraint: Go calls the architecture arm64.
const Name = "arm64"
