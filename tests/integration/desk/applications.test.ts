import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { signDetached, type TestSigner } from '../../../src-main/demo/pki/index.ts';
import { basicConstraints, extension, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { oid, sequence } from '../../../src-main/demo/pki/der.ts';
import { loadFonts, makeTextPdf } from '../../../src-main/pdf/index.ts';
import { errorOf, PASSWORD, PROJECT_ROOT, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { readWhole } from '../../support/read-whole.ts';
import { judgesPresent, textOf } from '../pdf/rendering.ts';
import { add, at, DAY, HOUR, listOf, MINUTE, NOW, office, pki } from './evidence-office.ts';

const RECTOR = 'Ректоренко Іван Петрович';
const EMPLOYEE = 'Ткаченко Олена Іванівна';
const QUALIFIED = extension('1.3.6.1.5.5.7.1.3', false, sequence(sequence(oid('0.4.0.1862.1.1'))));
const employee = await pki.issue({ country: 'UA', organization: 'TEST Office', commonName: EMPLOYEE }, 'p-256', { extensions: [basicConstraints(null), keyUsage(0, 1), QUALIFIED] });
const TODAY = NOW.slice(0, 10);

async function textPdf(text: string): Promise<Buffer> {
  const fonts = await loadFonts(path.join(PROJECT_ROOT, 'resources', 'fonts'));
  return Buffer.from(await makeTextPdf({ title: crypto.randomUUID(), createdAt: NOW, fonts, paragraphs: [text] }));
}
const stepId = (): string => crypto.randomUUID();
const signed = (bytes: Uint8Array, signer: TestSigner): Uint8Array => signDetached(bytes, signer, { signingTime: at(-HOUR) });

/** An office with a rector who signs in, in which everything is known of the authority unless the test keeps it back. */
async function applicationOffice({ evidence = true }: { readonly evidence?: boolean } = {}) {
  const here = await office({ fetch: false });
  if (evidence) await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  const { client, desk, environment } = here;
  const { accountId } = valueOf(await here.admin.accounts.create({ name: RECTOR, login: 'rector', password: PASSWORD, roles: ['official'] }));
  const head = valueOf(await client.review.definePerson({ personId: null, name: RECTOR, position: 'Ректор', unitId: null, accountId }));
  valueOf(await here.admin.review.setHead({ personId: head.personId }));
  const executor = valueOf(await client.review.definePerson({ personId: null, name: 'Кадрова Марія Петрівна', position: '', unitId: null, accountId: null }));
  const register = async (files: readonly (readonly [string, Uint8Array])[], kindId = 'application-leave') => {
    const uploaded = [];
    for (const [fileName, bytes] of files) uploaded.push({ sha256: (await upload(client, fileName, bytes)).sha256, fileName });
    const [letter] = valueOf(await client.intake.receive({ files: uploaded })).letters;
    await desk.rooms.intake.settled(letter?.letterId ?? '');
    const { journals } = valueOf(await client.registration.choices({}));
    const journalId = journals.find(({ direction }) => direction === 'internal')?.journalId ?? '';
    const requisites = await someRequisites(client, { direction: 'internal', journalId, kindId, correspondent: null, correspondentNumber: null, correspondentDate: null, author: EMPLOYEE, subject: 'Заява про відпустку' });
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: letter?.letterId ?? '', requisites }));
  };
  const receive = (documentId: string) => client.applications.receive({ documentId, stepId: stepId(), author: { personId: null, name: EMPLOYEE }, addresseePersonId: head.personId, receivedOn: TODAY });
  const order = (documentId: string) =>
    client.resolutions.issue({ resolutionId: crypto.randomUUID(), documentId, source: 'order', sourceId: documentId, authorPersonId: head.personId, text: 'Підготувати проєкт наказу', dueOn: null, unitIds: [], onPaperOn: null, supersedes: null, urgent: false, controllerPersonId: null, exceptionsConfirmed: true, executors: [{ personId: executor.personId, role: 'main', dueOn: null }] });
  const rectorWindow = desk.client('rector');
  valueOf(await rectorWindow.session.signIn({ login: 'rector', password: PASSWORD }));
  environment.advance(10 * MINUTE);
  return { ...here, head, rectorWindow, register, receive, order };
}

describe('an HR application that came electronically', () => {
  it('[VER-05] [VER-08] is verified with a protocol, then accepted by its addressee; the checklist follows', async () => {
    const { client, rectorWindow, register, receive } = await applicationOffice();
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    expect(valueOf(await client.applications.ofDocument({ documentId })).application).toMatchObject({ state: 'toBeReceived', mayPrepare: true, mayAccept: false, checklist: [] });
    expect(errorOf(await client.applications.verify({ documentId, stepId: stepId() })).message).toBe('error.application.notReceived');
    expect(valueOf(await receive(documentId))).toMatchObject({ state: 'awaitsVerification', checklist: [{ what: 'authorSignature', name: EMPLOYEE, present: false }, { what: 'authorProtocol', present: false }] });
    expect(errorOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() })).message).toBe('error.application.notVerified');
    const verify = { documentId, stepId: stepId() };
    const verified = valueOf(await client.applications.verify(verify));
    expect(verified).toMatchObject({ state: 'verified', verified: { answer: 'passed' }, imported: null, checklist: [{ present: true }, { present: true }] });
    expect(valueOf(await client.applications.verify(verify)).verified).toEqual(verified.verified);
    const { copies } = valueOf(await client.registration.get({ documentId }));
    expect(copies.map(({ sha256 }) => sha256)).toEqual([verified.verified?.protocol]);
    expect(errorOf(await client.applications.accept({ documentId, stepId: stepId() })).message).toBe('error.application.notAddressee');
    expect(valueOf(await rectorWindow.applications.ofDocument({ documentId })).application).toMatchObject({ mayPrepare: false, mayAccept: true });
    expect(valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }))).toMatchObject({ state: 'accepted', accepted: { addressee: { name: RECTOR } } });
  });

  it('[X18] is preliminary without evidence; czo’s protocol completes it, the office’s own never passes for it', async () => {
    const { client, rectorWindow, register, receive } = await applicationOffice({ evidence: false });
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    valueOf(await receive(documentId));
    const { verified } = valueOf(await client.applications.verify({ documentId, stepId: stepId() }));
    expect(verified).toMatchObject({ answer: 'undetermined' });
    expect(errorOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() })).message).toBe('error.application.preliminary');
    const own = { sha256: verified?.protocol ?? '', fileName: 'Validation_Report.pdf' };
    expect(errorOf(await client.applications.importProtocol({ documentId, stepId: stepId(), file: own, confirms: true })).message).toBe('error.application.ownProtocol');
    const report = await textPdf('Протокол створення та перевірки');
    const wrong = await upload(client, 'Інше.pdf', report);
    expect(errorOf(await client.applications.importProtocol({ documentId, stepId: stepId(), file: { sha256: wrong.sha256, fileName: 'Інше.pdf' }, confirms: true })).message).toBe('error.application.notReport');
    const { sha256 } = await upload(client, 'Validation_Report.pdf', report);
    expect(valueOf(await client.applications.importProtocol({ documentId, stepId: stepId(), file: { sha256, fileName: 'Validation_Report.pdf' }, confirms: true }))).toMatchObject({ state: 'verified', imported: { protocol: sha256 }, verified: { answer: 'undetermined' } });
    expect(valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }))).toMatchObject({ state: 'accepted' });
  });

  it('[VER-05] a key that turns out to be revoked takes the force away', async () => {
    const { client, admin, rectorWindow, register, receive } = await applicationOffice();
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    valueOf(await receive(documentId));
    valueOf(await client.applications.verify({ documentId, stepId: stepId() }));
    await add(admin, 'crl', 'newer.crl', listOf(at(-MINUTE), at(DAY), [employee]));
    expect(errorOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() })).message).toBe('error.application.notCounted');
    expect(valueOf(await client.applications.ofDocument({ documentId })).application).toMatchObject({ state: 'notCounted', failedNow: true });
  });

  it('[VER-05] [VER-08] a signature that is refuted after the acceptance stops resolutions and orders until the addressee decides', async () => {
    const { client, admin, rectorWindow, register, receive, order } = await applicationOffice();
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    const { documentId: orderId } = await register([['Наказ.pdf', await textPdf('Наказ')]], 'service-memo');
    valueOf(await receive(documentId));
    valueOf(await client.applications.verify({ documentId, stepId: stepId() }));
    const waits = async () => valueOf(await rectorWindow.startPage.mine({})).items.filter((item) => item.documentId === documentId).map(({ action }) => action);
    expect(await waits()).toEqual(['acceptApplication']);
    valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }));
    expect(await waits()).toEqual([]);
    const decide = { documentId, stepId: stepId(), keeps: false, basis: 'Автор не підтвердив заяви' };
    expect(errorOf(await rectorWindow.applications.decideForce(decide)).message).toBe('error.application.notInDoubt');
    await add(admin, 'crl', 'newer.crl', listOf(at(-MINUTE), at(DAY), [employee]));
    valueOf(await client.registration.recheck({ documentId }));
    expect(await waits()).toEqual(['decideForce']);
    expect(valueOf(await rectorWindow.applications.ofDocument({ documentId })).application).toMatchObject({ state: 'inDoubt', failedNow: true, mayDecide: true, checklist: [{ what: 'authorSignature', present: false }, { present: true }] });
    expect(errorOf(await order(documentId)).message).toBe('error.application.gate.inDoubt');
    expect(errorOf(await client.registration.link({ documentId: orderId, relation: 'follows', toDocumentId: documentId })).message).toBe('error.application.gate.inDoubt');
    expect(errorOf(await client.applications.decideForce(decide)).message).toBe('error.application.notDecider');
    expect(valueOf(await rectorWindow.notifications.mine({})).notices.map(({ kind }) => kind)).toContain('forceInDoubt');
    expect(valueOf(await rectorWindow.applications.decideForce(decide))).toMatchObject({ state: 'forceLost', decided: { keeps: false, basis: decide.basis, decidedBy: { name: RECTOR } } });
    expect(errorOf(await rectorWindow.applications.decideForce({ ...decide, stepId: stepId(), keeps: true })).message).toBe('error.application.alreadyDecided');
    expect(errorOf(await order(documentId)).message).toBe('error.application.gate.forceLost');
    expect(await waits()).toEqual([]);
    const { history } = valueOf(await client.registration.get({ documentId }));
    expect(history.find(({ kind }) => kind === 'application.forceDecided')?.changes).toEqual([{ field: 'application.forceLost', before: null, after: decide.basis }]);
  });

  it('[VER-05] an application that keeps its force by decision goes on', async () => {
    const { client, admin, rectorWindow, register, receive, order } = await applicationOffice();
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    valueOf(await receive(documentId));
    valueOf(await client.applications.verify({ documentId, stepId: stepId() }));
    valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }));
    await add(admin, 'crl', 'newer.crl', listOf(at(-MINUTE), at(DAY), [employee]));
    valueOf(await client.registration.recheck({ documentId }));
    expect(valueOf(await rectorWindow.applications.decideForce({ documentId, stepId: stepId(), keeps: true, basis: 'Автор підтвердив заяву особисто' }))).toMatchObject({ state: 'accepted', failedNow: true });
    valueOf(await order(documentId));
  });

  it.skipIf(!judgesPresent)('[VER-05] [VER-06] the protocol shows the decision on the force beside the check that it answers', async () => {
    const { client, admin, rectorWindow, register, receive } = await applicationOffice();
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    valueOf(await receive(documentId));
    valueOf(await client.applications.verify({ documentId, stepId: stepId() }));
    valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }));
    await add(admin, 'crl', 'newer.crl', listOf(at(-MINUTE), at(DAY), [employee]));
    valueOf(await client.registration.recheck({ documentId }));
    const protocol = async () => textOf(await readWhole(client, valueOf(await client.registration.makeCopy({ documentId, form: 'protocol', language: 'uk' })).sha256)).replaceAll(/\s+/g, ' ');
    expect(await protocol()).not.toContain('підтвердив заяву');
    valueOf(await rectorWindow.applications.decideForce({ documentId, stepId: stepId(), keeps: true, basis: 'Автор підтвердив заяву' }));
    const text = await protocol();
    for (const words of ['Вирішено щодо юридичної сили заяви', 'Силу збережено', 'Автор підтвердив заяву', RECTOR]) expect(text).toContain(words);
  });

  it('[VER-10] under martial law a head takes the responsibility in place of the signature; nobody below a head may', async () => {
    const { client, rectorWindow, register, receive } = await applicationOffice();
    const { documentId, registrationIndex } = await register([['Заява.pdf', await textPdf('Фотокопія заяви')]]);
    valueOf(await receive(documentId));
    expect(errorOf(await client.applications.verify({ documentId, stepId: stepId() })).message).toBe('error.application.noSignature');
    expect(errorOf(await client.applications.declare({ documentId, stepId: stepId(), talkedOn: TODAY })).message).toBe('error.application.noDeclaration');
    expect(errorOf(await rectorWindow.applications.declare({ documentId, stepId: stepId(), talkedOn: '2022-02-23' })).message).toBe('error.application.noDeclaration');
    const declared = valueOf(await rectorWindow.applications.declare({ documentId, stepId: stepId(), talkedOn: TODAY }));
    expect(declared).toMatchObject({ state: 'certified', declared: { head: { name: RECTOR }, talkedOn: TODAY }, checklist: [{ what: 'headDeclaration', present: true }] });
    for (const words of ['Персонально відповідаю за ідентифікацію', registrationIndex, EMPLOYEE]) expect(declared.declared?.words.text).toContain(words);
    expect(valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }))).toMatchObject({ state: 'accepted' });
  });

  it('[VER-05] no resolution is laid on it before it is accepted', async () => {
    const { client, rectorWindow, register, receive, order } = await applicationOffice();
    const pdf = await textPdf('Прошу надати відпустку');
    const { documentId } = await register([['Заява.pdf', pdf], ['Заява.pdf.p7s', signed(pdf, employee)]]);
    expect(errorOf(await order(documentId)).message).toBe('error.application.gate.notReceived');
    valueOf(await receive(documentId));
    expect(errorOf(await order(documentId)).message).toBe('error.application.gate.notVerified');
    valueOf(await client.applications.verify({ documentId, stepId: stepId() }));
    expect(errorOf(await order(documentId)).message).toBe('error.application.gate.notAccepted');
    valueOf(await rectorWindow.applications.accept({ documentId, stepId: stepId() }));
    valueOf(await order(documentId));
  });

  it('is no matter of other kinds', async () => {
    const { client, register } = await applicationOffice();
    const { documentId } = await register([['Записка.pdf', await textPdf('Записка')]], 'service-memo');
    expect(valueOf(await client.applications.ofDocument({ documentId })).application).toBeNull();
    expect(errorOf(await client.applications.verify({ documentId, stepId: stepId() })).message).toBe('error.application.notApplication');
  });
});
