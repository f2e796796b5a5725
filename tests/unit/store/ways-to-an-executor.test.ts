import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OPERATION_KINDS } from '#shared/sync/operation-kinds.ts';

/** Kinds of operations that may put work to be executed before somebody (`execute` on the start page), each with what it is. */
const EXECUTE: Readonly<Record<string, string>> = {
  'resolution.issued': 'the resolution or the list of executors: the one way of a document to its executor (ROUTE-16)',
  'execution.decided': 'a report sent back to who was named by a resolution',
  'route.started': 'a registrar’s step of a draft, never an executor’s',
  'route.stepDecided': 'a registrar’s step of a draft, never an executor’s',
  'route.returned': 'a draft back at its initiator',
  'route.contentReplaced': 'a registrar’s step of a draft, never an executor’s',
  'route.restarted': 'a registrar’s step of a draft, never an executor’s',
  'route.registered': 'takes work away; the list or review that goes with it is an operation of its own',
  'route.withdrawn': 'takes work away',
};

/** Kinds that let an account read a card. */
const READERS: Readonly<Record<string, string>> = {
  'card.readersAdded': 'written by those of LETTING_READ alone',
};

/** Where in the rooms an account is let read a card, and how many times. */
const LETTING_READ: Readonly<Record<string, number>> = {
  // The function that writes the operation, and its writing.
  'src-main/desk/execution-rooms.ts': 2,
  // Executors and controller of a resolution or list.
  'src-main/resolutions/issue-resolution.ts': 1,
  // The controller, who executes nothing.
  'src-main/resolutions/execution-steps.ts': 1,
  // The official of the primary review, who lays his resolution.
  'src-main/review/pass-document.ts': 1,
  // Lists of acknowledgement: to read and mark, not to execute.
  'src-main/acknowledgements/send-acknowledgement.ts': 5,
};

const read = (file: string): string => readFileSync(file, 'utf8');
const textsOf = (files: string) => globSync(files).map((file) => ({ file, text: read(file) }));
const PROJECTORS = textsOf('src-main/store/projections/projectors/*.ts');
/** With what several projectors share. */
const PARTS = [...PROJECTORS, ...textsOf('src-main/store/projections/*.ts')];

/** From an opening brace to the one that closes it. */
function block(text: string, from: number): string {
  const open = text.indexOf('{', from);
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    if (text[at] === '}') depth -= 1;
    if (depth === 0) return text.slice(from, at + 1);
  }
  return text.slice(from);
}

/** Functions of the projectors, and of what they share, with their bodies; a name is that of its own file first. */
const FUNCTIONS = PARTS.flatMap(({ file, text }) => [...text.matchAll(/^(?:export )?function (\w+)/gm)].map((found) => ({ file, name: found[1] ?? '', body: block(text, text.indexOf('): ', found.index)) })));

/** Everything that a projector runs, through the functions that it calls. */
function closure(file: string, text: string, seen = new Set<string>()): string {
  let whole = text;
  for (const [, name = ''] of text.matchAll(/\b(\w+)\(/g)) {
    const called = FUNCTIONS.find((one) => one.file === file && one.name === name) ?? FUNCTIONS.find((one) => one.name === name);
    if (called === undefined || seen.has(`${called.file}:${name}`)) continue;
    seen.add(`${called.file}:${name}`);
    whole += closure(called.file, called.body, seen);
  }
  return whole;
}

/** What the projector of each kind runs. */
const RUNS = new Map(
  PROJECTORS.flatMap(({ file, text }) => {
    const starts = [...text.matchAll(/^ {2}'(\w+\.\w+)': /gm)];
    return starts.map((found, at): [string, string] => [found[1] ?? '', closure(file, text.slice(found.index, starts[at + 1]?.index ?? block(text, found.index).length + found.index))]);
  }),
);

const kindsWith = (isWay: (run: string) => boolean): string[] => [...RUNS].filter(([, run]) => isWay(run)).map(([kind]) => kind).toSorted();

describe('the ways of a document to an executor', () => {
  it('[ROUTE-16] every kind of operation is looked at', () => {
    expect(Object.keys(OPERATION_KINDS).filter((kind) => !RUNS.has(kind))).toEqual([]);
  });

  it('[ROUTE-16] work to be executed comes by a resolution or list; what else may put a matter so is named here', () => {
    const putsWork = (run: string): boolean => run.includes('openWorkItem(rows') && /'execute'|ACTIONS\[/.test(run);
    expect(kindsWith(putsWork)).toEqual(Object.keys(EXECUTE).toSorted());
    // An action that is not written where the work is put must be known not to be an execution.
    const unwritten = PARTS.filter(({ text }) => [...text.matchAll(/openWorkItem\(rows, \{[\s\S]*?\}\);/g)].some(([call]) => !/action: '|action: ACTIONS\[|action: one\.role/.test(call))).map(({ file }) => file);
    expect(unwritten.toSorted()).toEqual(['src-main/store/projections/application-work.ts', 'src-main/store/projections/contract-work.ts', 'src-main/store/projections/projectors/resolutions.ts']);
    expect(PROJECTORS.find(({ file }) => file.endsWith('/routing.ts'))?.text).toContain("if (step.role === 'executor') continue;");
  });

  it('[ROUTE-16] an account is let read a card in the places named here, and nowhere else', () => {
    expect(kindsWith((run) => run.includes("insert('card_reader'"))).toEqual(Object.keys(READERS));
    const places = globSync('src-main/**/*.ts')
      .filter((file) => !file.startsWith('src-main/store/projections'))
      .map((file): [string, number] => [file, [...read(file).matchAll(/\bletRead\(|#letRead\(|kind: 'card\.readersAdded'/g)].length])
      .filter(([, times]) => times > 0);
    expect(Object.fromEntries(places)).toEqual(LETTING_READ);
  });
});
