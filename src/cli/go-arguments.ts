// Lets a command take its arguments as the go command does: `-run` for `--run`, and the program's own after `--`.
import type { Command } from 'commander';

/**
 * Makes a command accept its long flags with one dash, too, and keeps what stands after `--` apart from its operands.
 * The function it gives returns the words after `--` of the command line parsed last.
 */
export function takeGoArguments(command: Command): () => readonly string[] {
  let afterDashes: readonly string[] = [];
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (argv) => {
    const dashes = argv.indexOf('--');
    const own = dashes < 0 ? argv : argv.slice(0, dashes);
    afterDashes = dashes < 0 ? [] : argv.slice(dashes + 1);
    const long = new Set(command.options.map((option) => option.long));
    return parse(
      own.map((word) => (/^-\w\w/.test(word) && long.has(`-${word.replace(/=.*/s, '')}`) ? `-${word}` : word)),
    );
  };
  return () => afterDashes;
}
