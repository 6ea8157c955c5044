// Container image platforms, as the OCI image specification names them.
import { levelOf, levelVariable } from './levels.ts';
import type { Target } from './target.ts';

/** The `platform` object of an image index. */
export interface OCIPlatform {
  readonly os: string;
  /** A GOARCH. */
  readonly architecture: string;
  /** CPU level; absent where the specification has none or the platform is the architecture's base. */
  readonly variant?: string;
}

/** The image platform a target's binary belongs in. */
export function ociPlatform(target: Target): OCIPlatform {
  const platform = { os: target.goos, architecture: target.goarch };
  const level = levelOf(target)?.split(',')[0];
  if (target.goarch === 'arm') return { ...platform, variant: `v${level}` };
  const hasVariants = target.goarch === 'amd64' || target.goarch === 'arm64';
  if (!hasVariants || level === levelVariable(target.goarch)?.default) return platform;
  return { ...platform, variant: level };
}

/** `linux/arm/v7`: the form that `--platform` of image builders takes. */
export function ociPlatformName(target: Target): string {
  const { os, architecture, variant } = ociPlatform(target);
  return [os, architecture, variant].filter((part) => part !== undefined).join('/');
}
