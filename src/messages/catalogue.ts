// The message catalogue: every sentence a user reads, by id, with named arguments in braces.
import { checkerMessages } from './checker.ts';
import { commandMessages } from './command-line.ts';
import { fixMessages } from './fixes.ts';
import { moduleMessages } from './module.ts';
import { ruleMessages } from './rules.ts';
import { toolchainMessages } from './toolchain.ts';

const english = {
  ...checkerMessages,
  ...moduleMessages,
  ...ruleMessages,
  ...fixMessages,
  ...commandMessages,
  ...toolchainMessages,
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

/** The text of a message in English. */
export function render({ id, args }: Message): string {
  return (english[id] as string).replace(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? `{${name}}`));
}

/** Makes a message and renders it: for the command line's own words. */
export function say<Id extends MessageId>(id: Id, args: MessageArgs<Id>): string {
  return render(message(id, args));
}
