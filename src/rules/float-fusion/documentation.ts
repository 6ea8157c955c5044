// The page of float-fusion.
import type { Documentation } from '../rule.ts';

const ORIENTATION = `package p

// side says on which side of the line from a to b the point c lies.
func side(ax, ay, bx, by, cx, cy float64) int {
	det := (bx-ax)*(cy-ay) - (by-ay)*(cx-ax)
	if det > 0 {
		return 1
	} else if det < 0 {
		return -1
	}
	return 0
}
`;

export const documentation: Documentation = {
  what: `Go lets a compiler fuse \`x*y + z\` into one instruction that rounds once instead of twice (Go specification,
[Floating-point operators](https://go.dev/ref/spec#Floating_point_operators)). The gc compiler does so on arm64, loong64, ppc64, ppc64le, riscv64 and
s390x, also across statements, and not on amd64, 386, arm and mips. The last digit of the result differs. Nobody notices, unless
it is asked for exactly:

- \`x*y + z == w\` (and \`!=\`);
- the sign of a difference of products, as geometric predicates and discriminants ask for it: \`a*d - b*c > 0\`. Where both products round to the
  same number the difference is 0; fused it is the rounding error of one of them, of either sign;
- a test that compares the result of a function with all 15 digits of a number, which somebody copied from a run on amd64.

The finding is information: whether the values ever come that close is not known. A product with a power of two is exact, and a sum
of squares is 0 where all of them are, so these are not reported, and neither are order comparisons with anything else than 0.`,
  fix: `An explicit conversion rounds, on every target: \`float64(a*d) - float64(b*c)\`. The quick-fix converts each product of the sum, which
makes all targets compute what amd64 does; \`archway fix\` does it unasked. Where exactness is not what is meant, compare with a tolerance; in
tests always, as with \`assert.InDelta\`.`,
  examples: [
    { title: 'An orientation test', language: 'go', code: ORIENTATION, finding: true },
    {
      title: 'The products are rounded explicitly, on every target',
      language: 'go',
      code: ORIENTATION.replace(
        '(bx-ax)*(cy-ay) - (by-ay)*(cx-ax)',
        'float64((bx-ax)*(cy-ay)) - float64((by-ay)*(cx-ax))',
      ),
      finding: false,
    },
    {
      title: 'A sum of squares is zero everywhere where its terms are',
      language: 'go',
      code: 'package p\n\nfunc isZero(x, y float64) bool { return x*x+y*y == 0 }\n',
      finding: false,
    },
  ],
};
