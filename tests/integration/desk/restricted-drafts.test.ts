import { describe, expect, it } from 'vitest';
import { RESTRICTED_STREAM } from '#shared/sync/operation.ts';
import { compareWithLog, rebuildProjections } from '../../../src-main/store/projections/rebuild.ts';
import { decisionFor, enterDraft, handIn, keyFileOf, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, openTestDesk, PASSWORD, setUpOffice, signIn, type TestDesk, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';

const TITLE = 'Про службову перевірку';
const BASIS = { title: 'Наказ про виконання обов’язків', number: '15-к', date: '2026-03-01' };

async function office() {
  const test = await openTestDesk({ environment: testEnvironment('2026-03-02T04:00:00.000Z') });
  await setUpOffice(test.client());
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'chief', 'lawyer', 'rector', 'stranger']);
  const idOf = (login: string): string => people[login]?.personId ?? '';
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [idOf('chief')]], ['signer', [idOf('rector')]]], { signerMeans: ['signature', 'password'] }) }));
  const at = (login: string) => windowOfPerson(test, login);
  const author = await at('author');
  const start = async (documentId: string) => valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const decide = async (login: string, documentId: string, given: Parameters<typeof decisionFor>[1] = {}) => {
    const client = await at(login);
    return valueOf(await client.routing.decide(decisionFor(valueOf(await client.routing.draft({ documentId })), given)));
  };
  return { test, registrar, author, idOf, at, start, decide };
}

/** Operations of a stream that name the draft or tell its title, by kind. */
function tellOf({ rooms }: TestDesk, documentId: string, stream: string): string[] {
  const rows = rooms.store.database.prepare('SELECT kind, stream, CAST(body AS TEXT) AS body FROM operation ORDER BY place').all() as { kind: string; stream: string; body: string }[];
  return rows.filter((row) => row.stream === stream && (row.body.includes(documentId) || row.body.includes(TITLE))).map(({ kind }) => kind);
}

describe('a draft of restricted access', () => {
  it('[SEC-22] and all that happens on its routes are written in the stream of restricted documents alone', async () => {
    const { test, author, at, start, decide } = await office();
    const { documentId, draft } = await enterDraft(author, { title: TITLE, restricted: true });
    valueOf(await author.routing.changeDraft({ documentId, draft: { ...draft, urgent: true } }));
    await start(documentId);
    const chief = await at('chief');
    const waiting = decisionFor(valueOf(await chief.routing.draft({ documentId })));
    const { routeId } = waiting;
    valueOf(await chief.routing.returnDraft({ routeId, eventId: crypto.randomUUID(), stepId: waiting.stepId, round: waiting.round, contentSha256: waiting.contentSha256, reason: TITLE }));
    valueOf(await author.routing.restart({ routeId, eventId: crypto.randomUUID(), round: 1, chosenStepIds: [] }));
    const again = decisionFor(valueOf(await chief.routing.draft({ documentId })));
    valueOf(await chief.routing.sign({ routeId, eventId: again.eventId, stepId: again.stepId, round: again.round, contentSha256: again.contentSha256, note: '', key: keyFileOf('chief') }));
    const signed = await decide('rector', documentId, { means: 'password', password: PASSWORD });
    const [first] = signed.signatures;
    valueOf(await author.routing.makeProtocol({ documentId, eventId: first?.eventId ?? '', protocolId: crypto.randomUUID(), language: 'uk' }));
    expect(routeOf(signed).phase).toBe('completed');
    expect(tellOf(test, documentId, RESTRICTED_STREAM)).toEqual(['draftDocument.created', 'draftDocument.changed', 'route.started', 'route.returned', 'route.restarted', 'route.stepDecided', 'signature.made', 'route.stepDecided', 'simpleSignature.made', 'draftDocument.protocolMade']);
    expect(tellOf(test, documentId, 'main')).toEqual([]);
    const { store } = test.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
    await rebuildProjections(store.database, store.log, async () => undefined);
    expect(valueOf(await author.routing.draft({ documentId })).draft).toMatchObject({ restricted: true, urgent: true });
  });

  it('[SEC-22] its withdrawal and its new content go the same way, and an open draft goes to all desks as ever', async () => {
    const { test, author, at, start } = await office();
    const { documentId } = await enterDraft(author, { title: TITLE, restricted: true });
    const { routeId, round } = routeOf(await start(documentId));
    const chief = await at('chief');
    const waiting = decisionFor(valueOf(await chief.routing.draft({ documentId })));
    valueOf(await chief.routing.returnDraft({ routeId, eventId: crypto.randomUUID(), stepId: waiting.stepId, round, contentSha256: waiting.contentSha256, reason: 'без кошторису' }));
    valueOf(await author.routing.replaceContent({ routeId, eventId: crypto.randomUUID(), round, content: await handIn(author, 'проєкт-2.docx', 'інший текст'), chosenStepIds: [] }));
    expect(valueOf(await author.routing.draft({ documentId })).draft.restricted).toBe(true);
    valueOf(await author.routing.withdraw({ routeId, eventId: crypto.randomUUID(), reason: 'не потрібно' }));
    expect(tellOf(test, documentId, 'main')).toEqual([]);
    expect(tellOf(test, documentId, RESTRICTED_STREAM)).toEqual(['draftDocument.created', 'route.started', 'route.returned', 'route.contentReplaced', 'route.withdrawn']);
    const open = await enterDraft(author, { title: 'Про відрядження', restricted: false });
    expect(open.draft).not.toHaveProperty('restricted');
    expect(tellOf(test, open.documentId, 'main')).toEqual(['draftDocument.created']);
    expect(new Map(valueOf(await author.routing.drafts({})).drafts.map(({ title, restricted }) => [title, restricted]))).toEqual(new Map([['Про відрядження', false], [TITLE, true]]));
  });

  it('[SEC-22] is seen by those on its route, and by a stranger nowhere', async () => {
    const { author, registrar, at, start } = await office();
    const { documentId, draft } = await enterDraft(author, { title: TITLE, restricted: true });
    await start(documentId);
    const chief = await at('chief');
    expect(valueOf(await chief.routing.drafts({})).drafts).toMatchObject([{ documentId, title: TITLE, restricted: true }]);
    expect(valueOf(await chief.startPage.mine({})).items).toMatchObject([{ documentId, subject: TITLE }]);
    expect(valueOf(await chief.notifications.mine({})).notices).toMatchObject([{ documentId, subject: TITLE }]);
    valueOf(await chief.files.read({ sha256: draft.main.sha256, offset: 0, length: 1 }));
    // The registrar may read restricted cards; a draft is none yet.
    for (const client of [await at('stranger'), registrar]) {
      expect(valueOf(await client.routing.drafts({})).drafts).toEqual([]);
      expect(errorOf(await client.routing.draft({ documentId })).message).toBe('error.draftNotFound');
      expect(valueOf(await client.startPage.mine({})).items).toEqual([]);
      expect(valueOf(await client.notifications.mine({})).notices).toEqual([]);
      expect(errorOf(await client.files.read({ sha256: draft.main.sha256, offset: 0, length: 1 })).message).toBe('error.fileNotFound');
    }
    expect(valueOf(await registrar.search.page({ text: 'перевірку' })).rows).toEqual([]);
  });

  it('[SEC-22] a deputy reads it while he may act, and afterwards his notice tells its title no more', async () => {
    const { author, registrar, idOf, at, start } = await office();
    const delegationId = crypto.randomUUID();
    valueOf(await registrar.structure.grantDelegation({ delegationId, principalPersonId: idOf('chief'), deputyPersonId: idOf('lawyer'), capacity: 'deputy', basis: BASIS, actions: ['approve'], kindIds: null, journalIds: null, fromDay: '2026-03-01', untilDay: null }));
    const { documentId } = await enterDraft(author, { title: TITLE, restricted: true });
    await start(documentId);
    const lawyer = await at('lawyer');
    const told = async () => valueOf(await lawyer.notifications.mine({})).notices.filter((notice) => notice.documentId === documentId).map(({ subject }) => subject);
    expect(valueOf(await lawyer.routing.draft({ documentId })).draft.title).toBe(TITLE);
    expect(await told()).toEqual([TITLE]);
    valueOf(await registrar.structure.removeDelegation({ delegationId }));
    expect(errorOf(await lawyer.routing.draft({ documentId })).message).toBe('error.draftNotFound');
    expect(await told()).toEqual([null]);
  });

  it('[SEC-22] is one by its kind too, and access is not changed once it is entered', async () => {
    const { author, registrar } = await office();
    const { kinds } = valueOf(await registrar.registration.choices({}));
    const [kind, other] = kinds.filter(({ transitional }) => !transitional);
    if (kind === undefined || other === undefined) throw new Error('the office has two kinds');
    const open = await enterDraft(author, { kindId: other.kindId });
    valueOf(await registrar.directories.defineKind({ kind: { ...kind, access: 'restricted' }, basisOrder: 'наказ № 17 від 01.03.2026' }));
    const made = await enterDraft(author, { kindId: kind.kindId, title: TITLE });
    expect(made.draft.restricted).toBe(true);
    const change = async ({ documentId, draft }: typeof made, changes: Partial<typeof draft>) => author.routing.changeDraft({ documentId, draft: { ...draft, ...changes } });
    for (const refused of [await change(made, { restricted: false }), await change(open, { restricted: true }), await change(open, { kindId: kind.kindId })]) expect(errorOf(refused)).toMatchObject({ code: 'refused', message: 'error.draftAccessStays' });
    expect(valueOf(await change(made, { kindId: other.kindId })).draft).toMatchObject({ kindId: other.kindId, restricted: true });
    expect(valueOf(await change(open, { title: 'Про відпустку' })).draft).not.toHaveProperty('restricted');
  });
});
