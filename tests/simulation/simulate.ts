/**
 * Runs seeds of the simulation: `node tests/simulation/simulate.ts --seeds N [--from S] [--verbose] [--first]`. Prints
 * each seed that fails with what does not hold, and at the end `N seeds, V violations`. `--first` ends with the first.
 */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { officeTemplate } from './office-template.ts';
import { runSeed, type SeedResult } from './run-seed.ts';

const { values } = parseArgs({ options: { seeds: { type: 'string', default: '200' }, from: { type: 'string', default: '1' }, verbose: { type: 'boolean', default: false }, first: { type: 'boolean', default: false }, share: { type: 'string' } } });
const from = Number(values.from);
const seeds = Number(values.seeds);
if (!Number.isSafeInteger(from) || !Number.isSafeInteger(seeds) || seeds < 1) {
  process.stderr.write('simulate: --seeds and --from are whole numbers\n');
  process.exit(64);
}

/** Every `of`th seed, beginning with `at`, in this process. */
async function runShare(at: number, of: number, tell: (result: SeedResult) => void): Promise<void> {
  const template = await officeTemplate();
  for (let seed = from + at; seed < from + seeds; seed += of) tell(await runSeed(seed, template));
}

if (values.share !== undefined) {
  const [at, of] = values.share.split('/').map(Number);
  await runShare(at ?? 0, of ?? 1, (result) => process.send?.(result));
  process.disconnect();
} else {
  let done = 0;
  let violated = 0;
  const happened = new Map<string, number>();
  const tell = (result: SeedResult): void => {
    done += 1;
    if (result.violations.length > 0) {
      violated += result.violations.length;
      process.stdout.write(`seed ${result.seed}:\n${result.violations.slice(0, 12).map((violation) => `  ${violation}\n`).join('')}`);
    }
    for (const [what, times] of Object.entries(result.happened)) happened.set(what, (happened.get(what) ?? 0) + times);
    if (values.verbose) process.stdout.write(`seed ${result.seed}: ${result.log.join('; ')}\n`);
    if (values.first && violated > 0) process.exit(1);
    if (done % 50 === 0) process.stderr.write(`simulate: ${done} of ${seeds} seeds\n`);
  };
  const workers = Math.min(availableParallelism(), seeds);
  const ended = Array.from({ length: workers }, (_, at) => {
    const worker = fork(import.meta.filename, ['--seeds', String(seeds), '--from', String(from), '--share', `${at}/${workers}`]);
    worker.on('message', (result) => tell(result as SeedResult));
    return new Promise<number | null>((resolve) => worker.on('exit', resolve));
  });
  const codes = await Promise.all(ended);
  process.stderr.write(`simulate: it happened: ${[...happened].map(([what, times]) => `${what} ${times}`).join(', ')}\n`);
  process.stdout.write(`${done} seeds, ${violated} violations\n`);
  process.exitCode = violated > 0 || done !== seeds || codes.some((code) => code !== 0) ? 1 : 0;
}
