// Go string literals: what kind of place a literal's value makes it.
import { onlyArchitecture } from '../../formats/architectures.ts';
import type { MentionContext } from '../../formats/document.ts';
import { downloadsIn, isArchImage, libraryPathsIn, onlySystem, platformOS } from '../../formats/words.ts';
import { ARCH_LABEL, DEPRECATED_ARCH_LABEL } from '../../formats/yaml.ts';

/** What a literal is, and what it says. */
export interface Literal {
  readonly context: MentionContext;
  readonly goarch: string;
  readonly goos: string | undefined;
}

/** Registries and tags tell the name of an image from the path of a file. */
const registry =
  /^(?:docker:\/\/)?(?:[\w-]+\.)*(?:gcr\.io|docker\.io|quay\.io|ghcr\.io|registry\.k8s\.io|k8s\.io|azurecr\.io|mcr\.microsoft\.com|amazonaws\.com|public\.ecr\.aws)\//;
const tag = /^[a-z0-9][\w./-]*:v?[\d%][\w.%-]*$/;
const command = /\b(?:curl|wget|apt-get|tar|docker|podman)\b/;

/** What the value of a literal is by itself; undefined where it is nothing that names one architecture alone. */
export function classifyLiteral(value: string): Literal | undefined {
  const goarch = onlyArchitecture(value.replace(/^\w+:\/\/[^/]*/, ''));
  if (goarch === undefined) return undefined;
  const context = contextOf(value);
  return context && { context, goarch, goos: context === 'image' ? 'linux' : onlySystem(value) };
}

function contextOf(value: string): MentionContext | undefined {
  if (/^GOARCH=\w+$/.test(value)) return 'goarch';
  if (platformOS(value) !== undefined) return 'platform';
  const isSentence = /\s/.test(value);
  if ((!isSentence || command.test(value)) && downloadsIn(value).length > 0) return 'download-url';
  if (isSentence) return undefined;
  if ((registry.test(value) || tag.test(value)) && isArchImage(value.replace(/%[a-z]/g, '_'))) return 'image';
  if (value.startsWith('/') && libraryPathsIn(value).some(({ start }) => start === 0)) return 'library-path';
  return undefined;
}

/** Whether a map with this key chooses nodes by their architecture. */
export function isArchLabel(value: string): boolean {
  return value === ARCH_LABEL || value === DEPRECATED_ARCH_LABEL;
}
