// The message catalogue: every sentence a user reads, by id, with named arguments in braces. The English text is the key of its translations.
import { archRuleMessages } from './arch-rules.ts';
import { cgoMessages } from './cgo.ts';
import { checkerMessages } from './checker.ts';
import { cockpitMessages } from './cockpit.ts';
import { commandMessages } from './command-line.ts';
import { commanderMessages } from './commander.ts';
import { editorMessages } from './editor.ts';
import { emulationMessages } from './emulation.ts';
import { explanationMessages } from './explanations.ts';
import { extensionMessages } from './extension.ts';
import { fixMessages } from './fixes.ts';
import { goMessages } from './go.ts';
import { matrixMessages } from './matrix.ts';
import { moduleMessages } from './module.ts';
import { remoteMessages } from './remote.ts';
import { ruleMessages } from './rules.ts';
import { serverMessages } from './server.ts';
import { syntaxMessages } from './syntax.ts';
import { toolchainMessages } from './toolchain.ts';
import { translate } from './translation.ts';

/** The words of the compiler and of the go command, which are the same in every language: people search for them. */
export const verbatimMessages = { ...checkerMessages, ...syntaxMessages, ...goMessages } as const;

/** The English templates. */
export const english = {
  ...verbatimMessages,
  ...explanationMessages,
  ...moduleMessages,
  ...ruleMessages,
  ...archRuleMessages,
  ...fixMessages,
  ...commandMessages,
  ...commanderMessages,
  ...toolchainMessages,
  ...remoteMessages,
  ...emulationMessages,
  ...matrixMessages,
  ...cgoMessages,
  ...extensionMessages,
  ...cockpitMessages,
  ...editorMessages,
  ...serverMessages,
} as const;

type Catalogue = typeof english;
export type MessageId = keyof Catalogue;

/** The argument names that stand in braces in a template. */
type Names<T extends string> = T extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;

/** The arguments message `Id` takes. */
export type MessageArgs<Id extends MessageId> = { readonly [K in Names<Catalogue[Id]>]: string | number };

/** A message that is not yet in any language: what a finding carries, and what a translation starts from. */
export interface Message {
  readonly id: MessageId;
  readonly args: Readonly<Record<string, string | number>>;
}

/** Makes a message; the compiler checks that the arguments are those of the template. */
export function message<Id extends MessageId>(id: Id, args: MessageArgs<Id>): Message {
  return { id, args };
}

/** The text of a message in the current language. */
export function render({ id, args }: Message): string {
  return fill(translate(english[id]), args);
}

/** The text of a message in English: for what must not depend on the language, as comparing and sorting, and files that are shared. */
export function inEnglish({ id, args }: Message): string {
  return fill(english[id], args);
}

/** Makes a message and renders it: for the command line's own words. */
export function say<Id extends MessageId>(id: Id, args: MessageArgs<Id>): string {
  return render(message(id, args));
}

function fill(template: string, args: Message['args']): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? `{${name}}`));
}
