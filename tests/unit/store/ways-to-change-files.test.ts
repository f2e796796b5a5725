import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { KINDS_WITH_FILES } from '#shared/sync/named-files.ts';

/** What each kind that names files does to the files of a letter, draft or card. A new kind says it here, and asks `signed-content.ts` where it changes. */
const WAYS: Readonly<Record<string, 'changes' | 'begins' | 'adds' | 'same' | 'beside'>> = {
  // Asked of the rule in `domain/signed-content.ts`.
  'letter.joined': 'changes',
  'letter.arranged': 'changes',
  'scan.attached': 'changes',
  // Asked of the route: one that runs keeps its draft, one that all signed takes no other content.
  'draftDocument.changed': 'changes',
  'route.contentReplaced': 'changes',
  // A letter, draft or card that was not there before.
  'letter.received': 'begins',
  'card.registered': 'begins',
  'draftDocument.created': 'begins',
  // A signature or what a step was taken by, laid beside what is there.
  'signature.made': 'adds',
  'route.stepDecided': 'adds',
  // The same signature in a file that holds its timestamp too.
  'signature.timestamped': 'same',
  // Files that lie elsewhere and speak of the document.
  'letter.messageOpened': 'beside',
  'copy.made': 'beside',
  'draftDocument.protocolMade': 'beside',
  'contract.received': 'beside',
  'application.protocolImported': 'beside',
  'verification.recorded': 'beside',
  'preservation.evidenceMade': 'beside',
  'evidence.obtained': 'beside',
  'trust.added': 'beside',
  'import.begun': 'beside',
  'journal.printed': 'beside',
  'journal.gapsPrinted': 'beside',
  'handover.printed': 'beside',
  'nomenclature.printed': 'beside',
  'package.imported': 'beside',
  'search.exported': 'beside',
};

/** Rooms that ask the rule, by the kind that they write. */
const ASKED: Readonly<Record<string, readonly [file: string, asks: RegExp]>> = {
  'letter.joined': ['src-main/intake/intake-room.ts', /touchesSigned\('added'/],
  'letter.arranged': ['src-main/intake/intake-room.ts', /touchesSigned\('arranged'/],
  'scan.attached': ['src-main/paper-intake/paper-intake-room.ts', /touchesSigned\('replaced'/],
  'draftDocument.changed': ['src-main/routing/routing-room.ts', /isInForce\(before\)/],
  'route.contentReplaced': ['src-shared/domain/routes/running-route.ts', /isSigned\(state\)\) return 'alreadySigned'/],
};

/** Where an operation that changes files is written. */
const WRITTEN: Readonly<Record<string, readonly string[]>> = {
  'letter.joined': ['src-main/intake/intake-room.ts'],
  'letter.arranged': ['src-main/intake/intake-room.ts'],
  // The second is the scan of a paper that has just been registered: it has no files but these.
  'scan.attached': ['src-main/paper-intake/paper-intake-room.ts', 'src-main/registration/register-card.ts'],
  'draftDocument.changed': ['src-main/routing/routing-room.ts'],
  'route.contentReplaced': ['src-main/routing/route-operations.ts'],
};

const PROJECTORS = globSync('src-main/store/projections/projectors/*.ts').map((file) => readFileSync(file, 'utf8'));
const ROOMS = globSync('src-main/**/*.ts').filter((file) => !file.startsWith('src-main/store/') && !file.startsWith('src-main/demo/')).map((file): [string, string] => [file, readFileSync(file, 'utf8')]);
const changing = Object.keys(WAYS).filter((kind) => WAYS[kind] === 'changes');

describe('the ways in which files of a document change', () => {
  it('[CARD-08] every kind of operation that names files is classified', () => {
    expect(Object.keys(WAYS).toSorted()).toEqual([...KINDS_WITH_FILES].toSorted());
  });

  it('[CARD-08] files are taken away or exchanged by the kinds named here alone', () => {
    const exchanging = PROJECTORS.flatMap((text) => {
      const starts = [...text.matchAll(/^ {2}'(\w+\.\w+)': /gm)];
      return starts.filter((found, at) => /rows\.remove\('(?:card|letter|draft)_file'/.test(text.slice(found.index, starts[at + 1]?.index))).map((found) => found[1] ?? '');
    });
    expect(exchanging.toSorted()).toEqual(['letter.arranged', 'letter.joined', 'scan.attached']);
    const updates = PROJECTORS.flatMap((text) => [...text.matchAll(/rows\.update\('(?:card|letter|draft)_file'/g)]);
    // Each of them puts a signature with its timestamp in the place of the one without.
    expect(updates).toHaveLength(4);
  });

  it.each(changing)('[CARD-08] %s is written where the rule is asked, and nowhere else', (kind) => {
    const [file, asks] = ASKED[kind] ?? ['', /$^/];
    expect(readFileSync(file, 'utf8')).toMatch(asks);
    expect(ROOMS.filter(([, text]) => new RegExp(`kind: '${kind}'|: '${kind}',`).test(text)).map(([name]) => name).toSorted()).toEqual(WRITTEN[kind]);
  });
});
