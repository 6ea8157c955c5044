package clash

// PageCache is smaller on the boards we ship. redeclared: clash.go is compiled on mips64le, too.
const PageCache = 256
