// Command head says what go/parser finds in the heads of the Go files whose names it reads as a JSON array.
package main

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"log"
	"os"
	"strconv"
)

type spec struct {
	Path   string `json:"path"`
	Name   string `json:"name"`
	Offset int    `json:"offset"` // in bytes
	End    int    `json:"end"`
}

type head struct {
	Error   bool   `json:"error"`
	Package string `json:"package"`
	Offset  int    `json:"offset"`
	Version string `json:"version"`
	Imports []spec `json:"imports"`
}

func main() {
	var names []string
	if err := json.NewDecoder(os.Stdin).Decode(&names); err != nil {
		log.Fatal(err)
	}
	heads := make([]head, len(names))
	for i, name := range names {
		heads[i] = read(name)
	}
	if err := json.NewEncoder(os.Stdout).Encode(heads); err != nil {
		log.Fatal(err)
	}
}

func read(name string) head {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, nil, parser.ImportsOnly|parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return head{Error: true}
	}
	// Plain offsets: //line comments are not asked about.
	offset := func(pos token.Pos) int { return fset.File(pos).Offset(pos) }
	h := head{
		Package: file.Name.Name,
		Offset:  offset(file.Name.Pos()),
		Version: file.GoVersion,
		Imports: []spec{},
	}
	for _, s := range file.Imports {
		path, err := strconv.Unquote(s.Path.Value)
		if err != nil {
			log.Fatal(err)
		}
		name := ""
		if s.Name != nil {
			name = s.Name.Name
		}
		h.Imports = append(h.Imports, spec{path, name, offset(s.Path.Pos()), offset(s.Path.End())})
	}
	return h
}
