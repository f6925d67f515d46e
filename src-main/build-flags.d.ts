/** Set by the build: true in the app of the tests, which alone knows how to run its engine on a Node of its own. */
declare const __TEST_BUILD__: boolean;
