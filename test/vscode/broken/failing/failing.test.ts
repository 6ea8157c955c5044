// A test that fails, for the test of the harness.
import assert from 'node:assert/strict';

it('fails', () => assert.equal(1, 2));
