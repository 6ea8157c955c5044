// The examples of unsafe-cast's page.
import { testExamples } from '../../../test/support/examples.ts';
import { unsafeCast } from './rule.ts';

describe('unsafe-cast', () => {
  testExamples(unsafeCast);
});
