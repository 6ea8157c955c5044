// The page of missing-function-body.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `A Go function without a body is implemented in assembly. Assembly is written for one architecture: on a target for which
no assembly file of the package is built, the compiler rejects the declaration with \`missing function body\`. Where some assembly is
built, the compiler trusts it, and the linker complains that a relocation target is not defined.

| code | what is found | severity |
| --- | --- | --- |
| \`MissingFunctionBody\` | nothing on the target could implement the function | error |
| \`MissingSymbol\` | another target's assembly implements it, this one's does not, and it is used | error |
| \`MissingDeclaration\` | assembly for a function that Go declares on other targets only | information |

A function that \`//go:linkname\` binds to another one needs no body, nor does one with \`//go:wasmimport\` on wasm, nor one in a
package with C, cgo or object files there. Nothing is said where macros or included files might define the function.`,
  fix: `Give the declaration the build constraint of its assembly, and write the function in Go for the others
(\`//go:build !amd64 && !arm64\`). There is no quick-fix, as that function has to be written.`,
  examples: [
    {
      title: 'No assembly file at all',
      language: 'go',
      code: 'package p\n\nfunc sum(data []byte) uint32\n',
      finding: true,
    },
    {
      title: 'Bound to a function of another package',
      language: 'go',
      code: 'package p\n\nimport _ "unsafe"\n\n//go:linkname nanotime runtime.nanotime\nfunc nanotime() int64\n',
      finding: false,
    },
  ],
};
