// Which files are documents that Archway looks at, and what kind of YAML a YAML file holds.
import { basename } from 'node:path';
import type { Format } from './document.ts';

const byName: readonly (readonly [RegExp, Format])[] = [
  [/^(?:Dockerfile|Containerfile)$/i, 'dockerfile'],
  // Dockerfile.arm64, but neither its list of ignored files nor a template in another language.
  [/^(?:Dockerfile|Containerfile)\.(?!dockerignore$|md$|go$|j2$|tmpl$|tpl$|erb$|m4$)[\w.-]+$/i, 'dockerfile'],
  [/\.(?:Dockerfile|Containerfile)$/i, 'dockerfile'],
  [/^(?:GNUmakefile|Makefile|makefile)$/, 'makefile'],
  [/\.mk$/, 'makefile'],
  [/\.(?:sh|bash)$/, 'shell'],
  [/\.ya?ml$/, 'yaml'],
];

const shebang = /^#![ \t]*(?:\/\S*\/)?(?:env[ \t]+(?:-S[ \t]+)?)?(?:ba|da|a|k|z)?sh(?:[ \t\r\n]|$)/;

/** The beginning of a seccomp profile, the only JSON that is looked at. */
const seccomp = /^\s*\{\s*(?:"[$\w]+"\s*:\s*"[^"]*"\s*,\s*)*"defaultAction"\s*:\s*"SCMP_ACT_/;

/**
 * The format of a file, by its name or, where that says too little, by its beginning.
 * @param head beginning of the file's text, if it is at hand
 */
export function detectFormat(path: string, head = ''): Format | undefined {
  const name = basename(path);
  const known = byName.find(([pattern]) => pattern.test(name));
  if (known) return known[1];
  if (name.endsWith('.json')) return seccomp.test(head) ? 'json' : undefined;
  return !name.includes('.') && shebang.test(head) ? 'shell' : undefined;
}

/** Whether the format of a file shows in its beginning only. */
export function needsHead(path: string): boolean {
  return !/\.[^/\\]*$/.test(path) || path.endsWith('.json');
}

/** Who reads a YAML file: it says what its keys mean. */
export type YamlKind =
  | 'github'
  | 'gitlab'
  | 'travis'
  | 'circleci'
  | 'azure'
  | 'compose'
  | 'goreleaser'
  | 'kubernetes'
  | 'generic';

/** What kind of YAML a file holds, by its path; Kubernetes manifests are known by their keys. */
export function yamlKind(path: string, text: string): YamlKind {
  const slashed = path.replaceAll('\\', '/');
  const name = basename(slashed);
  if (/\/\.github\/(?:workflows|actions)\//.test(slashed) || /^action\.ya?ml$/.test(name)) return 'github';
  if (/gitlab-ci.*\.ya?ml$/.test(name)) return 'gitlab';
  if (/^\.travis\.ya?ml$/.test(name)) return 'travis';
  if (/\/\.circleci\/[^/]*\.ya?ml$|\/circle\.ya?ml$/.test(slashed)) return 'circleci';
  if (/azure-pipelines.*\.ya?ml$/.test(name)) return 'azure';
  if (/^\.?goreleaser.*\.ya?ml$/.test(name)) return 'goreleaser';
  if (/^(?:docker-)?compose.*\.ya?ml$/.test(name)) return 'compose';
  return /^apiVersion:/m.test(text) && /^kind:/m.test(text) ? 'kubernetes' : 'generic';
}
