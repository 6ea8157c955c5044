// A test file that cannot be loaded, for the test of the harness.
it('would pass', () => {});

throw new Error('thrown while loading');
