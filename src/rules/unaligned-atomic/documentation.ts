// The page of unaligned-atomic.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `On 386, arm, mips and mipsle an \`int64\` is aligned to 4 bytes only, and the 64-bit functions of sync/atomic need 8: on any
other address they panic with "unaligned 64-bit atomic operation". Only the start of an allocation is certain to be aligned: the
first word of an allocated struct, array or slice, of a package variable, and of a local variable. On 64-bit targets nothing is ever
wrong, so the bug shows first where the program is used on a Raspberry Pi or a router.

The offset of each operand from the start of its allocation is computed as the compiler lays it out on each target: through
nested structs, embedded and promoted fields, elements of arrays and slices, and instances of generic types. Addresses are followed through
variables, fields, elements of slices, maps and channels, parameters and results, closures, function and method values, interfaces, type
assertions, slices of arrays and conversions by unsafe.Pointer, in the package and in those it imports: a struct of another module that
is right by itself is reported where it is embedded behind a field of four bytes. The finding stands at the field, and the way from the
allocation to the call is told as related places. A pointer of which nothing is known is taken for the start of an allocation, unless the
package never allocates its type by itself and a struct holds it by value where that makes the address right. Where a function makes
a number of an address (\`uintptr(unsafe.Pointer(…))\`), it may choose by it, and its conversions are not followed.

\`OrInt64\`, \`AndInt64\` and their unsigned forms do not check the address on 386.`,
  fix: `Put the fields that are used atomically first in the struct, or give them the types \`atomic.Int64\` and \`atomic.Uint64\` (Go 1.19),
which are aligned everywhere. There is a quick-fix for each, and one that packs the struct as well.

*Move the field first* moves as few fields as will do, keeps comments, tags and groups of fields, and gives the unkeyed literals of the struct
field names: in the package, its tests, and all packages of the workspace that import it. It is offered where it puts every atomic operation
of the package right. Where other modules may have unkeyed literals, as all fields of a struct are exported, it is not applied unasked. The
finding says why there is none where the order of fields may matter to something: cgo, what package unsafe does with the struct or a pointer to
it or to a field, binary.Read and binary.Write and reflection by the number of a field where the struct becomes an interface, conversions to and
from another struct type, \`//go:\` directives at the struct and
go:linkname, structs.HostLayout, tags of encodings that go by the order of fields, assembly that names offsets or is given the struct, generated
files.

*Pack the struct* orders its fields so that it is smallest, where that saves more than moving the field does, and says how much on which targets.
It is not applied unasked.

*Make it an atomic.Int64* rewrites the calls of sync/atomic, and what reads and writes the field without: \`x.n++\` becomes \`x.n.Add(1)\`,
\`x.n = 0\` becomes \`x.n.Store(0)\`, and \`x.n\` elsewhere \`x.n.Load()\`. It is offered for a field without tag in code for Go 1.19 or newer,
exported only where nobody else can import the package: then its uses in other packages are rewritten as well, where no literal gives it a value, its address goes nowhere else, and no value of the struct is copied. It is not applied unasked.`,
  examples: [
    {
      title: 'On 386, arm, mips and mipsle the field is at offset 4',
      language: 'go',
      code: `package p

import "sync/atomic"

type counter struct {
	closed bool
	n      int64
}

func (c *counter) add() { atomic.AddInt64(&c.n, 1) }
`,
      finding: true,
    },
    {
      title: 'Elements of 12 bytes: every second one is misaligned',
      language: 'go',
      code: `package p

import "sync/atomic"

type slot struct {
	n    uint64
	kind uint32
}

var slots [16]slot

func count(i int) { atomic.AddUint64(&slots[i].n, 1) }
`,
      finding: true,
    },
    {
      title: 'The first field of an allocation is aligned',
      language: 'go',
      code: `package p

import "sync/atomic"

type counter struct {
	n      int64
	closed bool
}

func (c *counter) add() { atomic.AddInt64(&c.n, 1) }
`,
      finding: false,
    },
    {
      title: 'atomic.Int64 is aligned wherever it stands',
      language: 'go',
      code: `package p

import "sync/atomic"

type counter struct {
	closed bool
	n      atomic.Int64
}

func (c *counter) add() { c.n.Add(1) }
`,
      finding: false,
    },
  ],
};
