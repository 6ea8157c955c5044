// Command layout prints how go/types lays out the struct types of a package of the standard library for the
// GOOS and GOARCH of the environment:
// {"Stat_t": {"size": 144, "align": 8, "fields": [{"name": "Dev", "offset": 0, "size": 8}]}}
package main

import (
	"encoding/json"
	"go/build"
	"go/importer"
	"go/token"
	"go/types"
	"log"
	"os"
)

type field struct {
	Name   string `json:"name"`
	Offset int64  `json:"offset"`
	Size   int64  `json:"size"`
}

type layout struct {
	Size   int64   `json:"size"`
	Align  int64   `json:"align"`
	Fields []field `json:"fields"`
}

func main() {
	path := os.Args[1]
	pkg, err := importer.ForCompiler(token.NewFileSet(), "source", nil).Import(path)
	if err != nil {
		log.Fatal(err)
	}
	sizes := types.SizesFor("gc", build.Default.GOARCH)
	layouts := map[string]layout{}
	for _, name := range pkg.Scope().Names() {
		object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok {
			continue
		}
		named, ok := object.Type().(*types.Named)
		if ok && named.TypeParams().Len() > 0 {
			continue
		}
		structure, ok := object.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		found := layout{sizes.Sizeof(object.Type()), sizes.Alignof(object.Type()), []field{}}
		fields := []*types.Var{}
		for i := range structure.NumFields() {
			fields = append(fields, structure.Field(i))
		}
		for i, offset := range sizes.Offsetsof(fields) {
			found.Fields = append(found.Fields, field{fields[i].Name(), offset, sizes.Sizeof(fields[i].Type())})
		}
		layouts[name] = found
	}
	if err := json.NewEncoder(os.Stdout).Encode(layouts); err != nil {
		log.Fatal(err)
	}
}
