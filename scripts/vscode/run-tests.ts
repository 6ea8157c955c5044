// npm run test:vscode [-- RUN...] [--grep TITLE]: runs the tests of test/vscode in the extension host of the test host.
import { buildIfStale } from '../prepare.mjs';
import { buildTests } from './build-tests.ts';
import { installHost } from './install-host.ts';
import { runAll } from './run-all.ts';
import { runInHost } from './run-in-host.ts';

installHost();
await buildIfStale();
await buildTests();
await runAll(runInHost);
