/** Progress goes to standard error: standard output belongs to the task (`--json`, `--headless`). */

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/** What the person at the keyboard can do something about: printed as a sentence, without a stack. */
export class SetupFailure extends Error {}

/** @param {number} startedAtMs */
export function secondsSince(startedAtMs) {
  return `${((Date.now() - startedAtMs) / 1000).toFixed(1)} s`;
}
