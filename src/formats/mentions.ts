// The places of a document that name an architecture, whatever its format.
import { type DockerfileContents, readDockerfile } from './dockerfile.ts';
import type { Mention } from './document.ts';
import { type Document, MAX_DOCUMENT_LENGTH } from './document.ts';
import { type MakefileContents, readMakefile } from './makefile.ts';
import { shellMentions } from './shell.ts';
import { readYaml } from './yaml.ts';

/** What was read from a document: its mentions, and what fixes need to know of their surroundings. */
export interface Contents {
  readonly mentions: readonly Mention[];
  readonly dockerfile?: DockerfileContents;
  readonly makefile?: MakefileContents;
}

const nothing: Contents = { mentions: [] };

/** Reads a document. Binary, oversized and broken ones yield nothing; it never throws on any text. */
export function readDocument({ path, format, text }: Document): Contents {
  if (text.length > MAX_DOCUMENT_LENGTH || text.includes('\0')) return nothing;
  try {
    switch (format) {
      case 'dockerfile': {
        const dockerfile = readDockerfile(text);
        return { mentions: dockerfile.mentions, dockerfile };
      }
      case 'makefile': {
        const makefile = readMakefile(text);
        return { mentions: makefile.mentions, makefile };
      }
      case 'shell':
        return { mentions: shellMentions(text) };
      case 'yaml':
        return { mentions: readYaml(path, text) };
    }
  } catch (error) {
    // The libraries' parsers are recursive: what nests deeper than the stack bears is left alone.
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}
