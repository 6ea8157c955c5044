// Commander in the user's language: its help, and what it says of a command line that is wrong.
import type { HelpConfiguration, Option, OutputConfiguration } from 'commander';
import stringWidth from 'string-width';
import { type Message, type MessageId, render, say } from '../messages/catalogue.ts';
import { commanderMessages } from '../messages/commander.ts';
import { translate } from '../messages/translation.ts';
import { wrap } from './format/wrap.ts';

/** Help in the user's language, set for its width. */
export const help: HelpConfiguration = {
  styleTitle: translate,
  optionDescription,
  displayWidth: stringWidth,
  boxWrap: wrap,
};

/** Writes an error of commander in the user's language. */
export const outputError: OutputConfiguration['outputError'] = (text, write) =>
  write(text.split('\n').map(inUsersLanguage).join('\n'));

function optionDescription({ argChoices, defaultValue, description, ...option }: Option): string {
  const notes: string[] = [];
  if (argChoices) notes.push(say('commander-choices', { choices: quoted(argChoices).join(', ') }));
  // A flag without a value has its default in its name: --no-tests.
  if (defaultValue !== undefined && (option.required || option.optional))
    notes.push(say('commander-default', { value: quoted([defaultValue]).join() }));
  return notes.length === 0
    ? description
    : say('commander-notes', { description, notes: notes.join(say('list-separator', {})) });
}

function quoted(values: readonly unknown[]): string[] {
  return values.map((value) => JSON.stringify(value));
}

/** Says in the user's language what commander says in English; what is not known to be its words stays as it is. */
function inUsersLanguage(english: string): string {
  const message = recognise(english);
  return message ? render(message) : english;
}

interface Sentence {
  readonly id: MessageId;
  readonly names: readonly string[];
  readonly pattern: RegExp;
}

let sentences: readonly Sentence[] | undefined;

function recognise(english: string): Message | undefined {
  sentences ??= Object.entries(commanderMessages).map(([id, template]) => sentence(id as MessageId, template));
  for (const { id, names, pattern } of sentences) {
    const values = pattern.exec(english)?.slice(1);
    // The reason in a sentence is one itself.
    if (values)
      return {
        id,
        args: Object.fromEntries(
          names.map((name, i) => [name, name === 'reason' ? inUsersLanguage(values[i]!) : values[i]!]),
        ),
      };
  }
  return undefined;
}

/** What a template says, with any arguments. */
function sentence(id: MessageId, template: string): Sentence {
  const parts = template.split(/\{(\w+)\}/);
  const source = parts.map((part, i) => (i % 2 === 1 ? '(.*)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return { id, names: parts.filter((_, i) => i % 2 === 1), pattern: new RegExp(`^${source.join('')}$`) };
}
