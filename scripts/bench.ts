/**
 * `npm run -s bench -- NAME [--json] [--long] [--short] [--hold] [--only=TEXT]`: measures ours and a peer (or the raw limit) alternately in
 * one run and prints their ratio. Bars are ratios, never absolute times of one machine. `--short` asks for
 * the small form of a bench that has one; `--hold` ends badly where an aim is missed; `--only` takes the figures whose
 * name holds the text.
 */
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Bench, Figure } from '../tests/bench/figure.ts';
import { projectRoot } from './lib/project.ts';

const FOLDER = path.join(projectRoot, 'tests', 'bench');
const ROUNDS = 7;
const LONG_ROUNDS = 25;

export interface FigureResult {
  readonly figure: string;
  /** Median over the rounds, in the figure's unit. */
  readonly ours: number;
  readonly peer: number;
  readonly than: string;
  readonly ratio: number;
  readonly aim: string;
  readonly holds: boolean;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}

async function measure(figure: Figure, rounds: number): Promise<FigureResult> {
  const ours: number[] = [];
  const peer: number[] = [];
  // The first round warms both and is not counted.
  for (let round = 0; round <= rounds; round += 1) {
    const measured = { ours: 0, peer: 0 };
    // Who goes first changes: neither is always the one that finds the caches warm.
    for (const side of round % 2 === 0 ? (['ours', 'peer'] as const) : (['peer', 'ours'] as const)) measured[side] = await figure[side]();
    if (round === 0) continue;
    ours.push(measured.ours);
    peer.push(measured.peer);
  }
  const ratio = median(ours) / median(peer);
  const { atMost, atLeast } = figure.aim;
  return {
    figure: figure.name,
    ours: median(ours),
    peer: median(peer),
    than: figure.than,
    ratio,
    aim: atMost !== undefined ? `≤ ${atMost} ×` : atLeast !== undefined ? `≥ ${atLeast} ×` : 'none',
    holds: (atMost === undefined || ratio <= atMost) && (atLeast === undefined || ratio >= atLeast),
  };
}

function lineOf({ figure, ours, peer, than, ratio, aim, holds }: FigureResult): string {
  const verdict = aim === 'none' ? '' : `: ${holds ? 'holds' : 'MISSED'}`;
  return `${figure}: ${ours.toPrecision(3)} against ${peer.toPrecision(3)} (${than}), ratio ${ratio.toFixed(2)}, aim ${aim}${verdict}`;
}

const args = process.argv.slice(2);
const names = args.filter((arg) => !arg.startsWith('--'));
const known = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));
const [name] = names;
if (name === undefined || names.length > 1 || !existsSync(path.join(FOLDER, `${name}.bench.ts`))) {
  process.stderr.write(`chancery: which bench? There are: ${known.join(', ')}\n`);
  process.exit(64);
}

// A bench is told by its environment what else it is to be.
if (args.includes('--short')) process.env['BENCH_SHORT'] = '1';
const only = /^--only=(.+)$/;
const wanted = args.flatMap((arg) => only.exec(arg)?.[1] ?? []);
const { open } = (await import(pathToFileURL(path.join(FOLDER, `${name}.bench.ts`)).href)) as { open: () => Promise<Bench> };
const bench = await open();
try {
  for (const figure of bench.figures.filter((candidate) => wanted.every((text) => candidate.name.includes(text)))) {
    process.stderr.write(`chancery: measuring ${figure.name} …\n`);
    const result = await measure(figure, args.includes('--long') ? LONG_ROUNDS : (figure.rounds ?? ROUNDS));
    process.stdout.write(`${args.includes('--json') ? JSON.stringify(result) : lineOf(result)}\n`);
    if (args.includes('--hold') && !result.holds) process.exitCode = 1;
  }
} finally {
  await bench.close();
}
