// Command exported type-checks the importable packages of a standard library without its function bodies, as
// GOOS/GOARCH, and prints every exported object with its type, value, size and methods, and every error.
//
// Usage: go run main.go GOROOT GOOS GOARCH
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
)

// A library type-checks packages on demand.
type library struct {
	src      string
	context  build.Context
	files    *token.FileSet
	packages map[string]*types.Package
	sizes    types.Sizes
	out      *bufio.Writer
}

// Import implements types.Importer.
func (l *library) Import(importPath string) (*types.Package, error) {
	if importPath == "unsafe" {
		return types.Unsafe, nil
	}
	if strings.Contains(strings.SplitN(importPath, "/", 2)[0], ".") {
		importPath = "vendor/" + importPath
	}
	if p := l.packages[importPath]; p != nil {
		return p, nil
	}
	dir := filepath.Join(l.src, filepath.FromSlash(importPath))
	found, err := l.context.ImportDir(dir, 0)
	if err != nil {
		return nil, err
	}
	var syntax []*ast.File
	for _, name := range append(found.GoFiles, found.CgoFiles...) {
		file, err := parser.ParseFile(l.files, filepath.Join(dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		syntax = append(syntax, file)
	}
	configuration := types.Config{
		IgnoreFuncBodies: true,
		FakeImportC:      true,
		Importer:         l,
		Sizes:            l.sizes,
		Error: func(err error) {
			if problem, ok := err.(types.Error); ok && problem.Soft {
				return // an import whose only uses were in bodies
			}
			fmt.Fprintln(l.out, "ERROR", importPath, err)
		},
	}
	p, _ := configuration.Check(importPath, l.files, syntax, nil)
	l.packages[importPath] = p
	return p, nil
}

func (l *library) print(p *types.Package) {
	qualify := func(other *types.Package) string { return other.Path() }
	for _, name := range p.Scope().Names() {
		if !ast.IsExported(name) {
			continue
		}
		object := p.Scope().Lookup(name)
		fmt.Fprintln(l.out, types.ObjectString(object, qualify))
		switch object := object.(type) {
		case *types.Const:
			fmt.Fprintln(l.out, "\tvalue", object.Val().ExactString())
		case *types.TypeName:
			named, ok := object.Type().(*types.Named)
			if !ok || named.TypeParams().Len() > 0 {
				continue
			}
			if !types.IsInterface(named) {
				fmt.Fprintln(l.out, "\tsize", l.sizes.Sizeof(named), "align", l.sizes.Alignof(named))
			}
			methods := types.NewMethodSet(types.NewPointer(named))
			var texts []string
			for i := range methods.Len() {
				if method := methods.At(i); method.Obj().Exported() {
					texts = append(texts, types.SelectionString(method, qualify))
				}
			}
			sort.Strings(texts)
			fmt.Fprintln(l.out, "\t"+strings.Join(texts, "\n\t"))
		}
	}
}

func main() {
	goroot, goos, goarch := os.Args[1], os.Args[2], os.Args[3]
	context := build.Default
	context.GOROOT, context.GOOS, context.GOARCH, context.CgoEnabled = goroot, goos, goarch, false
	// The tags of the register ABI are those of the machine this runs on.
	context.ToolTags = slices.DeleteFunc(slices.Clone(context.ToolTags), func(tag string) bool {
		return strings.HasPrefix(tag, "goexperiment.regabi")
	})
	switch goarch {
	case "amd64", "arm64", "loong64", "ppc64", "ppc64le", "riscv64", "s390x":
		context.ToolTags = append(context.ToolTags, "goexperiment.regabiargs", "goexperiment.regabiwrappers")
	}
	l := &library{
		src:      filepath.Join(goroot, "src"),
		context:  context,
		files:    token.NewFileSet(),
		packages: map[string]*types.Package{},
		sizes:    types.SizesFor("gc", goarch),
		out:      bufio.NewWriter(os.Stdout),
	}
	defer l.out.Flush()
	var importPaths []string
	filepath.WalkDir(l.src, func(name string, entry fs.DirEntry, err error) error {
		relative, _ := filepath.Rel(l.src, name)
		if err != nil || !entry.IsDir() {
			return err
		}
		switch entry.Name() {
		case "internal", "vendor", "testdata", "cmd", "builtin", "unsafe":
			return fs.SkipDir
		}
		if strings.HasPrefix(entry.Name(), "_") {
			return fs.SkipDir
		}
		importPaths = append(importPaths, filepath.ToSlash(relative))
		return nil
	})
	for _, importPath := range importPaths {
		// A folder without files for the port has nothing to print.
		if p, err := l.Import(importPath); err == nil && p != nil {
			fmt.Fprintln(l.out, "package", importPath)
			l.print(p)
		}
	}
}
