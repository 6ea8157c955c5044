// The places of a document that name an architecture, whatever its format.
import { type DockerfileContents, readDockerfile } from './dockerfile.ts';
import { type Document, MAX_DOCUMENT_LENGTH, type Mention, type Script } from './document.ts';
import { type MakefileContents, readMakefile } from './makefile.ts';
import { shellMentions } from './shell.ts';
import { readYaml } from './yaml.ts';

/** What was read from a document: its mentions, and what fixes need to know of their surroundings. */
export interface Contents {
  readonly mentions: readonly Mention[];
  /** Every shell script in it. */
  readonly scripts: readonly Script[];
  readonly dockerfile?: DockerfileContents;
  readonly makefile?: MakefileContents;
}

const nothing: Contents = { mentions: [], scripts: [] };

/** What was read from each document: several rules ask. */
const known = new WeakMap<Document, Contents>();

/** Reads a document. Binary, oversized and broken ones yield nothing; it never throws on any text. */
export function readDocument(document: Document): Contents {
  const contents = known.get(document) ?? read(document);
  known.set(document, contents);
  return contents;
}

function read({ path, format, text }: Document): Contents {
  if (text.length > MAX_DOCUMENT_LENGTH || text.includes('\0')) return nothing;
  try {
    switch (format) {
      case 'dockerfile': {
        const dockerfile = readDockerfile(text);
        return { mentions: dockerfile.mentions, scripts: dockerfile.scripts, dockerfile };
      }
      case 'makefile': {
        const makefile = readMakefile(text);
        return { mentions: makefile.mentions, scripts: makefile.scripts, makefile };
      }
      case 'shell':
        return { mentions: shellMentions(text), scripts: [{ start: 0, text }] };
      case 'yaml':
        return readYaml(path, text);
      case 'json':
        return nothing;
    }
  } catch (error) {
    // The libraries' parsers are recursive: what nests deeper than the stack bears is left alone.
    if (error instanceof RangeError) return nothing;
    throw error;
  }
}
