// The head of an object file: whether it holds eBPF, and in which byte order.

/** What bytes that are no UTF-8 are read as. */
const REPLACED = '\ufffd';

/**
 * The byte order of an eBPF object, from its text as far as that is UTF-8: `EI_DATA` of ELF, with `e_machine` EM_BPF (0xf7, which is no UTF-8
 * where it stands). Undefined for anything else.
 */
export function byteOrderOfObject(text: string | undefined): 'bpfel' | 'bpfeb' | undefined {
  // ELF, 64 bits.
  if (text?.startsWith('\x7fELF\x02') !== true) return undefined;
  const machine = text.slice(18, 20);
  if (text[5] === '\x01' && machine === `${REPLACED}\0`) return 'bpfel';
  return text[5] === '\x02' && machine === `\0${REPLACED}` ? 'bpfeb' : undefined;
}
