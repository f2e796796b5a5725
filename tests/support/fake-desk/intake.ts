import type { MethodOutput } from '#shared/contract/index.ts';
import type { Letter } from '#shared/contract/intake.ts';
import { lineOf } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** Letters that wait, and the watched folder. */
export function fakeIntake(held: FakeHoldings): FakeHandlers<'intake'> {
  let folder: MethodOutput<'intake.folder'> = {
    settings: { path: '/srv/scans', afterTaking: 'move' },
    unreachable: null,
    lastLookAt: '2026-03-05T09:00:00Z',
    problems: [
      { fileName: 'скан 014.pdf', problem: 'empty', detail: null, at: '2026-03-05T08:58:00Z' },
      { fileName: 'орындау туралы есеп (соңғы нұсқасы).pdf', problem: 'diskFull', detail: 'ENOSPC', at: '2026-03-05T08:30:00Z' },
    ],
  };
  return {
    'intake.receive': ({ files }) => {
      const letters = files.map(({ sha256, fileName }): Letter => ({
        letterId: held.nextId(),
        receivedAt: '2026-03-05T09:00:00Z',
        receivedBy: PEOPLE[0],
        files: [{ sha256, fileName, size: 100, mediaType: 'application/pdf', role: 'main' }],
        verdict: 'unsigned',
        reports: [],
        checkProblem: null,
        suggestions: { correspondent: null, subject: null, sheets: null, correspondentNumber: null, correspondentDate: null },
        message: null,
        fromPackage: null,
        sameFileAs: [],
      }));
      held.letters.push(...letters);
      held.changed(['letters', 'status']);
      return { letters };
    },
    'intake.list': () => ({ letters: held.letters.map(lineOf) }),
    'intake.get': ({ letterId }) => held.letterOf(letterId),
    'intake.join': ({ letterId, intoLetterId }) => {
      const joined = { ...held.letterOf(intoLetterId), files: [...held.letterOf(intoLetterId).files, ...held.letterOf(letterId).files] };
      held.letters = held.letters.filter((letter) => letter.letterId !== letterId).map((letter) => (letter.letterId === intoLetterId ? joined : letter));
      held.changed(['letters', 'status']);
      return joined;
    },
    'intake.check': ({ letterId }) => held.letterOf(letterId),
    'intake.discard': ({ letterId }) => {
      held.letters = held.letters.filter((letter) => letter.letterId !== letterId);
      held.changed(['letters', 'status']);
      return {};
    },
    'intake.arrange': ({ letterId }) => held.letterOf(letterId),
    'intake.folder': () => folder,
    'intake.setFolder': ({ settings }) => (folder = { ...folder, settings }),
    'intake.dismissFolderProblem': ({ fileName }) => (folder = { ...folder, problems: folder.problems.filter((problem) => problem.fileName !== fileName) }),
  };
}
