// Command harbour uses one thing of each package of the example. It builds and runs on linux/amd64.
package main

import (
	"fmt"
	"os"

	"example.org/harbour/build"
	"example.org/harbour/chart"
	"example.org/harbour/checksum"
	"example.org/harbour/clash"
	"example.org/harbour/counter"
	"example.org/harbour/dup"
	"example.org/harbour/epoll"
	"example.org/harbour/fastmem"
	"example.org/harbour/legacy"
	"example.org/harbour/limits"
	"example.org/harbour/mmap"
	"example.org/harbour/quay"
	"example.org/harbour/sensor"
	"example.org/harbour/signal"
	"example.org/harbour/stat"
	"example.org/harbour/ticks"
	"example.org/harbour/words"
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
	for _, sensor := range sensor.All() {
		fmt.Println("degrees", sensor.Celsius())
	}
	fmt.Println("ticks", ticks.Since(0) > 0, "last byte", words.Last(words.Word{}), "calls", legacy.Numbers())
	fmt.Println("behind the quay", quay.Behind(quay.Point{}, quay.Point{X: 0.1, Y: 0.1}, quay.Point{X: 0.3, Y: 0.3}))
	fmt.Println("byte order", signal.Order())
	fmt.Println("event", epoll.Readable(0).Events)
	if sheet, err := chart.Sheet(os.Stdin, 5000, 100); err == nil {
		fmt.Println("sheet", len(sheet))
	}
	if err := dup.Redirect(os.Stderr, os.Stdout); err != nil {
		os.Exit(1)
	}
}
