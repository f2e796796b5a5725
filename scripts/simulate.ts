/**
 * `npm run -s simulate -- --seeds N [--from S] [--verbose] [--first]`: offices with all their faults, over the real desk
 * and server; prints each seed that fails, and `N seeds, V violations`. `-- mutants [--seeds N] [words]` lets the
 * simulation look for the kept faults of the source.
 */
const [first] = process.argv.slice(2);
if (first === 'mutants') {
  process.argv.splice(2, 1);
  await import('../tests/simulation/check-mutants.ts');
} else {
  await import('../tests/simulation/simulate.ts');
}
