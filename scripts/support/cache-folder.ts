// Where the project keeps what is downloaded or built once for its tests and measurements.
import { homedir } from 'node:os';
import { join } from 'node:path';

export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'archway');
