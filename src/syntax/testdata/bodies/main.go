// Command bodies prints, for each Go file named on a line of its input, the byte offsets of the insides of the bodies of
// the functions it declares, as go/parser sees them: one line of numbers per file.
package main

import (
	"bufio"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
)

func main() {
	names := bufio.NewScanner(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for names.Scan() {
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, names.Text(), nil, parser.SkipObjectResolution)
		if err != nil {
			fmt.Fprintln(out, "error")
			continue
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Body != nil {
				body := function.Body
				fmt.Fprint(out, files.Position(body.Lbrace).Offset+1, " ", files.Position(body.Rbrace).Offset, " ")
			}
		}
		fmt.Fprintln(out)
	}
}
