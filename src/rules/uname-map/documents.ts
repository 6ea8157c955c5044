// uname-map in documents that are not Go: scripts, Makefiles, Dockerfiles, and the scripts in YAML.
import { choicesIn } from '../../formats/choices.ts';
import { isForOneArchitecture } from '../hardcoded-arch/documents.ts';
import type { DocumentPass } from '../rule.ts';
import { type Misfit, misfits } from './judge.ts';
import { reportMisfit } from './report.ts';

/** Reports the choices of a document that give some targets the name of another architecture. */
export function checkDocument(pass: DocumentPass): void {
  for (const misfit of documentMisfits(pass)) reportMisfit(pass, pass.document.path, 'text', misfit);
}

/** The wrong names in a document. What a Dockerfile does, it does on Linux. */
export function documentMisfits({ document, targets }: Pick<DocumentPass, 'document' | 'targets'>): Misfit[] {
  if (isForOneArchitecture(document.path)) return [];
  const choices = choicesIn(document);
  if (choices.length === 0) return [];
  const system = document.format === 'dockerfile' ? { goos: 'linux' } : {};
  return misfits(
    choices.map((choice) => ({ ...system, ...choice })),
    targets,
  );
}
