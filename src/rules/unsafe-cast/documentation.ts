// The page of unsafe-cast: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `\`(*T)(unsafe.Pointer(&x))\` takes the bytes of \`x\` for a \`T\`. No compiler asks whether they are one: \`int\`, \`uint\`, \`uintptr\`
and pointers have 8 bytes on 64-bit targets and 4 on 32-bit ones, strings and slices are made of such words, and \`int64\` fields are
aligned to 4 bytes on 386, arm, mips and mipsle, which moves what stands behind them.

Reported is a cast whose two types fit on some of the targets that are checked and not on others:

| code | what does not fit | severity |
| --- | --- | --- |
| \`BeyondObject\` | the type has more bytes than the variable: its neighbours in memory are read or overwritten | error; warning where the object is not seen as a whole |
| \`FieldOffset\` | fields of two structs lie at different offsets, or have other sizes | warning |
| \`ElementSize\` | the elements of two slices or arrays have different sizes | warning where the elements are too large, else information |
| \`PointerStep\` | a number of bytes that is written out, as in \`uintptr(p) + 8*i\`, is not the size of the element, or leads to no field | warning |
| \`PartOfObject\` | the type has fewer bytes: half of the value is used, the upper one on big-endian targets | information |

What fits nowhere is no matter of the target: the bytes of a header that is read from a larger buffer, say. Nothing is
reported behind a condition that is constant and keeps the target off, as \`if unsafe.Sizeof(x) == 8\`. Which targets a cast was
written for shows only where some of them are among those that are checked.`,
  fix: `Convert the value in place of its address: \`int64(x)\`. Give both types fields of fixed size (\`int64\`, \`uint32\`, not \`int\` or
\`uintptr\`), with explicit padding before 64-bit fields. Write \`unsafe.Sizeof(x)\` for the size of a type, \`unsafe.Offsetof\`
for the place of a field, and \`unsafe.Slice\` for elements.

The quick-fix writes the conversion in place of \`*(*T)(unsafe.Pointer(&x))\` where both are integers.`,
  examples: [
    {
      title: 'An int has 4 bytes on 32-bit targets',
      language: 'go',
      code: 'package p\n\nimport (\n\t"sync/atomic"\n\t"unsafe"\n)\n\ntype queue struct{ length int }\n\nfunc (q *queue) add() int64 {\n\treturn atomic.AddInt64((*int64)(unsafe.Pointer(&q.length)), 1)\n}\n',
      finding: true,
    },
    {
      title: 'An int64 has 8 everywhere',
      language: 'go',
      code: 'package p\n\nimport "sync/atomic"\n\ntype queue struct{ length atomic.Int64 }\n\nfunc (q *queue) add() int64 { return q.length.Add(1) }\n',
      finding: false,
    },
    {
      title: 'The second word of an interface is at offset 4 on 32-bit targets',
      language: 'go',
      code: 'package p\n\nimport "unsafe"\n\nfunc data(x any) unsafe.Pointer {\n\treturn *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&x), 8))\n}\n',
      finding: true,
    },
    {
      title: 'The size of a word is that of the target',
      language: 'go',
      code: 'package p\n\nimport "unsafe"\n\nfunc data(x any) unsafe.Pointer {\n\treturn *(*unsafe.Pointer)(unsafe.Add(unsafe.Pointer(&x), unsafe.Sizeof(uintptr(0))))\n}\n',
      finding: false,
    },
  ],
};
