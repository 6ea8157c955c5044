// How a set of targets is written for people.
export { shortTargets } from '../../platform/short-targets.ts';
