// Command errors type-checks packages and everything they import, bodies of functions included, for the GOOS and GOARCH of the
// environment, and writes what go/types reports: lines of the form `/path/x.go:1:2: message`. It takes the packages from the
// `go list` of the PATH, so an old Go can be asked about its own standard library.
//
//	errors PATTERN...
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
)

// A listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	ImportMap  map[string]string
	Module     *struct{ GoVersion string }
}

func main() {
	args := append([]string{"list", "-e", "-deps", "-json"}, os.Args[1:]...)
	list := exec.Command("go", args...)
	list.Stderr = os.Stderr
	stdout, err := list.StdoutPipe()
	check(err)
	check(list.Start())
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	sizes := types.SizesFor("gc", os.Getenv("GOARCH"))
	packages := map[string]*types.Package{"unsafe": types.Unsafe}
	// What is imported is listed first.
	for decoder := json.NewDecoder(stdout); ; {
		var one listed
		if err := decoder.Decode(&one); err == io.EOF {
			break
		} else {
			check(err)
		}
		if one.ImportPath == "unsafe" || len(one.GoFiles) == 0 {
			continue
		}
		fset := token.NewFileSet()
		var files []*ast.File
		for _, name := range one.GoFiles {
			file, err := parser.ParseFile(fset, filepath.Join(one.Dir, name), nil, parser.SkipObjectResolution)
			check(err)
			files = append(files, file)
		}
		config := types.Config{
			Sizes: sizes,
			Importer: importer(func(path string) (*types.Package, error) {
				if mapped, ok := one.ImportMap[path]; ok {
					path = mapped
				}
				if found, ok := packages[path]; ok {
					return found, nil
				}
				return nil, fmt.Errorf("%s was not listed before %s", path, one.ImportPath)
			}),
			Error: func(err error) {
				e := err.(types.Error)
				fmt.Fprintf(out, "%s: %s\n", e.Fset.Position(e.Pos), e.Msg)
			},
		}
		if one.Module != nil && one.Module.GoVersion != "" {
			config.GoVersion = "go" + one.Module.GoVersion
		}
		packages[one.ImportPath], _ = config.Check(one.ImportPath, fset, files, nil)
	}
	check(list.Wait())
}

type importer func(path string) (*types.Package, error)

func (f importer) Import(path string) (*types.Package, error) { return f(path) }

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
