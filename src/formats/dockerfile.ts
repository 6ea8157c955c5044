// Dockerfiles: their build stages and the places of their instructions that name an architecture.
import {
  DockerfileParser,
  type From,
  type Instruction,
  type ModifiableInstruction,
  type PropertyInstruction,
} from 'dockerfile-ast';
import { findArchitectures, namesArchitecture } from './architectures.ts';
import type { Mention, MentionContext, Script } from './document.ts';
import { shellMentions } from './shell.ts';
import {
  downloadsIn,
  isArchFile,
  isArchImage,
  libraryPathsIn,
  onlySystem,
  platformOS,
  valueParts,
  type WordPart,
} from './words.ts';

/** One FROM and what follows it. */
export interface Stage {
  /** Range from its FROM to the next one. */
  readonly start: number;
  readonly end: number;
  /** Where the line of its FROM ends. */
  readonly fromEnd: number;
  /** Name behind AS; empty where it has none. */
  readonly name: string;
  /** Names its ARG and ENV instructions declare. */
  readonly variables: ReadonlySet<string>;
  /** Whether its commands ask for the target's architecture by name, so that it can run on the builder's. */
  readonly usesTargetArch: boolean;
}

export interface DockerfileContents {
  readonly mentions: readonly Mention[];
  readonly stages: readonly Stage[];
  /** What the RUN instructions run. */
  readonly scripts: readonly Script[];
}

/** Longest Dockerfile that is looked at, in UTF-16 units: the library's time grows with the square of it. */
const MAX_LENGTH = 1 << 17;
/** GOARCH or a variable that BuildKit sets, as RUN lines use them. */
const targetVariable = /\bTARGET(?:ARCH|PLATFORM)\b|\bGOARCH=/;

/** Reads a Dockerfile; nothing is found in one that is no text. */
export function readDockerfile(text: string): DockerfileContents {
  if (text.length > MAX_LENGTH || !namesArchitecture(text)) return { mentions: [], stages: [], scripts: [] };
  return new DockerfileReader(text).read();
}

/** A line and a character of it, both from 0, as the parser counts. */
interface Position {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Position;
  readonly end: Position;
}

class DockerfileReader {
  readonly #mentions: Mention[] = [];
  readonly #scripts: Script[] = [];
  readonly #lineStarts: number[];
  #scope = 0;

  constructor(private readonly text: string) {
    // The parser ends lines as the language server protocol does: \n, \r\n and \r alone.
    this.#lineStarts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ 0: end, index }) => index + end.length)];
  }

  read(): DockerfileContents {
    const instructions = DockerfileParser.parse(this.text).getInstructions();
    for (const instruction of instructions) {
      this.#scope++;
      this.#instruction(instruction, instruction.getKeyword());
    }
    return { mentions: this.#mentions, stages: this.#stages(instructions), scripts: this.#scripts };
  }

  #stages(instructions: readonly Instruction[]): Stage[] {
    const stages: (Stage & { variables: Set<string> })[] = [];
    for (const instruction of instructions) {
      const [start, fromEnd] = this.#offsets(instruction.getRange());
      const stage = stages.at(-1);
      if (isFrom(instruction)) {
        if (stage) stages[stages.length - 1] = { ...stage, end: start };
        const name = instruction.getBuildStage() ?? '';
        stages.push({ start, end: this.text.length, fromEnd, name, variables: new Set(), usesTargetArch: false });
      } else if (stage) {
        if (isProperty(instruction))
          for (const each of instruction.getProperties()) stage.variables.add(each.getName());
        if (targetVariable.test(this.text.slice(start, fromEnd)))
          stages[stages.length - 1] = { ...stage, usesTargetArch: true };
      }
    }
    return stages;
  }

  #instruction(instruction: Instruction, keyword: string): void {
    switch (keyword) {
      case 'FROM':
        this.#from(instruction as From);
        break;
      case 'ARG':
      case 'ENV':
        this.#properties(instruction as PropertyInstruction, keyword === 'ARG');
        break;
      case 'ADD':
      case 'COPY':
        this.#files(instruction as ModifiableInstruction);
        break;
      case 'RUN':
        this.#run(instruction);
        break;
    }
  }

  #from(from: From): void {
    // A stage that names an architecture in its own name is one of several, or means it.
    const isGuarded = namesArchitecture(from.getBuildStage() ?? '');
    const flag = from.getPlatformFlag();
    const range = flag?.getValueRange();
    const platform = flag?.getValue() ?? '';
    if (range && platformOS(platform) !== undefined)
      this.#add('base-platform', this.#offsets(range)[0], platform, { isGuarded });
    const image = from.getImage() ?? '';
    const imageRange = from.getImageRange();
    if (imageRange && isArchImage(image)) this.#add('image', this.#offsets(imageRange)[0], image, { isGuarded });
  }

  #properties(instruction: PropertyInstruction, isDefault: boolean): void {
    for (const property of instruction.getProperties()) {
      const range = property.getValueRange();
      if (!range) continue;
      const [start, end] = this.#offsets(range);
      const source = this.text.slice(start, end);
      const isQuoted = /^(["']).*\1$/s.test(source);
      const value = withoutVariables(isQuoted ? source.slice(1, -1) : source);
      const key = property.getName();
      this.#parts(valueParts(key, value), start + (isQuoted ? 1 : 0), value, {
        key,
        isDefault,
        isGuarded: namesArchitecture(key),
        isExpandable: !source.startsWith("'"),
      });
    }
  }

  #files(instruction: ModifiableInstruction): void {
    const isFromStage = instruction.getFlags().some((flag) => flag.getName() === 'from');
    const words = instruction.getArguments();
    words.forEach((argument, i) => {
      const [start, end] = this.#offsets(argument.getRange());
      const word = withoutVariables(this.text.slice(start, end));
      const isTarget = i === words.length - 1;
      const parts = [...downloadsIn(word), ...libraryPathsIn(word)];
      const context: MentionContext = isTarget || isFromStage || !isArchFile(word) ? 'file' : 'copied-file';
      this.#parts(parts.length > 0 ? parts : [{ context, start: 0, end: word.length }], start, word);
    });
  }

  #run(instruction: Instruction): void {
    const range = instruction.getArgumentsRange();
    if (!range) return;
    const [start, end] = this.#offsets(range);
    const source = this.text.slice(start, end);
    // ["go", "build"]: no shell, no variables.
    if (/^\s*\[/.test(source)) return;
    const script = asScript(source);
    this.#scripts.push({ start, text: script });
    for (const mention of shellMentions(script, this.#scope)) {
      this.#mentions.push({ ...mention, start: mention.start + start, end: mention.end + start });
    }
  }

  #parts(parts: readonly WordPart[], start: number, word: string, more: Partial<Mention> = {}): void {
    for (const part of parts) this.#add(part.context, start + part.start, word.slice(part.start, part.end), more);
  }

  #add(context: MentionContext, start: number, text: string, more: Partial<Mention> = {}): void {
    if (findArchitectures(text).length === 0) return;
    const end = start + text.length;
    const goos = onlySystem(text) ?? 'linux';
    const defaults = { key: '', isDefault: false, isGuarded: false, isExpandable: true, scope: this.#scope };
    this.#mentions.push({ ...defaults, context, start, end, text, goos, ...more });
  }

  #offsets({ start, end }: Range): [start: number, end: number] {
    return [this.#offset(start), this.#offset(end)];
  }

  #offset({ line, character }: Position): number {
    return (this.#lineStarts[line] ?? this.text.length) + character;
  }
}

function isFrom(instruction: Instruction): instruction is From {
  return instruction.getKeyword() === 'FROM';
}

function isProperty(instruction: Instruction): instruction is PropertyInstruction {
  return instruction.getKeyword() === 'ARG' || instruction.getKeyword() === 'ENV';
}

/** `$NAME` and `${NAME}` blanked out by underscores. */
function withoutVariables(value: string): string {
  return value.replace(/\$\{[^{}]*\}|\$\w+/g, (variable) => '_'.repeat(variable.length));
}

/**
 * What the shell gets of a RUN instruction, offsets unchanged: comment lines between continued lines are not part of it, and
 * of a here-document (`RUN <<EOF`) the text between its delimiters is the script.
 */
function asScript(source: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  const heredoc = /^\s*<<-?\s*(["']?)(\w+)\1[ \t]*\r?\n/.exec(source);
  if (heredoc) {
    const body = source.slice(heredoc[0].length);
    const end = body.search(new RegExp(`^[ \\t]*${heredoc[2]}[ \\t]*\\r?$`, 'm'));
    const script = end < 0 ? body : body.slice(0, end);
    return blank(heredoc[0]) + script + blank(body.slice(script.length));
  }
  return source.replace(/^[ \t]*#[^\n]*\n/gm, (line) => ' '.repeat(line.length));
}
