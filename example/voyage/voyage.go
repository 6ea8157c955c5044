// Package voyage says how long ships are on their way.
package voyage

import (
	"strconv"
	"time"
)

// Days is how long that many days last.
func Days(days int) time.Duration {
	// int-width: an int of 32 bits has no room for the microseconds of an hour.
	return time.Duration(days*24*3600*1000000) * time.Microsecond
}

// Number is the number of the voyage that begins at a time.
func Number(departure time.Time) string {
	// int-width: the nanoseconds since 1970 need 61 bits.
	return "HV" + strconv.Itoa(int(departure.UnixNano()))
}
