import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { MethodInput } from '#shared/contract/index.ts';
import { signDetached, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extension, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { PdfFixture } from '../../support/signed-pdf.ts';
import { errorOf, PASSWORD, PROJECT_ROOT, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { add, at, DAY, HOUR, listOf, MINUTE, NOW, office, pki } from './evidence-office.ts';

const RECTOR = 'Ректоренко Іван Петрович';
const EMPLOYEE = 'Ткаченко Олена Іванівна';
const ADDRESS = 'tkachenko@example.org';
const QUALIFIED = extension('1.3.6.1.5.5.7.1.3', false, sequence(sequence(oid('0.4.0.1862.1.1'))));

const keyOf = (commonName: string): Promise<TestSigner> => pki.issue({ country: 'UA', organization: 'TEST Office', commonName }, 'p-256', { extensions: [basicConstraints(null), keyUsage(0, 1), QUALIFIED] });
const rector = await keyOf(RECTOR);
const employee = await keyOf(EMPLOYEE);

/** The rules of KhAI 4.8 in a contract's words. */
const RULES = [
  'Договір складено на підставі погодженого сторонами паперового варіанта у форматі PDF з накладеним ЕЦП ректора.',
  'Договір направляється працівникові на особисту або службову (корпоративну) електронну пошту.',
  'Накладений ЕЦП працівника означає повне погодження ним з усіма положеннями договору та підтвердження ознайомлення з документами, необхідними для його укладення.',
  'Договір вважається укладеним після отримання Університетом договору у форматі pdf з накладеним ЕЦП та складеним протоколом верифікації ЕЦП підписанта.',
  'Такий договір має юридичну силу та є обов’язковим для виконання сторонами.',
  'Працівник має право надалі власноруч підписати обидва примірники договору.',
];

async function textPdf(paragraphs: readonly string[]): Promise<Buffer> {
  const fonts = await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts'));
  return Buffer.from(await makeTextPdf({ title: crypto.randomUUID(), createdAt: NOW, fonts, paragraphs }));
}

const later = (minutes: number): string => at(minutes * MINUTE).toISOString();
const stepId = (): string => crypto.randomUUID();

/** An office with a head, in which everything is known of the authority unless the test keeps it back. */
async function contractOffice({ evidence = true }: { readonly evidence?: boolean } = {}) {
  const here = await office({ fetch: false });
  if (evidence) await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  const { client, desk, environment } = here;
  const { accountId } = valueOf(await here.admin.accounts.create({ name: RECTOR, login: 'rector', password: PASSWORD, roles: ['official'] }));
  const head = valueOf(await client.review.definePerson({ personId: null, name: RECTOR, position: 'Ректор', unitId: null, accountId }));
  valueOf(await here.admin.review.setHead({ personId: head.personId }));
  const party = valueOf(await client.review.definePerson({ personId: null, name: 'Ткаченко О. І.', position: '', unitId: null, accountId: null }));
  const registrar = valueOf(await client.review.accountsOfPeople({})).accounts.find(({ login }) => login === 'registrar');
  valueOf(await client.review.definePerson({ personId: null, name: registrar?.name ?? '', position: '', unitId: null, accountId: registrar?.accountId ?? '' }));
  const register = async (files: readonly (readonly [string, Uint8Array])[], kindId = 'labour-contract') => {
    const uploaded = [];
    for (const [fileName, bytes] of files) uploaded.push({ sha256: (await upload(client, fileName, bytes)).sha256, fileName });
    const [letter] = valueOf(await client.intake.receive({ files: uploaded })).letters;
    await desk.rooms.intake.settled(letter?.letterId ?? '');
    const { journals } = valueOf(await client.registration.choices({}));
    const journalId = journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
    const requisites = await someRequisites(client, { direction: 'internal', journalId, kindId, correspondent: null, correspondentNumber: null, correspondentDate: null, author: 'Відділ кадрів', subject: 'Трудовий договір' });
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites }));
  };
  const agree = async (documentId: string, personId: string | null = null) => valueOf(await client.contracts.agreeText({ documentId, stepId: stepId(), agreedOn: '2026-03-02', party: { personId, name: EMPLOYEE } }));
  const sendInput = (documentId: string, changes: Partial<MethodInput<'contracts.send'>> = {}) => ({ documentId, stepId: stepId(), address: ADDRESS, addressKind: 'personal' as const, sentAt: NOW, clausesRead: false, ...changes });
  const receive = async (documentId: string, fileName: string, bytes: Uint8Array, receivedAt = later(8)) => {
    const { sha256 } = await upload(client, fileName, bytes);
    return client.contracts.receive({ documentId, stepId: stepId(), file: { sha256, fileName }, fromAddress: ADDRESS, receivedAt });
  };
  const compose = async (documentId: string) => {
    const { contract } = valueOf(await client.contracts.ofDocument({ documentId }));
    return client.contracts.composeProtocol({ documentId, stepId: stepId(), receiptStepId: contract?.receipts.at(-1)?.stepId ?? '' });
  };
  const waits = async (who: typeof client): Promise<string[]> => valueOf(await who.startPage.mine({})).items.map(({ action }) => action);
  const rectorWindow = desk.client('rector');
  valueOf(await rectorWindow.session.signIn({ login: 'rector', password: PASSWORD }));
  environment.advance(10 * MINUTE);
  return { ...here, head, party, rectorWindow, register, agree, sendInput, receive, compose, waits };
}

const signed = (bytes: Uint8Array, signer: TestSigner): Uint8Array => signDetached(bytes, signer, { signingTime: at(-HOUR) });

describe('a contract concluded electronically', () => {
  it('[SIGN-18] [VER-09] [SIGN-19] [SIGN-20] [ACK-10] goes from the agreed text to the paper copies; concluded at the receipt, with protocol and words', async () => {
    const here = await contractOffice();
    const { client, party, register, agree, sendInput, receive, compose, waits, rectorWindow } = here;
    const pdf = await textPdf(RULES);
    const card = await register([['Договір.pdf', pdf], ['Договір.pdf.p7s', signed(pdf, rector)]]);
    const rules = await register([['Правила.pdf', await textPdf(['Правила внутрішнього розпорядку'])]], 'act');
    const { documentId } = card;
    valueOf(await client.acknowledgements.request({ listId: crypto.randomUUID(), documentId: rules.documentId, form: 'signature', withDocumentId: documentId, personIds: [party.personId] }));
    expect(valueOf(await client.contracts.ofDocument({ documentId })).contract).toMatchObject({ state: 'textNotAgreed', next: 'agreeText', kind: 'labour' });
    expect(errorOf(await client.contracts.checkHead({ documentId, stepId: stepId() })).message).toBe('error.contract.textNotAgreed');
    expect(errorOf(await client.contracts.send(sendInput(documentId))).message).toBe('error.contract.headNotSigned');
    expect(await agree(documentId, party.personId)).toMatchObject({ state: 'awaitsHead', next: 'checkHead' });
    expect(await waits(rectorWindow)).toContain('sign');
    // The office knows the person by initials; the protocol names the certificate's holder.
    expect(valueOf(await client.contracts.checkHead({ documentId, stepId: stepId() }))).toMatchObject({ state: 'toBeSent', head: { answer: 'passed' } });
    expect(await waits(rectorWindow)).not.toContain('sign');
    expect(await waits(client)).toContain('contract');
    expect(errorOf(await receive(documentId, 'Договір.pdf.p7s', signed(pdf, employee))).message).toBe('error.contract.notSent');
    expect(valueOf(await client.contracts.checkClauses({ documentId }))).toMatchObject({ outcome: 'found' });
    const send = sendInput(documentId);
    expect(valueOf(await client.contracts.send(send))).toMatchObject({ state: 'awaitsParty', sent: [{ address: ADDRESS, addressKind: 'personal', sentAt: NOW, clauses: 'found' }] });
    expect(valueOf(await client.contracts.send(send)).sent).toHaveLength(1);
    expect(await waits(client)).not.toContain('contract');
    expect(errorOf(await receive(documentId, 'x.p7s', signed(pdf, employee), at(-HOUR).toISOString())).message).toBe('error.contract.beforeSending');
    expect(errorOf(await receive(documentId, 'x.p7s', signed(pdf, employee), at(3 * HOUR).toISOString())).message).toBe('error.contract.inFuture');
    const receivedAt = later(9);
    expect(valueOf(await receive(documentId, 'Підписано.p7s', signed(pdf, employee), receivedAt))).toMatchObject({ state: 'awaitsProtocol', concludedAt: null, next: 'composeProtocol' });
    const concluded = valueOf(await compose(documentId));
    expect(concluded).toMatchObject({ state: 'concluded', concludedAt: receivedAt, next: 'signOnPaper', acknowledged: [{ documentId: rules.documentId, done: true }] });
    const [receipt] = concluded.receipts;
    expect(receipt?.protocol).toMatchObject({ answer: 'passed' });
    expect(receipt?.protocol?.agreed?.text).toContain('повне погодження з усіма його положеннями та підтверджує ознайомлення');
    expect(receipt?.protocol?.agreed?.text).toContain(card.registrationIndex);
    expect(valueOf(await client.registration.get({ documentId })).copies.map(({ form, sha256 }) => [form, sha256])).toContainEqual(['protocol', receipt?.protocol?.sha256]);
    expect(valueOf(await client.acknowledgements.ofDocument({ documentId: rules.documentId })).lists[0]?.people[0]?.mark).toMatchObject({ way: 'signature', signature: { documentId, sha256: receipt?.sha256 } });
    expect(errorOf(await client.contracts.handOver({ documentId, stepId: stepId(), handedOn: '2026-03-02', to: EMPLOYEE })).message).toBe('error.contract.notSignedOnPaper');
    expect(errorOf(await client.contracts.signOnPaper({ documentId, stepId: stepId(), signedOn: '2026-03-01' })).message).toBe('error.contract.beforeConclusion');
    valueOf(await client.contracts.signOnPaper({ documentId, stepId: stepId(), signedOn: '2026-03-02' }));
    expect(valueOf(await client.contracts.handOver({ documentId, stepId: stepId(), handedOn: '2026-03-02', to: EMPLOYEE }))).toMatchObject({ state: 'concluded', concludedAt: receivedAt, next: null, paperSigned: { signedOn: '2026-03-02' }, copyHandedOver: { to: EMPLOYEE } });
  });

  it('[SIGN-21] is not sent without the rules of conclusion in its text; what no program can read, a person has read', async () => {
    const { client, register, agree, sendInput } = await contractOffice();
    const poor = await textPdf(RULES.slice(0, 3));
    const without = await register([['Договір.pdf', poor], ['Договір.pdf.p7s', signed(poor, rector)]]);
    await agree(without.documentId);
    valueOf(await client.contracts.checkHead({ documentId: without.documentId, stepId: stepId() }));
    const { clauses } = valueOf(await client.contracts.checkClauses({ documentId: without.documentId }));
    expect(clauses.filter(({ found }) => found === false).map(({ id }) => id)).toEqual(['conclusion-on-receipt', 'verification-protocol', 'legal-force', 'later-by-hand']);
    const refusal = errorOf(await client.contracts.send(sendInput(without.documentId, { clausesRead: true })));
    expect(refusal).toMatchObject({ message: 'error.contract.clausesMissing' });
    expect(JSON.stringify(refusal.params)).toContain('власноруч');
    const scan = PdfFixture.create({ pages: [''] }).bytes;
    const unreadable = await register([['Скан.pdf', scan], ['Скан.pdf.p7s', signed(scan, rector)]], 'student-contract');
    await agree(unreadable.documentId);
    valueOf(await client.contracts.checkHead({ documentId: unreadable.documentId, stepId: stepId() }));
    expect(errorOf(await client.contracts.send(sendInput(unreadable.documentId))).message).toBe('error.contract.clausesUnreadable');
    expect(valueOf(await client.contracts.send(sendInput(unreadable.documentId, { clausesRead: true })))).toMatchObject({ kind: 'student', sent: [{ clauses: 'readByPerson' }] });
  });

  it('[SIGN-18] counts the signature over the rector’s bytes alone: beside them, or inside the PDF where nothing else was changed', async () => {
    const { client, register, agree, sendInput, receive, compose } = await contractOffice();
    const byRector = PdfFixture.create({ pages: [''] }).sign({ signer: rector, signingTime: at(-HOUR) });
    const { documentId } = await register([['Договір.pdf', byRector.bytes]]);
    await agree(documentId);
    valueOf(await client.contracts.checkHead({ documentId, stepId: stepId() }));
    valueOf(await client.contracts.send(sendInput(documentId, { clausesRead: true })));
    const answerOf = async (name: string, bytes: Uint8Array) => {
      valueOf(await receive(documentId, name, bytes));
      const { state, receipts } = valueOf(await compose(documentId));
      return [receipts.at(-1)?.protocol?.answer, state];
    };
    const inkOnPage = byRector.update({ 4: '<< /Length 3 >>\nstream\nq Q\nendstream' });
    expect(await answerOf('Змінений.pdf', inkOnPage.sign({ signer: employee, signingTime: at(-HOUR) }).bytes)).toEqual(['changedInside', 'notConcluded']);
    const other = PdfFixture.create({ pages: ['Salary 1'] }).sign({ signer: rector, signingTime: at(-HOUR) });
    expect(await answerOf('Інший.pdf', other.sign({ signer: employee, signingTime: at(-HOUR) }).bytes)).toEqual(['otherContent', 'notConcluded']);
    expect(await answerOf('Інший.p7s', signed(other.bytes, employee))).toEqual(['otherContent', 'notConcluded']);
    expect(await answerOf('Чужий.p7s', signed(byRector.bytes, rector))).toEqual(['notHis', 'notConcluded']);
    expect(errorOf(await receive(documentId, 'Договір.pdf', byRector.bytes)).message).toBe('error.contract.sameFile');
    expect(await answerOf('Підписаний.pdf', byRector.sign({ signer: employee, signingTime: at(-HOUR) }).bytes)).toEqual(['passed', 'concluded']);
  });

  it('[X18] is preliminary while the evidence is missing; the protocol composed when it has come makes it final, at the receipt', async () => {
    const { client, admin, register, agree, sendInput, receive, compose } = await contractOffice({ evidence: false });
    const pdf = await textPdf(RULES);
    const { documentId } = await register([['Договір.pdf', pdf], ['Договір.pdf.p7s', signed(pdf, rector)]]);
    await agree(documentId);
    expect(valueOf(await client.contracts.checkHead({ documentId, stepId: stepId() }))).toMatchObject({ state: 'toBeSent', head: { answer: 'undetermined' } });
    valueOf(await client.contracts.send(sendInput(documentId)));
    const receivedAt = later(5);
    valueOf(await receive(documentId, 'Підписано.p7s', signed(pdf, employee), receivedAt));
    expect(valueOf(await compose(documentId))).toMatchObject({ state: 'preliminary', concludedAt: null, next: 'composeProtocol', receipts: [{ protocol: { answer: 'undetermined', agreed: null } }] });
    await add(admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
    expect(valueOf(await compose(documentId))).toMatchObject({ state: 'concluded', concludedAt: receivedAt, head: { answer: 'passed' }, receipts: [{ protocol: { answer: 'passed' } }] });
  });

  it('[X18] [SIGN-20] a key that turns out to be revoked puts the conclusion in doubt, whatever the protocol said: no paper copy is made or handed over until a signature is good', async () => {
    const { client, admin, register, agree, sendInput, receive, compose, waits } = await contractOffice();
    const pdf = await textPdf(RULES);
    const { documentId } = await register([['Договір.pdf', pdf], ['Договір.pdf.p7s', signed(pdf, rector)]]);
    await agree(documentId);
    valueOf(await client.contracts.checkHead({ documentId, stepId: stepId() }));
    valueOf(await client.contracts.send(sendInput(documentId)));
    valueOf(await receive(documentId, 'Змінено.p7s', signed(await textPdf(['Інший текст']), employee)));
    expect(valueOf(await compose(documentId))).toMatchObject({ state: 'notConcluded' });
    valueOf(await receive(documentId, 'Підписано.p7s', signed(pdf, employee)));
    expect(valueOf(await compose(documentId))).toMatchObject({ state: 'concluded' });
    expect(await waits(client)).not.toContain('contract');
    await add(admin, 'crl', 'newer.crl', listOf(at(-MINUTE), at(DAY), [employee]));
    valueOf(await client.registration.recheck({ documentId }));
    const view = valueOf(await client.contracts.ofDocument({ documentId })).contract;
    expect(view?.receipts.at(-1)).toMatchObject({ protocol: { answer: 'passed' }, failedNow: true });
    expect(view).toMatchObject({ state: 'inDoubt', concludedAt: null, next: 'receive' });
    expect(await waits(client)).toContain('contract');
    expect(errorOf(await client.contracts.signOnPaper({ documentId, stepId: stepId(), signedOn: '2026-03-02' })).message).toBe('error.contract.inDoubt');
    expect(errorOf(await client.contracts.handOver({ documentId, stepId: stepId(), handedOn: '2026-03-02', to: EMPLOYEE })).message).toBe('error.contract.inDoubt');
    const anew = await keyOf(EMPLOYEE);
    valueOf(await receive(documentId, 'Підписано знову.p7s', signed(pdf, anew)));
    expect(valueOf(await compose(documentId))).toMatchObject({ state: 'concluded' });
    expect(await waits(client)).not.toContain('contract');
    expect(valueOf(await client.contracts.signOnPaper({ documentId, stepId: stepId(), signedOn: '2026-03-02' }))).toMatchObject({ state: 'concluded', next: 'handOver' });
  });

  it('is no matter of other kinds, and of nobody without the right', async () => {
    const { client, register, rectorWindow } = await contractOffice();
    const memo = await register([['Записка.pdf', await textPdf(['Записка'])]], 'service-memo');
    expect(valueOf(await client.contracts.ofDocument({ documentId: memo.documentId })).contract).toBeNull();
    expect(errorOf(await client.contracts.checkHead({ documentId: memo.documentId, stepId: stepId() })).message).toBe('error.contract.notContract');
    expect(errorOf(await rectorWindow.contracts.checkHead({ documentId: memo.documentId, stepId: stepId() })).code).toBe('no-right');
  });
});
