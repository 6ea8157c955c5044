// For tests: a program to debug.

/** A line of the program at which all variables of `join` are set. */
export const breakpointLine = 15;

/**
 * A program that writes its arguments joined by `+`, and ends with 40 and their number.
 * @param end what it writes behind them
 */
export const debuggedProgram = (end = '') => ({
  'go.mod': 'module example.com/debugged\n\ngo 1.21\n',
  'main.go': `package main

import (
	"os"
	"strings"
)

type pair struct {
	name  string
	count int32
}

func join(words []string) pair {
	joined := pair{strings.Join(words, "+"), int32(len(words))}
	return joined
}

func main() {
	joined := join(os.Args[1:])
	os.Stdout.WriteString(joined.name + ${JSON.stringify(end)})
	os.Exit(40 + int(joined.count))
}
`,
});
