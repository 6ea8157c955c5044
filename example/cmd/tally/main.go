// Command tally counts a little. It builds for every target, and panics on linux/arm until the counter is aligned.
package main

import (
	"fmt"
	"runtime"

	"example.org/harbour/counter"
)

func main() {
	stats := counter.New()
	for _, message := range []string{"ahoy", "land in sight"} {
		stats.Add(int64(len(message)))
	}
	fmt.Printf("%d bytes counted on %s/%s\n", stats.Sent(), runtime.GOOS, runtime.GOARCH)
}
