import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { translate } from '#shared/i18n/translate.ts';
import type { Client } from '#shared/rpc/client.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { JournalRows } from '../../../src-main/day-papers/journal-rows.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, someRequisites, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const newId = (): string => crypto.randomUUID();

async function office() {
  const environment = testEnvironment();
  const test = await openTestDesk({ environment });
  const client = test.client();
  await setUpOffice(client);
  await signIn(client);
  return { test, client, environment };
}

async function register(client: Client, correspondentNumber: string, known: readonly string[] = []) {
  const requisites = await someRequisites(client, { medium: 'paper', correspondentNumber });
  return valueOf(await client.registration.register({ requestId: newId(), letterId: null, requisites, knownSimilar: [...known] }));
}

async function voidIt(client: Client, documentId: string): Promise<void> {
  const { version } = valueOf(await client.registration.get({ documentId }));
  valueOf(await client.registration.void({ documentId, basedOn: version, reason: 'Помилково' }));
}

describe('the journal of a day', () => {
  it('is printed with every number of the day in order, void ones with their reason, and the print is logged', async () => {
    const { test, client, environment } = await office();
    const cards = [];
    for (const number of ['1/1', '1/2', '1/3']) cards.push(await register(client, number));
    const [first, second, third] = cards;
    if (first === undefined || second === undefined || third === undefined) throw new Error('no cards');
    await voidIt(client, second.documentId);
    const day = first.registrationDate;
    const printed = valueOf(await client.dayPapers.journalOfDay({ journalId: first.journalId, day, language: 'uk' }));
    expect(printed).toMatchObject({ rows: 3, firstNumber: 1, lastNumber: 3, pages: 1 });
    const { piece } = valueOf(await client.files.read({ sha256: printed.sha256, offset: 0, length: 8 }));
    expect(new TextDecoder().decode(piece)).toMatch(/^%PDF-1/);
    expect(test.rooms.store.log.ofEntity(first.journalId).at(-1)).toMatchObject({ kind: 'journal.printed', payload: { from: day, to: day, firstNumber: 1, lastNumber: 3, rows: 3 } });
    const actor = { ...valueOf(await client.session.current({})) } as never;
    const rows = [...new JournalRows(test.rooms.store.database).read({ journalId: first.journalId, from: day, to: day }, actor)];
    expect(rows.map(({ number, voidReason }) => [number, voidReason])).toEqual([[1, null], [2, 'Помилково'], [3, null]]);
    environment.set(`${day}T21:00:00.000Z`);
    expect((await checkIntegrity(test.rooms.store, {})).problems).toEqual([]);
  });

  it('sets long subjects with their words parted, and no index, name or number', async () => {
    const { client } = await office();
    const requisites = await someRequisites(client, { medium: 'paper', correspondentNumber: '17/2026-продовження', subject: 'Про відповідальність за неоприлюднення задокументованої електронної кореспонденції структурних підрозділів ректорату '.repeat(6).trim() });
    const card = valueOf(await client.registration.register({ requestId: newId(), letterId: null, requisites, knownSimilar: [] }));
    const printed = valueOf(await client.dayPapers.journalOfDay({ journalId: card.journalId, day: card.registrationDate, language: 'uk' }));
    const file = path.join(temporaryFolder(), 'journal.pdf');
    writeFileSync(file, valueOf(await client.files.read({ sha256: printed.sha256, offset: 0, length: 400_000 })).piece);
    const lines = execFileSync('pdftotext', ['-raw', file, '-'], { encoding: 'utf8' }).split('\n').map((line) => line.trim());
    const broken = lines.flatMap((line, at) => (line.endsWith('-') ? [`${line.split(' ').at(-1) ?? ''}${lines[at + 1]?.split(' ')[0] ?? ''}`] : []));
    expect(broken.length).toBeGreaterThan(0);
    // Every parted word is one of the subject's or of the head: no index, name or number is broken.
    for (const word of broken) expect(`${requisites.subject} ${translate('uk', 'dayPapers.date')}`).toContain(word.replace('-', ''));
    // The sign stays with its number.
    expect(lines.filter((line) => line.endsWith(' №'))).toEqual([]);
    expect(lines.join(' ')).toContain(card.registrationIndex);
  });

  it('holds the days of its period and no other', async () => {
    const { test, client, environment } = await office();
    const card = await register(client, 'a');
    const [day, next] = [card.registrationDate, new Date(Date.parse(card.registrationDate) + 86_400_000).toISOString().slice(0, 10)];
    environment.set(`${next}T08:00:00.000Z`);
    await signIn(client);
    await register(client, 'b');
    const of = (from: string, to: string) => client.dayPapers.journalOfPeriod({ journalId: card.journalId, from, to });
    expect(valueOf(await of(day, day))).toMatchObject({ rows: 1, firstNumber: 1, lastNumber: 1 });
    expect(valueOf(await of(next, next))).toMatchObject({ rows: 1, firstNumber: 2, lastNumber: 2 });
    expect(valueOf(await of(day, next))).toMatchObject({ rows: 2, firstNumber: 1, lastNumber: 2 });
    expect(errorOf(await of('2025-01-01', '2025-02-01')).message).toBe('error.journalDayEmpty');
    expect(errorOf(await of(next, day)).message).toBe('error.journalPeriod');
    expect(test.rooms.store.log.ofEntity(card.journalId).filter(({ kind }) => kind === 'journal.printed')).toHaveLength(3);
  });

  it('is asked for from 18:00 of a day with registrations, until the newest number is printed', async () => {
    const { client, environment } = await office();
    expect(valueOf(await client.dayPapers.notPrinted({})).journals).toEqual([]);
    const card = await register(client, 'a');
    expect(valueOf(await client.dayPapers.notPrinted({}))).toMatchObject({ due: false, journals: [card.journalId] });
    // 18:00 in Kyiv, in winter.
    environment.set(`${card.registrationDate}T15:59:00.000Z`);
    await signIn(client);
    expect(valueOf(await client.dayPapers.notPrinted({})).due).toBe(false);
    environment.set(`${card.registrationDate}T16:00:00.000Z`);
    expect(valueOf(await client.dayPapers.notPrinted({})).due).toBe(true);
    valueOf(await client.dayPapers.journalOfDay({ journalId: card.journalId, day: card.registrationDate }));
    expect(valueOf(await client.dayPapers.notPrinted({})).journals).toEqual([]);
    await register(client, 'b');
    expect(valueOf(await client.dayPapers.notPrinted({})).journals).toEqual([card.journalId]);
  });

  it('is for who registers', async () => {
    const { test } = await office();
    const admin = test.client('other');
    await signIn(admin, 'admin');
    expect(errorOf(await admin.dayPapers.notPrinted({})).code).toBe('no-right');
  });
});

describe('hand-over against signature', () => {
  it('is written once, has a sheet to sign on, and is marked when the sheet comes back', async () => {
    const { test, client } = await office();
    const card = await register(client, 'a');
    const other = await register(client, 'b');
    const input = { handoverId: newId(), toName: 'Ковальчук О. П.', personId: null, documentIds: [card.documentId, other.documentId, card.documentId], note: 'через канцелярію' };
    const made = valueOf(await client.dayPapers.makeHandover(input));
    expect(made).toMatchObject({ day: card.registrationDate, toName: 'Ковальчук О. П.', signedAt: null, documents: [{ documentId: card.documentId }, { documentId: other.documentId }] });
    expect(valueOf(await client.dayPapers.makeHandover(input))).toEqual(made);
    const sheet = valueOf(await client.dayPapers.handoverSheet({ handoverId: made.handoverId }));
    expect(sheet.pages).toBe(1);
    valueOf(await client.files.read({ sha256: sheet.sha256, offset: 0, length: 8 }));
    expect(valueOf(await client.dayPapers.handoverSigned({ handoverId: made.handoverId })).signedBy).not.toBeNull();
    valueOf(await client.dayPapers.handoverSigned({ handoverId: made.handoverId }));
    expect(valueOf(await client.dayPapers.handovers({ day: made.day })).handovers).toHaveLength(1);
    expect(test.rooms.store.log.ofEntity(made.handoverId).map(({ kind }) => kind)).toEqual(['handover.made', 'handover.printed', 'handover.signed']);
  });

  it('takes no void number and no document that is not there', async () => {
    const { client } = await office();
    const card = await register(client, 'a');
    await voidIt(client, card.documentId);
    const hand = (documentId: string) => client.dayPapers.makeHandover({ handoverId: newId(), toName: 'Х', personId: null, documentIds: [documentId], note: '' });
    expect(errorOf(await hand(card.documentId))).toMatchObject({ message: 'error.handoverVoid', params: { index: card.registrationIndex } });
    expect(errorOf(await hand(newId())).code).toBe('not-found');
    expect(errorOf(await client.dayPapers.handoverSheet({ handoverId: newId() })).message).toBe('error.handoverNotFound');
  });
});
