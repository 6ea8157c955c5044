// Requests of ioctl on Linux: those whose number is not the same everywhere, and what the bits of a number mean.
import { IOCTL_TABLE } from './ioctl-table.ts';

/** A request by one of its names. */
export interface IoctlRequest {
  /** As in golang.org/x/sys/unix, or in the kernel's headers where it has more names there. */
  readonly name: string;
  /** By GOARCH, undefined where there is no such request; other architectures have {@link common}, which is that of amd64. */
  readonly numbers: ReadonlyMap<string, number | undefined>;
  readonly common: number;
}

/** The common names of requests that golang.org/x/sys/unix has by others only. (Linux: asm-generic/ioctls.h) */
const HEADER_NAMES: ReadonlyMap<string, string> = new Map([['TIOCINQ', 'FIONREAD']]);

let known: readonly IoctlRequest[] | undefined;

/** The requests whose number differs between architectures, the most common names of one first. */
export function ioctlRequests(): readonly IoctlRequest[] {
  if (known !== undefined) return known;
  const requests = IOCTL_TABLE.split('\n').map((line) => {
    const [name, common, ...others] = line.split(' ');
    const numbers = others.flatMap((other) => {
      const [hex, goarchs] = other.split(':');
      return goarchs!
        .split(',')
        .map((goarch) => [goarch, hex === '-' ? undefined : Number.parseInt(hex!, 16)] as const);
    });
    return { name: name!, common: Number.parseInt(common!, 16), numbers: new Map(numbers) };
  });
  const others = requests.flatMap((request) => {
    const name = HEADER_NAMES.get(request.name);
    return name === undefined ? [] : [{ ...request, name }];
  });
  known = [...others, ...requests];
  return known;
}

/** A request by all of its names, the one that is given first. */
export function synonymsOf(request: IoctlRequest): readonly IoctlRequest[] {
  const numbers = ({ common, numbers }: IoctlRequest) => `${common} ${[...numbers].join()}`;
  const others = ioctlRequests().filter((other) => other !== request && numbers(other) === numbers(request));
  return [request, ...others];
}

let spellings: ReadonlyMap<string, IoctlRequest> | undefined;

/** The request that a constant is named after: `TIOCGPTN`, `kTCSETS2`, `ioctlBlkGetSize64`. */
export function requestNamed(constant: string): IoctlRequest | undefined {
  const letters = (name: string) => name.replaceAll('_', '').toUpperCase();
  spellings ??= new Map(ioctlRequests().map((request) => [letters(request.name), request]));
  const name = letters(constant);
  return spellings.get(name) ?? spellings.get(name.replace(/^(?:SYS|IOCTL|K|UNIX|LINUX)+/, ''));
}

/** The number of a request on an architecture; undefined where it has none. */
export function requestNumber({ numbers, common }: IoctlRequest, goarch: string): number | undefined {
  return numbers.has(goarch) ? numbers.get(goarch) : common;
}

/**
 * Whether an architecture gives the direction of a request three bits, of which 1 means none, 2 read and 4 write, above 13 bits of size.
 * Elsewhere it has two, 0, 2 and 1, above 14 bits. (Linux: arch/{mips,powerpc}/include/uapi/asm/ioctl.h, asm-generic/ioctl.h)
 */
export function hasThreeDirectionBits(goarch: string): boolean {
  return /^(?:mips|ppc64)/.test(goarch);
}

/** `read`: the kernel writes what the program reads. */
export type Direction = 'read' | 'write';

/**
 * What becomes of a number with a direction that was made for two bits where there are three: what its bits mean here and there, and
 * the number for three bits. Undefined where it has no direction or both, which look the same, or a size that does not fit 13 bits.
 */
export function translated(number: number): { meant: Direction; here: Direction; number: number } | undefined {
  const direction = number >>> 30;
  if (direction !== 1 && direction !== 2) return undefined;
  const rest = number & 0x3fffffff;
  if (rest >= 0x20000000 || number > 0xffffffff) return undefined;
  const meant = direction === 2 ? 'read' : 'write';
  return {
    meant,
    here: meant === 'read' ? 'write' : 'read',
    number: ((meant === 'read' ? 0x40000000 : 0x80000000) | rest) >>> 0,
  };
}
