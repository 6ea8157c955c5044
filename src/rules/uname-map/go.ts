// uname-map in Go files: switches and if statements over runtime.GOARCH or another name of an architecture.
import { Field, Kind } from '../../syntax/kinds.ts';
import { NONE } from '../../syntax/tree.ts';
import type { FilePass } from '../rule.ts';
import { isGenerated } from '../support/generated.ts';
import { findImport } from '../support/imports.ts';
import { goChoices } from './go-choices.ts';
import { misfits } from './judge.ts';
import { reportMisfit } from './report.ts';

/** Reports the functions of a file that give some targets the name of another architecture. */
export function checkGoFile(pass: FilePass): void {
  const { file, tree, targets } = pass;
  if (file.isTest || !translates(tree.text) || isGenerated(tree)) return;
  const presence = file.presence(targets);
  const runtime = findImport(tree, 'runtime')?.name;
  for (let node = 1; node < tree.length; node = tree.next[node]!) {
    if (tree.kind[node] !== Kind.FunctionDeclaration && tree.kind[node] !== Kind.MethodDeclaration) continue;
    const body = tree.child(node, Field.Body);
    if (body === NONE || asksForSystem(tree.textOf(body))) continue;
    for (const misfit of misfits(goChoices(tree, body, runtime), targets)) {
      const set = misfit.targets & presence;
      if (set !== 0) reportMisfit(pass, file.path, 'run', { ...misfit, targets: set });
    }
  }
}

/** Whether a text has one of the commonest names as a string: without any, it translates none. */
export function translates(text: string): boolean {
  return /["`](?:amd64|arm64|x86_64|aarch64)["`]/.test(text);
}

/** Whether a function goes on for some systems only, in a way that its blocks do not show. */
function asksForSystem(body: string): boolean {
  return /\bGOOS\s*!=/.test(body);
}
