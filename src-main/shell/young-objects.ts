/**
 * How much room V8 gives to new objects in the engine's process: megabytes of each of two halves. It would take up to 64 by
 * itself, and then a busy hour costs 100 MB that nobody needs, and clearing them away holds up everybody for 50 to 400 ms at
 * once instead of 5 at a time. scripts/run.mjs gives an engine on Node the same.
 */
export const youngObjects = "--max-semi-space-size=16";
