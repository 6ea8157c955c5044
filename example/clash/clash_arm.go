package clash

// PageCache is smaller on the boards we ship.
const PageCache = 256
