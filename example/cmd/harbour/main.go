// Command harbour uses one thing of each package of the example. It builds and runs on linux/amd64.
package main

import (
	"fmt"
	"os"

	"example.org/harbour/build"
	"example.org/harbour/checksum"
	"example.org/harbour/clash"
	"example.org/harbour/counter"
	"example.org/harbour/dup"
	"example.org/harbour/epoll"
	"example.org/harbour/fastmem"
	"example.org/harbour/limits"
	"example.org/harbour/mmap"
	"example.org/harbour/stat"
)

func main() {
	stats := counter.New()
	stats.Add(42)
	fmt.Println("sent", stats.Sent())
	fmt.Println("page cache", clash.PageCache, "built for", build.Name)
	fmt.Println("largest mapping", mmap.Largest(), "cache", limits.CacheBytes())
	fmt.Println("checksum", checksum.Sum([]byte("harbour")), fastmem.Width)
	if device, err := stat.Device("/"); err == nil {
		fmt.Println("device", device)
	}
	fmt.Println("event", epoll.Readable(0).Events)
	if err := dup.Redirect(os.Stderr, os.Stdout); err != nil {
		os.Exit(1)
	}
}
