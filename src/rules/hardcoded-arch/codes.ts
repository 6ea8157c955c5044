// The sub-codes of hardcoded-arch: what kind of place names the architecture.
import type { MentionContext } from '../../formats/document.ts';

export const codes: Readonly<Record<Exclude<MentionContext, 'file'>, string>> = {
  'download-url': 'DownloadURL',
  image: 'ImageName',
  'base-platform': 'BaseImagePlatform',
  platform: 'Platform',
  goarch: 'GOARCH',
  'arch-variable': 'ArchVariable',
  'library-path': 'LibraryPath',
  'copied-file': 'CopiedFile',
  'package-source': 'PackageSource',
  'node-selector': 'NodeSelector',
  'deprecated-label': 'DeprecatedArchLabel',
};
