// Whether code asks at run time which architecture it runs on.
import type { FileInfo } from '../../types/package-info.ts';

/** Whether a file mentions GOARCH: it may have asked for the architecture before it comes to a place that is right on some only. */
export function asksArchitecture({ tree }: FileInfo): boolean {
  return tree.text.includes('GOARCH');
}
