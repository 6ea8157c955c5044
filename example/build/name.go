// Package build knows what it was built for.
package build
