import { describe, expect, it } from 'vitest';
import type { Client } from '#shared/rpc/client.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { decisionFor, type Draft, DRAFT_TEXT, enterDraft, handIn, handInSignature, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

/** A draft with an estimate beside its text, which the chief approves, the rector signs and the registrar registers. */
async function office() {
  const test = await openTestDesk({ environment: testEnvironment('2026-03-06T10:00:00.000Z') });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'chief', 'rector', 'other']);
  const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
  const { personId } = valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: 'документознавець', unitId: null, accountId }));
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [people['chief']?.personId ?? '']], ['signer', [people['rector']?.personId ?? '']], ['registrar', [personId]]]) }));
  const author = await windowOfPerson(test, 'author');
  const { kinds, journals, cases } = valueOf(await registrar.registration.choices({}));
  const kindId = kinds.find(({ directions, transitional }) => directions.includes('internal') && !transitional)?.kindId ?? '';
  const estimate = await handIn(author, 'кошторис.xlsx', 'кошторис: 100');
  const { documentId } = await enterDraft(author, { kindId, annexes: [estimate] });
  const start = async () => valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const seen = async (client: Client): Promise<Draft> => valueOf(await client.routing.draft({ documentId }));
  const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Усі', correspondent: 'Університет', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
  return { test, registrar, author, documentId, estimate, start, seen, requisites, chief: await windowOfPerson(test, 'chief'), rector: await windowOfPerson(test, 'rector') };
}

describe('a draft with annexes', () => {
  it('[ROUTE-10] [SIGN-06] is approved and signed as a whole: each decision names its annexes by name and hash, and all files come to the card', async () => {
    const { test, registrar, author, documentId, estimate, start, seen, requisites, chief, rector } = await office();
    expect(routeOf(await start()).annexes).toEqual([estimate]);
    valueOf(await chief.files.read({ sha256: estimate.sha256, offset: 0, length: 1 }));
    // A window that knows of the main file alone, or that has another annex before it, decides nothing.
    const approval = decisionFor(await seen(chief));
    for (const annexes of [[], [{ ...estimate, fileName: 'інший.xlsx' }], [{ ...estimate, sha256: 'a'.repeat(64) }]]) expect(errorOf(await chief.routing.decide({ ...approval, annexes })).message).toBe('error.route.contentChanged');
    valueOf(await chief.routing.decide({ ...approval, annexes: [estimate] }));
    const evidence = await handInSignature(rector, 'rector', 'наказ.p7s', DRAFT_TEXT);
    const signing = decisionFor(await seen(rector), { means: 'signature', evidence });
    expect(errorOf(await rector.routing.decide(signing)).message).toBe('error.route.contentChanged');
    valueOf(await rector.routing.decide({ ...signing, annexes: [estimate] }));
    const { store } = test.rooms;
    const decided = store.log.ofEntity(documentId).filter(({ kind }) => kind === 'route.stepDecided').map(({ payload }) => (payload as { event: { annexes?: unknown } }).event.annexes);
    expect(decided).toEqual([[estimate], [estimate]]);

    const route = routeOf(await seen(registrar));
    const step = route.stages.flatMap(({ steps }) => steps).find(({ role }) => role === 'registrar');
    const signedDraft = { routeId: route.routeId, eventId: crypto.randomUUID(), stepId: step?.stepId ?? '', round: 1, contentSha256: route.contentSha256 };
    expect(errorOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft })).message).toBe('error.route.contentChanged');
    const card = valueOf(await registrar.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { ...signedDraft, annexes: route.annexes } }));
    expect(card.files.map(({ fileName, role }) => [fileName, role])).toEqual([['проєкт.docx', 'main'], ['кошторис.xlsx', 'attachment'], ['наказ.p7s', 'signature']]);
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    const before = await seen(author);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(await seen(author)).toEqual(before);
    expect((await checkIntegrity(store, { signal: new AbortController().signal, onProgress: () => undefined })).problems).toEqual([]);
  });

  it('[ROUTE-02] gets a new set with a new version: an annex alone may change, approvals of the former set are asked anew, and who saw the former one decides nothing', async () => {
    const { author, estimate, start, seen, chief } = await office();
    await start();
    const former = { ...decisionFor(await seen(chief)), annexes: [estimate] };
    const { routeId, stepId, round, contentSha256 } = former;
    expect(errorOf(await chief.routing.returnDraft({ routeId, eventId: crypto.randomUUID(), stepId, round, contentSha256, reason: 'не той кошторис' })).message).toBe('error.route.contentChanged');
    valueOf(await chief.routing.returnDraft({ routeId, eventId: crypto.randomUUID(), stepId, round, contentSha256, annexes: [estimate], reason: 'не той кошторис' }));
    const { draft } = await seen(author);
    const again = { routeId, round, content: draft.main, chosenStepIds: [] };
    expect(errorOf(await author.routing.replaceContent({ ...again, eventId: crypto.randomUUID(), annexes: [estimate] })).message).toBe('error.route.sameContent');
    const mended = await handIn(author, 'кошторис.xlsx', 'кошторис: 200');
    const replaced = valueOf(await author.routing.replaceContent({ ...again, eventId: crypto.randomUUID(), annexes: [mended] }));
    expect(replaced.draft).toMatchObject({ main: draft.main, annexes: [mended] });
    expect(routeOf(replaced).annexes).toEqual([mended]);
    expect(errorOf(await chief.routing.decide(former)).message).toBe('error.route.contentChanged');
    const { round: newest } = decisionFor(await seen(chief));
    valueOf(await chief.routing.decide({ ...former, eventId: crypto.randomUUID(), round: newest, annexes: [mended] }));
    // What was approved first is still read by those who decided on it.
    valueOf(await chief.files.read({ sha256: estimate.sha256, offset: 0, length: 1 }));
  });

  it('takes no annex that nobody handed in, and keeps a draft of one file as it always was', async () => {
    const { test, author } = await office();
    const { kindId, ...content } = (await enterDraft(author)).draft;
    expect(content).not.toHaveProperty('annexes');
    const other = await windowOfPerson(test, 'other');
    const secret = await handIn(author, 'таємне.txt', 'чуже');
    const main = await handIn(other, 'своє.txt', 'своє');
    expect(errorOf(await other.routing.createDraft({ documentId: crypto.randomUUID(), draft: { ...content, kindId, main, annexes: [secret] } })).message).toBe('error.fileNotFound');
  });
});
