// The usual report of mocha, and the numbers of passed and failed tests in the file that ARCHWAY_TEST_COUNTS names.
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once('end', () => {
      writeFileSync(process.env.ARCHWAY_TEST_COUNTS, JSON.stringify(runner.stats));
    });
  }
};
