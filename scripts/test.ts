/**
 * `npm test`: lint, types and every test, fast ones first; ends with one line of counts.
 * Names of steps as arguments run only these: `npm test -- unit contract`.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { buildNativeModules } from './lib/native-modules.ts';
import { buildPage } from './lib/page-build.ts';
import { projectRoot } from './lib/project.ts';
import { runProcess, runTool, ToolFailed } from './lib/run.ts';
import { installSystemTools } from './lib/system-tools.ts';
import { failuresOfPlaywright, failuresOfVitest } from './lib/test-failures.ts';

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<Counts>;
}

const RESULTS = path.join(projectRoot, 'out', 'test-results');
/** Named again at the end: the beginning of a long log is seldom kept. */
const failures: string[] = [];
const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

/** A tool that is right or wrong as a whole counts as one test. */
async function whole(work: () => Promise<void>): Promise<Counts> {
  try {
    await work();
    return ONE_PASSED;
  } catch (error) {
    if (error instanceof ToolFailed) return ONE_FAILED;
    throw error;
  }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Runs a test runner and reads its report; a runner that ends badly without a failed test is one failure. */
async function withReport(report: string, work: () => Promise<void>, read: (content: unknown) => Counts, failuresOf: (content: unknown) => readonly string[]): Promise<Counts> {
  rmSync(report, { force: true });
  const ended = await whole(work);
  try {
    const content = readJson(report);
    const counts = read(content);
    failures.push(...failuresOf(content));
    if (counts.passed + counts.failed === 0 && counts.skipped === 0) return ONE_FAILED;
    return ended.failed > 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
  } catch (error) {
    process.stderr.write(`chancery: no report of the tests: ${error instanceof Error ? error.message : String(error)}\n`);
    return ONE_FAILED;
  }
}

/** @param workers files of tests that run at once; vitest itself leaves one processor free, which is half of a small machine */
function vitest(project: string, workers = Math.max(1, availableParallelism() - 1)): Step {
  const report = path.join(RESULTS, `${project}.json`);
  return {
    name: project,
    run: () =>
      withReport(
        report,
        () => runTool('vitest', ['run', '--project', project, `--maxWorkers=${workers}`, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]),
        (content) => {
          const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success } = content as { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; success: boolean };
          // A file that does not even load has no failed test in it.
          return { passed: numPassedTests, failed: numFailedTests === 0 && !success ? 1 : numFailedTests, skipped: numPendingTests + numTodoTests };
        },
        failuresOfVitest,
      ),
  };
}

function playwright(project: string): Step {
  const report = path.join(RESULTS, `${project}.json`);
  return {
    name: project,
    run: () =>
      withReport(
        report,
        () => runTool('playwright', ['test', '--project', project, '--reporter=list,json'], { env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report } }),
        (content) => {
          const { expected, unexpected, flaky, skipped } = (content as { stats: { expected: number; unexpected: number; flaky: number; skipped: number } }).stats;
          return { passed: expected, failed: unexpected + flaky, skipped };
        },
        failuresOfPlaywright,
      ),
  };
}

function script(name: string): Step {
  return { name, run: () => whole(() => runProcess(process.execPath, [path.join('scripts', `${name}.ts`)], name)) };
}

function simulate(...given: readonly string[]): Promise<void> {
  return runProcess(process.execPath, [path.join('scripts', 'simulate.ts'), ...given], 'simulate');
}

const STEPS: readonly Step[] = [
  script('lint'),
  script('typecheck'),
  // These wait for the processor and little else.
  vitest('unit', availableParallelism()),
  vitest('renderer', availableParallelism()),
  vitest('contract'),
  vitest('security'),
  vitest('corpora'),
  vitest('integration', availableParallelism()),
  // A store of a hundred thousand documents, made and measured: ratios to the raw limit of the same run are printed. Whether
  // the aims hold is asked by `npm run -s bench -- store --hold`: a busy machine must not fail a change.
  { name: 'store', run: () => whole(() => runProcess(process.execPath, [path.join('scripts', 'bench.ts'), 'store', '--short'], 'bench')) },
  // Offices of several desks with all their faults, and the kept faults of the source that the simulation must find.
  { name: 'simulation', run: () => whole(() => simulate('--seeds', '200')) },
  { name: 'simulation-mutants', run: () => whole(() => simulate('mutants')) },
  playwright('e2e-loopback'),
  playwright('e2e-electron'),
];

const wanted = process.argv.slice(2);
const chosen = wanted.length === 0 ? STEPS : STEPS.filter((step) => wanted.includes(step.name));
const unknown = wanted.filter((name) => !STEPS.some((step) => step.name === name));
if (unknown.length > 0) {
  process.stderr.write(`chancery: no such step: ${unknown.join(', ')}; there are ${STEPS.map((step) => step.name).join(', ')}\n`);
  process.exit(64);
}

mkdirSync(RESULTS, { recursive: true });
await installSystemTools();
buildNativeModules({ retry: false });
await buildPage({ force: false });
const total = { passed: 0, failed: 0, skipped: 0 };
for (const [at, step] of chosen.entries()) {
  const started = Date.now();
  process.stderr.write(`\nchancery: step ${at + 1} of ${chosen.length}: ${step.name} …\n`);
  const counts = await step.run();
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  process.stderr.write(`chancery: ${step.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped, ${Math.round((Date.now() - started) / 1000)} s\n`);
}
process.exitCode = total.failed > 0 ? 1 : 0;
for (const failure of failures) process.stdout.write(`failed: ${failure}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
