import { describe, expect, it } from 'vitest';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { filesOfSubject } from '../../../src-main/verification/subject.ts';
import { valueOf } from '../../support/test-desk.ts';
import { type Office } from './evidence-office.ts';
import { moveTo, preservingOffice, registered, round, world, YEAR } from './preservation-office.ts';

const filesOf = ({ desk }: Office, documentId: string) => filesOfSubject(desk.rooms.store.database, { documentId })?.files ?? [];
/** What a check says now, with the evidence that is kept beside the document. */
const verdictOf = async (here: Office, documentId: string) => overallVerdict(await here.desk.rooms.verification.preview({ documentId }, filesOf(here, documentId), {}));
/** The same without what rounds have made. */
const bareVerdictOf = async (here: Office, documentId: string) => overallVerdict(await here.desk.rooms.verification.preview({ letterId: 'none' }, filesOf(here, documentId), {}));
const evidenceOf = async ({ client }: Office, documentId: string) => valueOf(await client.preservation.ofDocument({ documentId }));
/** Who stamped its records, the first of them first; passwords of windows have aged by then. */
const authoritiesOf = ({ desk }: Office, documentId: string) => desk.rooms.store.database.prepare('SELECT authority FROM preserved_evidence WHERE document_id = ? ORDER BY stamped_at').pluck().all(documentId);

describe('rounds that renew evidence', () => {
  it('[ARC-07] [VER-04] carry a letter of a short-lived certificate over years, by records made before each authority ends; without them it no longer passes', async () => {
    const outside = await world();
    const here = await preservingOffice(outside);
    const documentId = await registered(here, await outside.signer(1));
    await round(here);
    const first = await evidenceOf(here, documentId);
    expect(first.provable).toMatchObject({ passes: true });
    expect(first.evidence).toEqual([expect.objectContaining({ authority: expect.stringContaining('TSA 2'), digest: 'SHA-256', together: 1 })]);
    expect(valueOf(await here.client.preservation.state({}))).toMatchObject({ isKeeper: true, round: null, obstacle: null, reports: [{ deskCode: '1', assessed: 1, renewed: 1, notPassing: 0 }] });
    // Another round on the same day, and one the next day: nothing is due.
    moveTo(here, YEAR / 365);
    await round(here);
    expect(outside.stamps).toBe(1);

    moveTo(here, 1.9 * YEAR);
    outside.authority = await outside.authorityUntil(4);
    await round(here);
    moveTo(here, 3.9 * YEAR);
    outside.authority = await outside.authorityUntil(7);
    await round(here);
    expect(authoritiesOf(here, documentId)).toEqual(['ТЕСТ TSA 2', 'ТЕСТ TSA 4', 'ТЕСТ TSA 7']);
    expect(await verdictOf(here, documentId)).toBe('passed');
    expect(await bareVerdictOf(here, documentId)).toBe('undetermined');
    expect(here.desk.rooms.store.database.prepare('SELECT verdict FROM card WHERE document_id = ?').pluck().get(documentId)).toBe('passed');

    expect((await checkIntegrity(here.desk.rooms.store, {})).problems).toEqual([]);
    expect(compareWithLog(here.desk.rooms.store.database, here.desk.rooms.store.log)).toEqual([]);
  });
});
