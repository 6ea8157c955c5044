// The page of no-go-files.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `The go command chooses a package's files by their names and build constraints. Where that leaves none, an import of the
package fails before anything is compiled: \`build constraints exclude all Go files in …\`. Where it leaves files of two packages in
one folder, it fails with \`found packages a (x.go) and b (y.go) in …\`.

| code | what is found |
| --- | --- |
| \`NoGoFiles\` | a file that is built on a target imports a package of which nothing is built there |
| \`NeedsCgo\` | the same, because all files of the package need cgo and CGO_ENABLED is 0, the default of every cross build |
| \`TwoPackages\` | files of two packages meet on a target; some authors do this on purpose, to stop the build with a readable name |

A package of which nothing is built on a target is no finding by itself: \`go build ./...\` passes over it.`,
  fix: `Give the imported package a file for the other targets (\`//go:build !amd64\`) with the portable implementation, or give
the importing file a constraint of its own. Cgo in a cross build needs a C compiler for the target and \`CGO_ENABLED=1\`; look whether
the dependency has a build in pure Go. There is no quick-fix, as what the code does on the other targets has to be written.`,
  examples: [
    {
      title: 'Package syscall/js exists for js/wasm only',
      language: 'go',
      code: 'package p\n\nimport _ "syscall/js"\n',
      finding: true,
    },
    {
      title: 'The file that imports it is built there only',
      language: 'go',
      code: '//go:build js\n\npackage p\n\nimport _ "syscall/js"\n',
      finding: false,
    },
  ],
};
