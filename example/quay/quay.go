// Package quay says where a ship lies.
package quay

// Point is a place on the chart.
type Point struct{ X, Y float64 }

// Behind reports whether a ship lies behind the line from one end of a quay to the other, and not on it.
func Behind(from, to, ship Point) bool {
	// float-fusion: arm64 and others round one of the products only, so that a ship on the line can lie behind it.
	return (to.X-from.X)*(ship.Y-from.Y)-(to.Y-from.Y)*(ship.X-from.X) > 0
}
