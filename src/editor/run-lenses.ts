// Lines above what can be run for the chosen target: programs, tests, benchmarks, and subtests with constant names.
import { targetBatches } from '../analysis/batches.ts';
import { type Message, message } from '../messages/catalogue.ts';
import { parseTargets } from '../platform/parse-targets.ts';
import { shortChoice } from '../platform/short-choice.ts';
import { Field, Kind } from '../syntax/kinds.ts';
import { NONE, type Node, type Tree } from '../syntax/tree.ts';
import type { Lens } from './answers.ts';
import type { DocumentView } from './document-view.ts';
import { isBuiltSomewhere } from './packages.ts';
import { testsAndSubtests } from './tests-in-file.ts';

/**
 * The lenses of a document; none where the file is built for no chosen target.
 * @param choice what `archway --target` takes. Of several targets the user is asked for one, which the three dots in the title say
 */
export function runLensesOf({ file, package: found, tree }: DocumentView, choice: string, cgo = false): Lens[] {
  const targets = parseTargets(choice, { cgo });
  if (targetBatches(targets).every((list) => file.presence(list) === 0)) return [];
  const target = shortChoice(choice) + (targets.length > 1 ? '…' : '');
  const lens = (node: Pick<Lens, 'start' | 'end'>, title: Message, action: Lens['action']): Lens => ({
    start: node.start,
    end: node.end,
    title,
    action,
  });
  if (file.isTest) {
    return testsAndSubtests(file.name, tree).map((test) => {
      const title = test.kind === 'benchmark' ? 'lens-benchmark' : 'lens-test';
      return lens(test, message(title, { target }), { kind: 'test', tests: [test.name] });
    });
  }
  const main = file.packageName === 'main' ? mainFunction(tree) : NONE;
  if (main === NONE) return [];
  const place = { start: tree.start[main]!, end: tree.end[main]! };
  const hasTests = found.files.some((other) => other.isTest && isBuiltSomewhere(other));
  return [
    lens(place, message('lens-run', { target }), { kind: 'run' }),
    ...(hasTests ? [lens(place, message('lens-test', { target }), { kind: 'test' as const })] : []),
  ];
}

function mainFunction(tree: Tree): Node {
  for (let node = 1; node < tree.length; node = tree.next[node]!) {
    if (tree.kind[node] !== Kind.FunctionDeclaration) continue;
    const name = tree.child(node, Field.Name);
    if (name !== NONE && tree.textOf(name) === 'main') return node;
  }
  return NONE;
}
