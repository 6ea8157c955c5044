// A test file without a test, for the test of the harness.
export {};
