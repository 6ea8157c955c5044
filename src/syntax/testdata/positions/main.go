// Command positions reads texts as a JSON array of strings and prints, for the start of each character of each and for
// its end, the line and column that go/token gives.
package main

import (
	"encoding/json"
	"go/token"
	"log"
	"os"
)

func main() {
	var texts []string
	if err := json.NewDecoder(os.Stdin).Decode(&texts); err != nil {
		log.Fatal(err)
	}
	result := [][][2]int{}
	for _, text := range texts {
		// One byte more, so that the end of the text has a position.
		file := token.NewFileSet().AddFile("a.go", -1, len(text)+1)
		for i := range len(text) {
			if text[i] == '\n' {
				file.AddLine(i + 1)
			}
		}
		positions := [][2]int{}
		at := func(offset int) {
			p := file.Position(file.Pos(offset))
			positions = append(positions, [2]int{p.Line, p.Column})
		}
		for offset := range text {
			at(offset)
		}
		at(len(text))
		result = append(result, positions)
	}
	json.NewEncoder(os.Stdout).Encode(result)
}
