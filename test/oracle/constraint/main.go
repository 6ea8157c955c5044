// Command constraint says what go/build/constraint makes of the build constraint lines it reads as a JSON array.
package main

import (
	"encoding/json"
	"go/build/constraint"
	"log"
	"os"
	"slices"
)

type query struct {
	Line string   // a whole line, "//go:build linux"
	Tags []string // the satisfied tags
}

type answer struct {
	Error   string `json:"error"`
	Text    string `json:"text"`
	Holds   bool   `json:"holds"`
	Version string `json:"version"`
}

func main() {
	var queries []query
	if err := json.NewDecoder(os.Stdin).Decode(&queries); err != nil {
		log.Fatal(err)
	}
	answers := make([]answer, len(queries))
	for i, q := range queries {
		x, err := constraint.Parse(q.Line)
		if err != nil {
			answers[i].Error = err.Error()
			continue
		}
		answers[i] = answer{
			Text:    x.String(),
			Holds:   x.Eval(func(tag string) bool { return slices.Contains(q.Tags, tag) }),
			Version: constraint.GoVersion(x),
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		log.Fatal(err)
	}
}
