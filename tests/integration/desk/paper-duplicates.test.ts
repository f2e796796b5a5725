import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const PLACE = { place: 'Сховище 2, стелаж 4, полиця 1', madeOn: '2026-03-01', sheets: 14 };

async function office() {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client };
}

async function register(client: Client, medium: 'electronic' | 'paper') {
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites: await someRequisites(client, { medium, correspondentNumber: medium }), knownSimilar: [] }));
}

async function printedCard(client: Client, documentId: string): Promise<string> {
  const copy = valueOf(await client.registration.makeCopy({ documentId, form: 'card', language: 'uk' }));
  const file = path.join(temporaryFolder(), 'card.pdf');
  writeFileSync(file, valueOf(await client.files.read({ sha256: copy.sha256, offset: 0, length: 400_000 })).piece);
  return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
}

describe('the paper duplicate of an electronic document', () => {
  it('[PAP-08] is found from the card, on the screen and on paper, and where it lay before stands in the history', async () => {
    const { client } = await office();
    const { documentId } = await register(client, 'electronic');
    expect(valueOf(await client.paperDuplicates.state({ documentId })).duplicate).toBeNull();
    expect(await printedCard(client, documentId)).not.toContain('Паперовий дублікат');
    const kept = valueOf(await client.paperDuplicates.record({ documentId, duplicate: PLACE }));
    expect(kept).toMatchObject({ ...PLACE, by: 'Роман Реєстратор' });
    valueOf(await client.paperDuplicates.record({ documentId, duplicate: { ...PLACE, place: 'Архів, шафа 7' } }));
    expect(valueOf(await client.paperDuplicates.state({ documentId })).duplicate).toMatchObject({ place: 'Архів, шафа 7', madeOn: '2026-03-01', sheets: 14 });
    const { history } = valueOf(await client.registration.get({ documentId }));
    const moves = history.filter(({ kind }) => kind === 'duplicate.recorded').map(({ changes }) => changes);
    expect(moves).toEqual([
      [{ field: 'paperDuplicate.place', before: null, after: PLACE.place }, { field: 'paperDuplicate.madeOn', before: null, after: '2026-03-01' }, { field: 'paperDuplicate.sheets', before: null, after: '14' }],
      [{ field: 'paperDuplicate.place', before: PLACE.place, after: 'Архів, шафа 7' }],
    ]);
    expect(await printedCard(client, documentId)).toMatch(/Паперовий дублікат\s+Архів, шафа 7; виготовлено 01\.03\.2026, 14 арк\./);
  });

  it('is not one of a paper, of a void card, of a day to come, or recorded without the right', async () => {
    const { test, client } = await office();
    const paper = await register(client, 'paper');
    expect(errorOf(await client.paperDuplicates.record({ documentId: paper.documentId, duplicate: PLACE })).message).toBe('error.duplicateOfPaper');
    const { documentId } = await register(client, 'electronic');
    expect(errorOf(await client.paperDuplicates.record({ documentId, duplicate: { ...PLACE, madeOn: '2027-01-01' } })).issues).toEqual([{ path: 'duplicate.madeOn', message: 'error.copyDayInFuture' }]);
    const admin = test.client('other');
    await signIn(admin, 'admin');
    expect(errorOf(await admin.paperDuplicates.record({ documentId, duplicate: PLACE })).code).toBe('no-right');
    const { version } = valueOf(await client.registration.get({ documentId }));
    valueOf(await client.registration.void({ documentId, basedOn: version, reason: 'Помилково' }));
    expect(errorOf(await client.paperDuplicates.record({ documentId, duplicate: PLACE })).message).toBe('error.cardVoid');
    expect(valueOf(await client.paperDuplicates.state({ documentId })).duplicate).toBeNull();
  });
});
