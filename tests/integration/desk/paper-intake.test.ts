import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, type OpenOffice, openOffice, openTestDesk, PROJECT_ROOT, signIn, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const newRequest = (): string => crypto.randomUUID();

/** A scan with the wished number of pages. */
async function scanOf(pages: number): Promise<Uint8Array> {
  const fonts = await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts'));
  return makeTextPdf({ title: 'Скан', paragraphs: Array.from({ length: (pages - 1) * 18 + 1 }, (_, at) => `${at} ${'сторінка скану з текстом, що займає кілька рядків. '.repeat(4)}`), fonts, createdAt: '2026-03-01T00:00:00.000Z' });
}

async function waitingScan(here: OpenOffice, bytes: Uint8Array, fileName = 'скан.pdf'): Promise<{ letterId: string; pages: number }> {
  const { sha256 } = await upload(here.client, fileName, bytes);
  const [letter] = valueOf(await here.client.intake.receive({ files: [{ sha256, fileName }] })).letters;
  const letterId = letter?.letterId ?? '';
  await here.rooms.intake.settled(letterId);
  return { letterId, pages: valueOf(await here.client.intake.get({ letterId })).suggestions.sheets ?? 0 };
}

async function paperCard(here: OpenOffice, changes: Parameters<typeof someRequisites>[1] = {}) {
  return valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: await someRequisites(here.client, { medium: 'paper', ...changes }) }));
}

describe('intake of a paper document', () => {
  it('[REG-05] goes number, stamp, full scan: each step is refused before the one that must come first', async () => {
    const here = await openOffice();
    const { letterId, pages } = await waitingScan(here, await scanOf(1));
    const requisites = await someRequisites(here.client, { medium: 'paper', sheets: pages });
    expect(errorOf(await here.client.registration.register({ requestId: newRequest(), letterId, requisites }))).toMatchObject({ message: 'error.scannedBeforeNumber' });
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites }));
    const attach = () => here.client.paperIntake.attachScan({ documentId: card.documentId, letterId, differenceReason: null });
    expect(errorOf(await attach())).toMatchObject({ message: 'error.stampBeforeScan' });
    expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId })).stage).toBe('stamp');
    expect(here.rooms.paperIntake.missingBeforePass(card)).toEqual(['stamp', 'scan']);
    valueOf(await here.client.paperIntake.stampByHand({ documentId: card.documentId }));
    expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId })).stage).toBe('scan');
    valueOf(await attach());
    expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId }))).toMatchObject({ stage: 'review', scan: { pages, sheets: pages } });
    expect(here.rooms.paperIntake.missingBeforePass(card)).toEqual([]);
    expect(valueOf(await here.client.intake.list({})).letters).toEqual([]);
    const { history } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    expect(history.map(({ kind }) => kind)).toEqual(['card.registered', 'stamp.placed', 'scan.attached']);
  });

  it('[REG-06] compares the pages with the sheets of the card; a difference is attached only with its reason', async () => {
    const here = await openOffice();
    const card = await paperCard(here, { sheets: 3, attachmentSheets: 1 });
    valueOf(await here.client.paperIntake.stampByHand({ documentId: card.documentId }));
    const { letterId, pages } = await waitingScan(here, await scanOf(1));
    expect(pages).toBe(1);
    const attach = (differenceReason: string | null) => here.client.paperIntake.attachScan({ documentId: card.documentId, letterId, differenceReason });
    expect(errorOf(await attach(null))).toMatchObject({ message: 'error.scan.tooFewPages', params: { pages: '1', sheets: '4' } });
    expect(valueOf(await here.client.intake.list({})).letters).toHaveLength(1);
    valueOf(await attach('аркуші 2–4 — брошура, не скануються'));
    const { card: scanned } = valueOf(await here.client.registration.get({ documentId: card.documentId }));
    expect(scanned.files).toMatchObject([{ fileName: 'скан.pdf', role: 'main' }]);
    // A paper original: its scan is a copy, however many files it has.
    expect(scanned.medium).toBe('paper');
    expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId })).scan).toMatchObject({ pages: 1, sheets: 4, differenceReason: 'аркуші 2–4 — брошура, не скануються' });
  });

  it('[REG-07] says whether the scan is certified: a working copy until it bears a seal', async () => {
    const here = await openOffice();
    const card = await paperCard(here, { sheets: 1 });
    valueOf(await here.client.paperIntake.stampByHand({ documentId: card.documentId }));
    const { letterId } = await waitingScan(here, await scanOf(1));
    valueOf(await here.client.paperIntake.attachScan({ documentId: card.documentId, letterId, differenceReason: null }));
    expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId })).scan?.certification).toBe('none');
  });

  it('[NUM-01] prints the label with number and date; a lost one is printed again with its reason', async () => {
    const here = await openOffice('KZ');
    const card = await paperCard(here, { sheets: 1, subject: 'Өтініш' });
    const print = (format: 'pdf' | 'zpl', reason: string | null) => here.client.paperIntake.label({ documentId: card.documentId, format, size: '58x40', reason });
    const label = valueOf(await print('pdf', null));
    expect(errorOf(await print('pdf', null))).toMatchObject({ message: 'error.labelAgainNeedsReason' });
    const file = path.join(temporaryFolder(), 'label.pdf');
    writeFileSync(file, label.bytes);
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    expect(text).toContain(card.registrationIndex);
    expect(text).toContain('02.03.2026');
    expect(execFileSync('pdfinfo', [file], { encoding: 'utf8' })).toMatch(/Page size: +164\.4\d* x 113\.3\d* pts/);
    const zpl = new TextDecoder().decode(valueOf(await print('zpl', 'загублено')).bytes);
    expect(zpl).toMatch(/^\^XA\n\^CI28\n/);
    expect(zpl).toContain(`^FD${card.registrationIndex}^FS`);
    expect(valueOf(await here.client.paperIntake.state({ documentId: card.documentId })).stampings).toMatchObject([{ method: 'label', format: 'pdf', reason: null }, { method: 'label', format: 'zpl', reason: 'загублено' }]);
  });

  it('refuses label and scan for an electronic document and for a void number', async () => {
    const here = await openOffice();
    const electronic = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: await someRequisites(here.client) }));
    expect(errorOf(await here.client.paperIntake.stampByHand({ documentId: electronic.documentId }))).toMatchObject({ message: 'error.notAPaper' });
    const paper = await paperCard(here);
    const { version } = valueOf(await here.client.registration.get({ documentId: paper.documentId }));
    valueOf(await here.client.registration.void({ documentId: paper.documentId, basedOn: version, reason: 'зіпсовано' }));
    expect(errorOf(await here.client.paperIntake.stampByHand({ documentId: paper.documentId }))).toMatchObject({ message: 'error.cardVoid' });
  });
});

describe('media and kinds', () => {
  it('[REG-22] a blocked kind is refused electronically and registered on paper, with a ground', async () => {
    const here = await openOffice('KG');
    const { journals, kinds, cases } = valueOf(await here.client.registration.choices({}));
    const kind = kinds.find(({ kindId }) => kindId === 'order-dismissal');
    expect(kind?.blockedBy).toMatch(/1\.7/);
    const journal = journals.find(({ journalId }) => journalId === kind?.journalId);
    const requisites = await someRequisites(here.client, {
      direction: 'internal', journalId: journal?.journalId ?? '', kindId: kind?.kindId ?? '', caseId: cases[0]?.caseId ?? null, author: 'Айгүл', correspondent: null, correspondentNumber: null, correspondentDate: null,
    });
    const register = (changes: Partial<typeof requisites>) => here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, ...changes } });
    expect(errorOf(await register({})).issues).toContainEqual({ path: 'kindId', message: 'requisite.invalid.kindBlocked' });
    expect(errorOf(await register({ medium: 'paper' })).issues).toContainEqual({ path: 'paperGround', message: 'requisite.missing' });
    expect(valueOf(await register({ medium: 'paper', paperGround: 'law-excludes-electronic' }))).toMatchObject({ medium: 'paper', paperGround: 'law-excludes-electronic', registrationNumber: 1 });
  });

  it('[REG-16] what the office makes on paper names one of the three grounds', async () => {
    const here = await openOffice();
    const { journals, kinds, cases } = valueOf(await here.client.registration.choices({}));
    const requisites = await someRequisites(here.client, {
      direction: 'outgoing', journalId: journals.find(({ direction }) => direction === 'outgoing')?.journalId ?? '', kindId: kinds.find(({ directions }) => directions.includes('outgoing'))?.kindId ?? '', caseId: cases[0]?.caseId ?? null, author: 'Ганна', medium: 'paper',
    });
    expect(errorOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites })).issues).toEqual([{ path: 'paperGround', message: 'requisite.missing' }]);
    for (const paperGround of ['restricted-information', 'law-excludes-electronic', 'cabinet-act'] as const) {
      expect(valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: null, requisites: { ...requisites, paperGround } })).paperGround).toBe(paperGround);
    }
  });
});

describe('links, drafts and local acts', () => {
  it('both ends of a link see it; one that was wrong is taken off with its reason', async () => {
    const here = await openOffice();
    const [one, two] = [await paperCard(here), await paperCard(here)];
    valueOf(await here.client.registration.link({ documentId: two.documentId, relation: 'follows', toDocumentId: one.documentId }));
    expect(errorOf(await here.client.registration.link({ documentId: two.documentId, relation: 'follows', toDocumentId: one.documentId }))).toMatchObject({ message: 'error.linkedAlready' });
    const linksOf = async (documentId: string) => valueOf(await here.client.registration.get({ documentId })).links;
    expect(await linksOf(one.documentId)).toMatchObject([{ relation: 'follows', outward: false, documentId: two.documentId }]);
    const [link] = await linksOf(two.documentId);
    valueOf(await here.client.registration.unlink({ linkId: link?.linkId ?? '', reason: 'не той лист' }));
    expect(await linksOf(one.documentId)).toEqual([]);
  });

  it('half-filled cards survive a stop of the desk, each with its account', async () => {
    const here = await openOffice();
    const requisites = await someRequisites(here.client, { subject: 'Наполовину', medium: 'paper' });
    const draft = { key: newRequest(), letterId: null, requestId: newRequest(), requisites };
    valueOf(await here.client.drafts.keep({ drafts: [draft] }));
    await here.close();
    const again = await openTestDesk({ dataDirectory: here.dataDirectory, environment: here.environment });
    const client = again.client();
    await signIn(client);
    expect(valueOf(await client.drafts.list({})).drafts).toMatchObject([draft]);
    expect(errorOf(await again.client('other').drafts.list({})).code).toBe('not-signed-in');
    valueOf(await client.drafts.drop({ keys: [draft.key] }));
    expect(valueOf(await client.drafts.list({})).drafts).toEqual([]);
  });

  it('[CARD-16] [NUM-05] a local act keeps designation, edition, validity, change sheet and numbered copies', async () => {
    const here = await openOffice('KZ');
    const card = await paperCard(here, { subject: 'Ереже' });
    const { documentId } = card;
    const act = { designation: 'СМЖ ОҚПУ Е 6.09-2024', edition: '2', introducedBy: '№ 35 бұйрық', introducedOn: '2024-10-16', validUntil: '2026-10-16', extendedUntil: null };
    expect(errorOf(await here.client.localActs.describe({ documentId, act: { ...act, designation: ' ', extendedUntil: '2025-01-01' } })).issues.map(({ path: at }) => at)).toEqual(['act.designation', 'act.extendedUntil']);
    valueOf(await here.client.localActs.describe({ documentId, act }));
    valueOf(await here.client.localActs.enterChange({ documentId, change: { version: '3', clause: '6.2.4', basis: 'хаттама № 8', enteredOn: '2026-02-01' } }));
    expect(valueOf(await here.client.localActs.issueCopy({ documentId, holder: 'Деканат', issuedOn: '2026-02-02' })).number).toBe('1');
    expect(valueOf(await here.client.localActs.issueCopy({ documentId, holder: 'Мұрағат', issuedOn: '2026-02-02' })).number).toBe('2');
    valueOf(await here.client.localActs.describe({ documentId, act: { ...act, extendedUntil: '2027-10-16' } }));
    const state = valueOf(await here.client.localActs.state({ documentId }));
    expect(state).toMatchObject({ act: { extendedUntil: '2027-10-16' }, inForce: true, changes: [{ version: '3', clause: '6.2.4', basis: 'хаттама № 8' }], copies: [{ number: '1' }, { number: '2', holder: 'Мұрағат' }] });
    const { history } = valueOf(await here.client.registration.get({ documentId }));
    expect(history.at(-1)?.changes).toEqual([{ field: 'act.extendedUntil', before: null, after: '2027-10-16' }]);
  });

  it('[CARD-07] [CARD-08] attachments stand in the order of the document, marked by name', async () => {
    const here = await openOffice();
    const files = [];
    for (const [fileName, text] of [['лист.txt', 'Лист'], ['план.txt', 'План'], ['кошторис.txt', 'Кошторис']] as const) files.push(await upload(here.client, fileName, new TextEncoder().encode(text)));
    const { letters } = valueOf(await here.client.intake.receive({ files: files.map(({ sha256, fileName }) => ({ sha256, fileName })) }));
    const [main, ...others] = letters.map(({ letterId }) => letterId);
    for (const letterId of others) valueOf(await here.client.intake.join({ letterId, intoLetterId: main ?? '' }));
    await here.rooms.intake.settled(main ?? '');
    const [letter, plan, budget] = files.map(({ sha256 }) => sha256);
    const wished = [
      { sha256: letter ?? '', fileName: 'лист.txt', role: 'main' },
      { sha256: budget ?? '', fileName: 'Додаток 1 кошторис.txt', role: 'attachment' },
      { sha256: plan ?? '', fileName: 'Додаток 2 план.txt', role: 'attachment' },
    ] as const;
    expect(errorOf(await here.client.intake.arrange({ letterId: main ?? '', files: wished.slice(0, 2) }))).toMatchObject({ message: 'error.arrangedOthers' });
    valueOf(await here.client.intake.arrange({ letterId: main ?? '', files: [...wished] }));
    await here.rooms.intake.settled(main ?? '');
    const card = valueOf(await here.client.registration.register({ requestId: newRequest(), letterId: main ?? '', requisites: await someRequisites(here.client) }));
    expect(card.files.map(({ sha256, fileName, role }) => ({ sha256, fileName, role }))).toEqual(wished);
  });
});
