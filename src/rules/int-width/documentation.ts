// The page of int-width: what it says to someone who meets it for the first time, with true and false cases.
import type { Documentation } from '../rule.ts';

export const documentation: Documentation = {
  what: `\`int\`, \`uint\` and \`uintptr\` have 64 bits on most targets and 32 on 386, arm, mips and mipsle. There a conversion cuts what does not
fit, without an error, and arithmetic overflows. Whatever needs more than 31 bits is concerned: times in nanoseconds, sizes of files,
identifiers, hashes, numbers that are read from text.

| code | what happens on 32-bit targets | severity |
| --- | --- | --- |
| \`TruncatedValue\` | \`int(t.UnixNano())\`: always cut | warning |
| | \`int(t.Unix())\`: from 2038 on; \`int(d)\` of a duration, \`int(info.Size())\`, \`int(hash.Sum64())\`, \`int(binary.BigEndian.Uint64(b))\` | information |
| \`NegativeRemainder\` | \`int(hash) % n\` is negative for half of all hashes, and panics as an index | warning of hashes, random numbers and times, else information |
| \`TruncatedDigits\` | \`strconv.Itoa(int(n))\` of a number of 64 bits | information |
| \`ParsedWidth\` | \`strconv.Atoi\`, or bit size 0, for what is only used as 64 bits; bit size 64 for what becomes an \`int\` | information |
| \`IntProduct\` | \`int64(n * 1000000000)\` is multiplied before it has 64 bits | warning from a factor of 2^28 on, else information |
| \`SignExtension\` | \`int64(fs.Type) == unix.BTRFS_SUPER_MAGIC\` never holds, as the field is an \`int32\`; as a key or a value, \`int64(fs.Type)\` is negative for some file systems | warning of comparisons, else information |
| \`TruncatedPointer\` | \`uint32(uintptr(unsafe.Pointer(p)))\`: the upper half of the address is lost on 64-bit targets | warning |

Nothing is reported of numbers that are compared with a bound in the same function, of differences, of what is masked or
divided down, of sizes of memory and indexes (a process of 32 bits has no more than 2 GiB), and behind conditions that are
constant and keep the target off, as \`if strconv.IntSize == 64\`. Where a number comes from is followed through local variables that
are written once, no further.`,
  fix: `Keep the number in an \`int64\` or \`uint64\`, or check that it fits before it is converted.

The quick-fixes do this where the rest of the code stays as it is: the remainder before the conversion, \`strconv.FormatInt\` for \`strconv.Itoa\`, the bit
size with which a number is read, one factor converted in place of the product, \`uint32\` for the comparison.`,
  examples: [
    {
      title: 'Nanoseconds since 1970 need 61 bits',
      language: 'go',
      code: 'package p\n\nimport "time"\n\nfunc stamp() int { return int(time.Now().UnixNano()) }\n',
      finding: true,
    },
    {
      title: 'An int64 has them everywhere',
      language: 'go',
      code: 'package p\n\nimport "time"\n\nfunc stamp() int64 { return time.Now().UnixNano() }\n',
      finding: false,
    },
    {
      title: 'The product is an int, of which 3 seconds are too much',
      language: 'go',
      code: 'package p\n\nimport "time"\n\nfunc wait(seconds int) { time.Sleep(time.Duration(seconds * 1000000000)) }\n',
      finding: true,
    },
    {
      title: 'The factor is a time.Duration, of 64 bits',
      language: 'go',
      code: 'package p\n\nimport "time"\n\nfunc wait(seconds int) { time.Sleep(time.Duration(seconds) * time.Second) }\n',
      finding: false,
    },
    {
      title: 'Half of all hashes are negative as an int of 32 bits',
      language: 'go',
      code: 'package p\n\nimport "hash/crc32"\n\nfunc shard(key []byte, shards []string) string {\n\treturn shards[int(crc32.ChecksumIEEE(key))%len(shards)]\n}\n',
      finding: true,
    },
    {
      title: 'The remainder of an unsigned number is none',
      language: 'go',
      code: 'package p\n\nimport "hash/crc32"\n\nfunc shard(key []byte, shards []string) string {\n\treturn shards[crc32.ChecksumIEEE(key)%uint32(len(shards))]\n}\n',
      finding: false,
    },
    {
      title: 'A size that is checked',
      language: 'go',
      code: 'package p\n\nimport (\n\t"errors"\n\t"math"\n\t"os"\n)\n\nfunc size(info os.FileInfo) (int, error) {\n\tif info.Size() > math.MaxInt32 {\n\t\treturn 0, errors.New("too large")\n\t}\n\treturn int(info.Size()), nil\n}\n',
      finding: false,
    },
  ],
};
