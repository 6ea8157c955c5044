// Command types type-checks packages from source for the GOOS and GOARCH of the environment, and writes what go/types says of
// them: for every package that the patterns name a file of JSON lines, one for each source file and a last one.
//
//	types [-declarations] OUTPUT PATTERN...
//
// It runs in the folder of a module, takes the packages and what they import from `go list`, and needs nothing else.
// A source file's line is
//
//	{"file":"/path/x.go","strings":["int","1"],"expressions":[start,length,type,value,...]}
//
// with offsets in bytes; type and value are indices into strings. The value is -1 where an expression is not constant, and -2
// where it is a type. The last line is
//
//	{"package":"net","dir":"/go/src/net","errors":0,"structs":{"T":[size,align,offset of the first field,...]}}
//
// With -declarations it looks into no function, and writes only the last line.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// A listed is what `go list` says of a package.
type listed struct {
	ImportPath string
	Dir        string
	Name       string
	GoFiles    []string
	ImportMap  map[string]string
	DepOnly    bool
	Module     *struct{ GoVersion string }
}

type fileLine struct {
	File        string   `json:"file"`
	Strings     []string `json:"strings"`
	Expressions []int    `json:"expressions"`
}

type packageLine struct {
	Package string             `json:"package"`
	Dir     string             `json:"dir"`
	Errors  int                `json:"errors"`
	Structs map[string][]int64 `json:"structs"`
}

// A loader type-checks packages in the order in which they are listed: what is imported comes first.
type loader struct {
	fset     *token.FileSet
	sizes    types.Sizes
	packages map[string]*types.Package
	// Only what is declared.
	declarations bool
}

func main() {
	declarations := flag.Bool("declarations", false, "look into no function")
	flag.Parse()
	output, patterns := flag.Arg(0), flag.Args()[1:]
	args := append([]string{"list", "-e", "-deps", "-json=ImportPath,Dir,Name,GoFiles,ImportMap,DepOnly,Module"}, patterns...)
	list := exec.Command("go", args...)
	list.Stderr = os.Stderr
	stdout, err := list.StdoutPipe()
	check(err)
	check(list.Start())
	l := &loader{token.NewFileSet(), types.SizesFor("gc", build.Default.GOARCH), map[string]*types.Package{"unsafe": types.Unsafe}, *declarations}
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
		l.load(one, output)
	}
	check(list.Wait())
}

// load type-checks a package, and writes what it found where a pattern names the package.
func (l *loader) load(one listed, output string) {
	files := []*ast.File{}
	for _, name := range one.GoFiles {
		mode := parser.SkipObjectResolution
		if file, _ := parser.ParseFile(l.fset, filepath.Join(one.Dir, name), nil, mode); file != nil {
			files = append(files, file)
		}
	}
	errors := 0
	config := types.Config{
		Importer:         importer{l, one.ImportMap},
		Sizes:            l.sizes,
		IgnoreFuncBodies: one.DepOnly || l.declarations,
		FakeImportC:      true,
		Error:            func(error) { errors++ },
	}
	if one.Module != nil && one.Module.GoVersion != "" {
		config.GoVersion = "go" + one.Module.GoVersion
	}
	info := &types.Info{}
	if !one.DepOnly && !l.declarations {
		info.Types = map[ast.Expr]types.TypeAndValue{}
	}
	pkg, _ := config.Check(one.ImportPath, l.fset, files, info)
	l.packages[one.ImportPath] = pkg
	if one.DepOnly {
		return
	}
	file, err := os.Create(filepath.Join(output, strings.ReplaceAll(one.ImportPath, "/", "+")+".jsonl"))
	check(err)
	buffer := bufio.NewWriter(file)
	encoder := json.NewEncoder(buffer)
	encoder.SetEscapeHTML(false)
	if !l.declarations {
		for _, file := range files {
			check(encoder.Encode(l.describeFile(file, info)))
		}
	}
	check(encoder.Encode(packageLine{one.ImportPath, one.Dir, errors, l.structs(pkg)}))
	check(buffer.Flush())
	check(file.Close())
}

// describeFile lists the expressions of a file which are values or types.
func (l *loader) describeFile(file *ast.File, info *types.Info) fileLine {
	position := l.fset.File(file.FileStart)
	line := fileLine{position.Name(), []string{}, []int{}}
	indices := map[string]int{}
	index := func(text string) int {
		i, ok := indices[text]
		if !ok {
			i = len(line.Strings)
			indices[text] = i
			line.Strings = append(line.Strings, text)
		}
		return i
	}
	ast.Inspect(file, func(node ast.Node) bool {
		expression, ok := node.(ast.Expr)
		if !ok {
			return true
		}
		found, ok := info.Types[expression]
		if !ok || found.IsVoid() || found.IsBuiltin() {
			return true
		}
		start := position.Offset(expression.Pos())
		length := position.Offset(expression.End()) - start
		value := -1
		if found.IsType() {
			value = -2
		} else if found.Value != nil {
			value = index(found.Value.ExactString())
		}
		line.Expressions = append(line.Expressions, start, length, index(typeOf(expression, found.Type)), value)
		return true
	})
	return line
}

// typeOf prints the type of an expression. One that also says whether it has a value, `v, ok := m[k]`, has the type of the value.
func typeOf(expression ast.Expr, t types.Type) string {
	switch ast.Unparen(expression).(type) {
	case *ast.IndexExpr, *ast.TypeAssertExpr, *ast.UnaryExpr:
		if tuple, ok := t.(*types.Tuple); ok {
			return typeString(tuple.At(0).Type())
		}
	}
	return typeString(t)
}

// structs lays out the struct types that are declared at package level.
func (l *loader) structs(pkg *types.Package) map[string][]int64 {
	layouts := map[string][]int64{}
	for _, name := range pkg.Scope().Names() {
		object, ok := pkg.Scope().Lookup(name).(*types.TypeName)
		if !ok || object.IsAlias() {
			continue
		}
		named, ok := object.Type().(*types.Named)
		if !ok || named.TypeParams().Len() > 0 {
			continue
		}
		structure, ok := named.Underlying().(*types.Struct)
		if !ok {
			continue
		}
		fields := []*types.Var{}
		for i := range structure.NumFields() {
			fields = append(fields, structure.Field(i))
		}
		layout := []int64{l.sizes.Sizeof(named), l.sizes.Alignof(named)}
		layouts[name] = append(layout, l.sizes.Offsetsof(fields)...)
	}
	return layouts
}

// An importer resolves the imports of one package.
type importer struct {
	loader *loader
	paths  map[string]string
}

func (i importer) Import(path string) (*types.Package, error) {
	if mapped, ok := i.paths[path]; ok {
		path = mapped
	}
	pkg, ok := i.loader.packages[path]
	if !ok {
		return nil, os.ErrNotExist
	}
	return pkg, nil
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
