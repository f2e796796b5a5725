import { expect, it } from 'vitest';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { founderOf, joinedDesk, type OfficeDesk, officeServer, settle } from '../../support/office-of-desks.ts';
import { decisionFor, enterDraft, handIn, participants, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { errorOf, signIn, valueOf } from '../../support/test-desk.ts';

const rowsOf = (at: OfficeDesk, table: string): unknown[] => at.rooms.store.database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();

it('[ROUTE-18] two desks without a line register the same draft whose route names no registrar: one card counts, the other stays and says so', async () => {
  const server = await officeServer();
  const [first, second] = [await founderOf(server), await joinedDesk(server, 'second')];
  const people = await participants(first, ['author', 'rector']);
  const registrar = first.client('registrar of drafts');
  await signIn(registrar);
  const { accountId } = valueOf(await registrar.session.current({})) ?? { accountId: '' };
  valueOf(await registrar.review.definePerson({ personId: null, name: 'Реєстратор', position: '', unitId: null, accountId }));
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['signer', [people['rector']?.personId ?? '']]], { signerMeans: ['handwritten'] }) }));
  const author = await windowOfPerson(first, 'author');
  const { documentId } = await enterDraft(author, { kindId: 'order-core' });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const rector = await windowOfPerson(first, 'rector');
  const evidence = await handIn(rector, 'підписаний аркуш.txt', 'скан');
  valueOf(await rector.routing.decide(decisionFor(valueOf(await rector.routing.draft({ documentId })), { means: 'handwritten', evidence })));
  for (const desk of [first, second, first]) await settle(desk);
  const other = second.client();
  await signIn(other);
  // It waits at both desks, which have what was signed before the line breaks.
  for (const desk of [first, second]) expect(rowsOf(desk, 'work_item')).toMatchObject([{ action: 'register', document_id: documentId }]);
  for (const file of [valueOf(await other.routing.draft({ documentId })).draft.main, evidence]) valueOf(await other.files.read({ sha256: file.sha256, offset: 0, length: 1 }));
  await server.stop();

  const { journals, cases } = valueOf(await registrar.registration.choices({}));
  const requisites = { ...blankRequisites({ direction: 'internal', journalId: journals.find(({ direction }) => direction === 'internal')?.journalId ?? '', kindId: 'order-core' }), subject: 'Про відрядження', author: 'Ректор', addressee: 'Усі', sheets: 1, language: 'uk' as const, caseId: cases[0]?.caseId ?? null };
  const registerAt = async (client: typeof other) => {
    const { routeId, contentSha256, round } = routeOf(valueOf(await client.routing.draft({ documentId })));
    return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId: null, requisites, signedDraft: { routeId, eventId: crypto.randomUUID(), stepId: null, round, contentSha256 } }));
  };
  const card = await registerAt(registrar);
  const twin = await registerAt(other);
  await server.start();
  for (const desk of [first, second, first]) await settle(desk);

  for (const table of ['work_item', 'route', 'route_event', 'route_person', 'draft_card', 'notification']) expect(rowsOf(first, table)).toEqual(rowsOf(second, table));
  for (const [desk, client] of [[first, registrar], [second, other]] as const) {
    expect(rowsOf(desk, 'work_item')).toEqual([]);
    const shown = valueOf(await client.routing.draft({ documentId }));
    expect(shown.cards.map((one) => [one.documentId, one.counts])).toEqual([[card.documentId, true], [twin.documentId, false]]);
    expect(routeOf(shown).history.slice(-2)).toMatchObject([{ type: 'registered', stale: null }, { type: 'registered', stale: 'alreadyRegistered' }]);
    // The other card goes to nobody, as one that a registrar's step made.
    expect(errorOf(await client.review.pass({ documentId: twin.documentId, stepId: crypto.randomUUID(), reviewerPersonId: people['rector']?.personId ?? '' })).message).toBe('error.registeredTwice');
  }
});
