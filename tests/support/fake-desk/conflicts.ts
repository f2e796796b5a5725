import type { Conflict } from '#shared/contract/sync.ts';
import { fakeId } from './data.ts';
import { CORRESPONDENTS, LONG_SUBJECT, PEOPLE, SUBJECTS } from './words.ts';

type Side = Conflict['later'];

function side(operationId: string, kind: string, at: string, actor: string, desk: string, value: string | null = null): Side {
  return { operationId, kind, at, actor, desk, own: desk === '2', value };
}

function document(number: number, subject: string, suffix = ''): NonNullable<Conflict['document']> {
  return { documentId: fakeId(1000 + number), registrationIndex: `${number}/01-05${suffix}`, subject, void: false };
}

const NONE = { otherDocument: null, field: null, earlier: null, reason: null, settled: null } as const;

/** Each sort of conflict, newest first, and some that were settled. */
export function fakeConflicts(): Conflict[] {
  const open: Omit<Conflict, 'position'>[] = [
    {
      ...NONE,
      conflictId: 'o1:subject',
      sort: 'field',
      document: document(298, LONG_SUBJECT),
      field: 'subject',
      later: side('o1', 'card.corrected', '2026-03-05T08:12:00Z', PEOPLE[1], '3', LONG_SUBJECT),
      earlier: side('o2', 'card.corrected', '2026-03-05T07:55:00Z', PEOPLE[0], '2', SUBJECTS[5]),
      decisions: ['later', 'earlier'],
    },
    {
      ...NONE,
      conflictId: 'o3=d',
      sort: 'duplicate',
      document: document(300, SUBJECTS[1]),
      otherDocument: document(271, SUBJECTS[1]),
      later: side('o3', 'card.registered', '2026-03-05T08:02:00Z', PEOPLE[2], '4'),
      earlier: side('o4', 'card.registered', '2026-03-05T06:31:00Z', PEOPLE[0], '2'),
      decisions: ['oneVoided', 'bothStay'],
    },
    {
      ...NONE,
      conflictId: 'o5#',
      sort: 'number',
      document: document(285, SUBJECTS[4], '-а'),
      otherDocument: document(285, SUBJECTS[7]),
      later: side('o5', 'card.registered', '2026-03-04T15:44:00Z', PEOPLE[1], '3'),
      decisions: ['noted', 'oneVoided'],
    },
    {
      ...NONE,
      conflictId: 'o6',
      sort: 'command',
      document: document(290, SUBJECTS[0]),
      later: side('o6', 'document.passed', '2026-03-04T14:20:00Z', PEOPLE[0], '2'),
      earlier: side('o7', 'card.voided', '2026-03-04T14:05:00Z', PEOPLE[3], '1'),
      reason: 'stale',
      decisions: ['noted', 'repeated'],
    },
    {
      ...NONE,
      conflictId: 'o8',
      sort: 'command',
      document: null,
      later: side('o8', 'correspondent.merged', '2026-03-04T11:00:00Z', PEOPLE[1], '3'),
      reason: 'actorWithdrawn',
      decisions: ['noted', 'repeated'],
    },
    {
      ...NONE,
      conflictId: 'o9:correspondent',
      sort: 'field',
      document: document(262, SUBJECTS[2]),
      field: 'correspondent',
      later: side('o9', 'card.corrected', '2026-03-04T09:30:00Z', PEOPLE[2], '4', CORRESPONDENTS[3]),
      earlier: side('o10', 'card.corrected', '2026-03-04T09:11:00Z', PEOPLE[0], '2', null),
      decisions: ['later', 'earlier'],
    },
  ];
  const settled: Omit<Conflict, 'position'>[] = [
    {
      ...NONE,
      conflictId: 's1=d',
      sort: 'duplicate',
      document: { ...document(240, SUBJECTS[3]), void: true },
      otherDocument: document(233, SUBJECTS[3]),
      later: side('s1', 'card.registered', '2026-03-02T10:00:00Z', PEOPLE[2], '4'),
      earlier: side('s2', 'card.registered', '2026-03-02T09:00:00Z', PEOPLE[0], '2'),
      decisions: [],
      settled: { decision: 'oneVoided', at: '2026-03-02T12:00:00Z', by: PEOPLE[0], reason: 'Той самий лист надійшов поштою та електронною поштою' },
    },
    {
      ...NONE,
      conflictId: 's3:caseId',
      sort: 'field',
      document: document(231, SUBJECTS[6]),
      field: 'caseId',
      later: side('s3', 'card.corrected', '2026-03-01T10:00:00Z', PEOPLE[1], '3', 'c2'),
      earlier: side('s4', 'card.corrected', '2026-03-01T09:40:00Z', PEOPLE[0], '2', 'c1'),
      decisions: [],
      settled: { decision: 'later', at: '2026-03-01T12:00:00Z', by: PEOPLE[1], reason: null },
    },
  ];
  return [...open, ...settled].map((conflict, at, all) => ({ ...conflict, position: all.length - at }));
}
