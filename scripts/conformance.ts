/**
 * `npm run -s conformance -- pkits|ades`: judges a whole public corpus and prints how many cases came out as
 * their authors say, with each one that did not. Exits 0 only where none is missed.
 */
import { corporaPresent } from '../tests/corpora/corpora.ts';
import type { Conformance } from '../tests/corpora/conformance.ts';

/** Loaded when asked for: one corpus needs nothing of the other's engine room. */
const SUITES: Readonly<Record<string, () => Promise<Conformance>>> = {
  pkits: async () => (await import('../tests/corpora/pkits-cases.ts')).pkitsConformance(),
  ades: async () => (await import('../tests/corpora/ades-cases.ts')).adesConformance(),
};

const [name, ...more] = process.argv.slice(2);
const suite = name === undefined || more.length > 0 ? undefined : SUITES[name];
if (suite === undefined) {
  process.stderr.write(`chancery: which corpus? There are: ${Object.keys(SUITES).join(', ')}\n`);
  process.exit(64);
}
if (!corporaPresent) {
  process.stderr.write('chancery: no corpora. Set CORPORA_DIR to their folder.\n');
  process.exit(66);
}
const { summary, misses } = await suite();
for (const miss of misses) process.stdout.write(`${miss}\n`);
process.stdout.write(`${summary}\n`);
process.exitCode = misses.length === 0 ? 0 : 1;
