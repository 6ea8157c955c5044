// Writes what is generated: the pages of rules, schema, settings and grammars, and the tables of settings. Run with `npm run docs`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { generatedFiles } from '../test/support/generated.ts';

const root = new URL('..', import.meta.url);
const folder = new URL('docs/rules/', root);
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(new URL(name, folder));
for (const [path, text] of generatedFiles()) writeFileSync(new URL(path, root), text);
