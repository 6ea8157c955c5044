// Command std-snapshot prints, as one JSON object from path to text, what code that imports the standard library can see
// of it: every file of every package with its build constraint, its imports and its declarations, without function bodies,
// comments, contents of composite literals, and unexported declarations that nothing exported leads to.
//
// Usage: go run main.go GOROOT
package main

import (
	"bytes"
	"encoding/json"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"log"
	"os"
	"path"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
)

// A sourceFile is a file of the standard library.
type sourceFile struct {
	path       string // below GOROOT/src
	constraint string // the //go:build line, or empty
	syntax     *ast.File
}

// A unit is what is kept or left out as a whole: a function, a type, a variable, or constants that count with iota.
type unit struct {
	decl ast.Decl
	file *sourceFile
	kept bool
	// references are the identifiers in it: any of them may name another unit.
	references map[string]bool
}

// A sourcePackage is a folder of the standard library, with the files for every platform.
type sourcePackage struct {
	importPath string
	name       string
	files      []*sourceFile
	units      []*unit
	byName     map[string][]*unit // a name may be declared once per platform
	methods    map[string][]*unit // by the name of the receiver's type
}

var fileSet = token.NewFileSet()

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: std-snapshot GOROOT")
	}
	src := filepath.Join(os.Args[1], "src")
	packages := readPackages(src)

	texts := map[string]string{}
	goMod, err := os.ReadFile(filepath.Join(src, "go.mod"))
	if err != nil {
		log.Fatal(err)
	}
	texts["go.mod"] = string(goMod)

	var waiting []string
	for importPath := range packages {
		if isImportable(importPath) {
			waiting = append(waiting, importPath)
		}
	}
	done := map[string]bool{}
	for len(waiting) > 0 {
		importPath := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		p := packages[importPath]
		if p == nil || done[importPath] {
			continue
		}
		done[importPath] = true
		p.keepReachable()
		for _, file := range p.files {
			file.syntax.Decls = p.declarationsOf(file)
			waiting = append(waiting, keepUsedImports(file, packages)...)
			texts[file.path] = print(file)
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(texts); err != nil {
		log.Fatal(err)
	}
}

// isImportable reports whether code outside of the standard library can import the package.
func isImportable(importPath string) bool {
	for _, element := range strings.Split(importPath, "/") {
		if element == "internal" || element == "vendor" {
			return false
		}
	}
	return true
}

func readPackages(src string) map[string]*sourcePackage {
	packages := map[string]*sourcePackage{}
	err := filepath.WalkDir(src, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(src, name)
		if err != nil {
			return err
		}
		relative = filepath.ToSlash(relative)
		if entry.IsDir() {
			if relative == "cmd" || entry.Name() == "testdata" || strings.HasPrefix(entry.Name(), "_") {
				return fs.SkipDir
			}
			return nil
		}
		if path.Ext(name) != ".go" || strings.HasSuffix(name, "_test.go") || strings.HasPrefix(entry.Name(), "_") {
			return nil
		}
		file, err := readFile(name, relative)
		if file == nil || err != nil {
			return err
		}
		importPath := path.Dir(relative)
		p := packages[importPath]
		if p == nil {
			p = &sourcePackage{importPath: importPath, byName: map[string][]*unit{}, methods: map[string][]*unit{}}
			packages[importPath] = p
		}
		p.name = file.syntax.Name.Name
		p.add(file)
		return nil
	})
	if err != nil {
		log.Fatal(err)
	}
	return packages
}

// readFile parses a file; it gives nil for a program that only helps to build the package.
func readFile(name, relative string) (*sourceFile, error) {
	syntax, err := parser.ParseFile(fileSet, name, nil, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return nil, err
	}
	file := &sourceFile{path: relative, syntax: syntax}
	for _, group := range syntax.Comments {
		for _, comment := range group.List {
			if comment.Pos() > syntax.Package || !constraint.IsGoBuild(comment.Text) {
				continue
			}
			file.constraint = comment.Text
		}
	}
	if strings.Contains(file.constraint, "ignore") {
		return nil, nil
	}
	syntax.Comments = nil
	syntax.Doc = nil
	return file, nil
}

// add splits the declarations of a file into units, blanking what nobody outside can see.
func (p *sourcePackage) add(file *sourceFile) {
	p.files = append(p.files, file)
	for _, decl := range file.syntax.Decls {
		switch decl := decl.(type) {
		case *ast.FuncDecl:
			decl.Doc = nil
			decl.Body = nil
			u := newUnit(decl, file)
			p.units = append(p.units, u)
			if decl.Recv != nil {
				receiver := typeName(decl.Recv.List[0].Type)
				p.methods[receiver] = append(p.methods[receiver], u)
			} else {
				p.byName[decl.Name.Name] = append(p.byName[decl.Name.Name], u)
			}
		case *ast.GenDecl:
			if decl.Tok != token.IMPORT {
				p.addGroup(decl, file)
			}
		}
	}
}

func (p *sourcePackage) addGroup(group *ast.GenDecl, file *sourceFile) {
	if group.Tok == token.CONST && countsWithIota(group) {
		group.Doc = nil
		for _, spec := range group.Specs {
			dropComments(spec)
		}
		u := newUnit(group, file)
		p.units = append(p.units, u)
		for _, spec := range group.Specs {
			for _, name := range spec.(*ast.ValueSpec).Names {
				p.byName[name.Name] = append(p.byName[name.Name], u)
			}
		}
		return
	}
	for _, spec := range group.Specs {
		dropComments(spec)
		blankValues(spec, group.Tok)
		u := newUnit(&ast.GenDecl{Tok: group.Tok, Specs: []ast.Spec{spec}}, file)
		p.units = append(p.units, u)
		switch spec := spec.(type) {
		case *ast.TypeSpec:
			p.byName[spec.Name.Name] = append(p.byName[spec.Name.Name], u)
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				p.byName[name.Name] = append(p.byName[name.Name], u)
			}
		}
	}
}

// countsWithIota reports whether the value of a constant may depend on its place in the group.
func countsWithIota(group *ast.GenDecl) bool {
	counts := false
	for _, spec := range group.Specs {
		values := spec.(*ast.ValueSpec).Values
		if len(values) == 0 {
			return true
		}
		for _, value := range values {
			ast.Inspect(value, func(n ast.Node) bool {
				if name, ok := n.(*ast.Ident); ok && name.Name == "iota" {
					counts = true
				}
				return true
			})
		}
	}
	return counts
}

func dropComments(spec ast.Spec) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		spec.Doc, spec.Comment = nil, nil
	case *ast.TypeSpec:
		spec.Doc, spec.Comment = nil, nil
	}
	ast.Inspect(spec, func(n ast.Node) bool {
		if field, ok := n.(*ast.Field); ok {
			field.Doc, field.Comment = nil, nil
		}
		return true
	})
}

// blankValues leaves of a variable's value what its type follows from.
func blankValues(spec ast.Spec, tok token.Token) {
	values, ok := spec.(*ast.ValueSpec)
	if !ok || tok != token.VAR {
		return
	}
	if values.Type != nil {
		values.Values = nil
		return
	}
	for _, value := range values.Values {
		ast.Inspect(value, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				n.Body = &ast.BlockStmt{}
			case *ast.CompositeLit:
				if array, ok := n.Type.(*ast.ArrayType); ok {
					if _, counted := array.Len.(*ast.Ellipsis); counted {
						return true
					}
				}
				n.Elts = nil
			}
			return true
		})
	}
}

func newUnit(decl ast.Decl, file *sourceFile) *unit {
	u := &unit{decl: decl, file: file, references: map[string]bool{}}
	ast.Inspect(decl, func(n ast.Node) bool {
		if name, ok := n.(*ast.Ident); ok {
			u.references[name.Name] = true
		}
		return true
	})
	return u
}

// typeName is the name of the type a receiver is of.
func typeName(x ast.Expr) string {
	switch x := x.(type) {
	case *ast.StarExpr:
		return typeName(x.X)
	case *ast.ParenExpr:
		return typeName(x.X)
	case *ast.IndexExpr:
		return typeName(x.X)
	case *ast.IndexListExpr:
		return typeName(x.X)
	case *ast.Ident:
		return x.Name
	}
	return ""
}

// keepReachable marks the exported declarations and all that they lead to.
func (p *sourcePackage) keepReachable() {
	var waiting []string
	for name := range p.byName {
		if ast.IsExported(name) {
			waiting = append(waiting, name)
		}
	}
	seen := map[string]bool{}
	for len(waiting) > 0 {
		name := waiting[len(waiting)-1]
		waiting = waiting[:len(waiting)-1]
		if seen[name] {
			continue
		}
		seen[name] = true
		for _, units := range [][]*unit{p.byName[name], p.methods[name]} {
			for _, u := range units {
				u.kept = true
				for reference := range u.references {
					waiting = append(waiting, reference)
				}
			}
		}
	}
}

// declarationsOf gives the declarations of a file that are kept: its imports, then the others in order.
func (p *sourcePackage) declarationsOf(file *sourceFile) []ast.Decl {
	var decls []ast.Decl
	for _, decl := range file.syntax.Decls {
		if group, ok := decl.(*ast.GenDecl); ok && group.Tok == token.IMPORT {
			group.Doc = nil
			decls = append(decls, group)
		}
	}
	for _, u := range p.units {
		if u.file == file && u.kept {
			decls = append(decls, u.decl)
		}
	}
	return decls
}

// keepUsedImports leaves out the imports a file does not need any more, and gives the packages the others mean.
func keepUsedImports(file *sourceFile, packages map[string]*sourcePackage) []string {
	used := map[string]bool{}
	for _, decl := range file.syntax.Decls {
		ast.Inspect(decl, func(n ast.Node) bool {
			if selector, ok := n.(*ast.SelectorExpr); ok {
				if name, ok := selector.X.(*ast.Ident); ok {
					used[name.Name] = true
				}
			}
			return true
		})
	}
	var imported []string
	var decls []ast.Decl
	for _, decl := range file.syntax.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.IMPORT {
			decls = append(decls, decl)
			continue
		}
		for _, spec := range group.Specs {
			spec := spec.(*ast.ImportSpec)
			spec.Doc, spec.Comment = nil, nil
			importPath, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				log.Fatal(err)
			}
			resolved := importPath
			if strings.Contains(strings.SplitN(importPath, "/", 2)[0], ".") {
				resolved = "vendor/" + importPath
			}
			// Cgo decides on which targets the file is chosen; what a dot imports has no prefix.
			name := localName(spec, packages[resolved])
			isNeeded := importPath == "C" || name == "." || used[name]
			if isNeeded {
				decls = append(decls, &ast.GenDecl{Tok: token.IMPORT, Specs: []ast.Spec{spec}})
				imported = append(imported, resolved)
			}
		}
	}
	sort.SliceStable(decls, func(i, j int) bool { return isImport(decls[i]) && !isImport(decls[j]) })
	file.syntax.Decls = decls
	return imported
}

func isImport(decl ast.Decl) bool {
	group, ok := decl.(*ast.GenDecl)
	return ok && group.Tok == token.IMPORT
}

func localName(spec *ast.ImportSpec, imported *sourcePackage) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	if imported != nil {
		return imported.name
	}
	return ""
}

func print(file *sourceFile) string {
	var text bytes.Buffer
	if file.constraint != "" {
		text.WriteString(file.constraint + "\n\n")
	}
	text.WriteString("package " + file.syntax.Name.Name + "\n")
	for _, decl := range file.syntax.Decls {
		if err := printer.Fprint(&text, fileSet, decl); err != nil {
			log.Fatal(err)
		}
		text.WriteByte('\n')
	}
	return text.String()
}
