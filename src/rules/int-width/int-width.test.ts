// The examples of int-width's page.
import { testExamples } from '../../../test/support/examples.ts';
import { intWidth } from './rule.ts';

describe('int-width', () => {
  testExamples(intWidth);
});
