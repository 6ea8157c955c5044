// The TextMate grammars under syntaxes/, made from what Archway knows: systems, architectures, tags and rules.
import { knownArch, knownOS } from '../../src/module/known-names.ts';
import { usualTags } from '../../src/rules/build-constraint/names.ts';
import { rules } from '../../src/rules/registry.ts';

/** A pattern of a TextMate grammar: https://macromates.com/manual/en/language_grammars. */
interface Pattern {
  readonly name?: string;
  readonly match?: string;
  readonly begin?: string;
  readonly end?: string;
  readonly beginCaptures?: Readonly<Record<number, { readonly name: string }>>;
  readonly patterns?: readonly Pattern[];
}

/** What may stand in a build tag. */
const letter = '[\\p{L}\\p{Nd}_.]';

/** Directives stand out of their comment as keywords do. */
const directive = { name: 'keyword.control.directive.archway' };

/** `pattern` where it is a whole tag. */
function wholeTag(name: string, pattern: string): Pattern {
  return { name, match: `(?<!${letter})(?:${pattern})(?!${letter})` };
}

/** Any of the words, which hold no special character but dots. */
function anyOf(words: Iterable<string>): string {
  return [...words].sort().join('|').replaceAll('.', '\\.');
}

/** Tags by what is known of them; the last takes all that is left: tags of the user, and names spelt wrongly. */
const tags: readonly Pattern[] = [
  wholeTag('support.type.goos.archway', anyOf(knownOS)),
  wholeTag('constant.language.goarch.archway', anyOf(knownArch)),
  wholeTag(
    'support.function.tag.archway',
    `${anyOf(usualTags)}|go1(?:\\.[0-9]+)?|goexperiment\\.${letter}+|(?:${anyOf(knownArch)})\\.${letter}+`,
  ),
  wholeTag('variable.other.tag.archway', `${letter}+`),
];

/**
 * A directive that has its line for itself. The injection begins the comment itself, as the grammar of the language would, so
 * that it depends on no name which that gives to comments.
 */
function lineDirective(keyword: string, patterns: readonly Pattern[]): Pattern {
  return {
    name: 'comment.line.double-slash.archway meta.build-constraint.archway',
    begin: `^[ \\t]*(//)${keyword}(?=[ \\t]|$)`,
    end: '$',
    beginCaptures: { 1: { name: 'punctuation.definition.comment.archway' }, 2: directive },
    patterns,
  };
}

/** Comments that take findings away: where `mark` begins a comment, until the end of the line. */
function suppression(name: string, mark: string): Pattern {
  return {
    name: `comment.line.${name}.archway meta.suppression.archway`,
    begin: `${mark}[ \\t]*(archway:ignore(?:-file)?)(?=[ \\t]|$)`,
    end: '$',
    beginCaptures: { 1: { name: 'punctuation.definition.comment.archway' }, 2: directive },
    patterns: [
      {
        // The first word only: what follows is the reason.
        begin: '\\G[ \\t]+',
        end: '(?=[ \\t])|$',
        patterns: [
          {
            name: 'entity.name.function.rule.archway',
            match: `(?<![^ \\t,])(?:${anyOf(rules.map((rule) => rule.id))})(?![^ \\t,])`,
          },
        ],
      },
    ],
  };
}

function grammar(name: string, scopeName: string, languages: readonly string[], patterns: readonly Pattern[]): string {
  const injectionSelector = languages.map((scope) => `L:${scope} -comment -string`).join(', ');
  return `${JSON.stringify({ name, scopeName, injectionSelector, patterns }, undefined, 2)}\n`;
}

/** Texts of the grammars by their path in the repository. package.json names them under `contributes.grammars`. */
export function grammars(): [string, string][] {
  return [
    [
      'syntaxes/go-comments.tmLanguage.json',
      grammar(
        'Build constraints and archway:ignore in Go',
        'archway.comments.go',
        ['source.go'],
        [
          lineDirective('(go:build)', [
            { name: 'keyword.operator.logical.archway', match: '&&|\\|\\||!' },
            // As operators they look like the others; most themes have no colour for parentheses in a comment.
            { name: 'punctuation.section.group.archway keyword.operator.group.archway', match: '[()]' },
            ...tags,
          ]),
          lineDirective('[ \\t]*(\\+build)', [{ name: 'keyword.operator.logical.archway', match: '[!,]' }, ...tags]),
          suppression('double-slash', '(//)'),
        ],
      ),
    ],
    [
      'syntaxes/hash-comments.tmLanguage.json',
      grammar(
        'archway:ignore in Dockerfiles, Makefiles, shell scripts and YAML',
        'archway.comments.hash',
        ['source.dockerfile', 'source.makefile', 'source.shell', 'source.yaml'],
        // From the blanks before it, where some of these languages begin their comments.
        [suppression('number-sign', '(?:^|(?<=[ \\t])|(?=[ \\t]))[ \\t]*(#)')],
      ),
    ],
  ];
}
