import { type MethodOutput, Refusal } from '#shared/contract/index.ts';
import type { DraftContent, DraftView, TemplateRecord } from '#shared/contract/routing.ts';
import { decideOnRoute, type RouteCommand } from '#shared/domain/routes/commands.ts';
import type { RouteEvent } from '#shared/domain/routes/events.ts';
import { type Resolution, resolveRoute } from '#shared/domain/routes/resolve.ts';
import { executorsOfRoute, proposedExecutors } from '#shared/domain/routes/route-executors.ts';
import { routeSignatures } from '#shared/domain/routes/route-signatures.ts';
import { applyEvent, awaitsRegistration, replayRoute, type RunningRoute } from '#shared/domain/routes/running-route.ts';
import { templateProblems } from '#shared/domain/routes/template.ts';
import { viewOfRoute } from '../../../src-main/routing/route-view.ts';
import { PDF_SHA } from './data.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';
import { demandFakeKey } from './signing.ts';
import type { FakeRoutingOptions, SeededDraft } from './routing-scenes.ts';

const NOW = '2026-03-05T09:00:00.000Z';
type Held = SeededDraft;
type Asked<Command> = Command extends RouteCommand ? Omit<Command, 'commandId' | 'at'> : never;

/** Drafts of the fake desk on the real machine of routes; the first of its people sits at the window. */
export function fakeRouting(held: FakeHoldings, { people = [{ personId: 'author', name: 'Роман Реєстратор', position: '' }], templates: first = [], drafts: seeded = [] }: FakeRoutingOptions = {}, sized: (file: DraftContent['main']) => DraftContent['main'] = (file) => file): FakeHandlers<'routing'> {
  const drafts = new Map<string, Held>(seeded.map((one) => [one.documentId, one]));
  const signedHere = new Set<string>();
  const protocols = new Map<string, DraftView['signatures'][number]['protocols']>();
  let templates: readonly TemplateRecord[] = first;
  const acting = { personIds: people.slice(0, 1).map(({ personId }) => personId), mayActFor: () => false };
  const [me] = people;
  const nameOf = (personId: string): string => people.find((person) => person.personId === personId)?.name ?? personId;
  const found = (documentId: string): Held => drafts.get(documentId) ?? notFound();
  const stateOf = ({ events, cards: [card] = [] }: Held): RunningRoute | null => {
    const state = replayRoute(events.map((event) => ({ event })));
    if (state === null || card === undefined || !awaitsRegistration(state)) return state;
    return applyEvent(state, { type: 'registered', eventId: card.documentId, routeId: state.routeId, at: NOW, byPersonId: me?.personId ?? '', contentSha256: state.contentSha256, annexes: state.annexes, cardId: card.documentId });
  };
  const newest = (): TemplateRecord[] => templates.filter(({ templateId, version }) => !templates.some((other) => other.templateId === templateId && other.version > version));

  function view(one: Held): DraftView {
    const state = stateOf(one);
    const route = state === null ? null : viewOfRoute(state, { acting, now: NOW, nameOf, timestampOf: (eventId) => (signedHere.has(eventId) ? 'pending' : null), evenSplit: () => [], timeliness: (dueAt, endedAt) => (endedAt !== null ? 'executedInTime' : dueAt < NOW ? 'overdue' : dueAt < '2026-03-06' ? 'dueToday' : 'inTime') });
    return { documentId: one.documentId, draft: { ...one.draft, main: sized(one.draft.main) }, authorPersonId: one.authorPersonId, authorName: nameOf(one.authorPersonId), createdAt: '2026-03-02T08:00:00.000Z', mine: one.authorPersonId === me?.personId, route, cards: [...(one.cards ?? [])], signatures: routeSignatures(state === null ? [] : [state]).map(({ eventId, names, personName, byPersonId, onBehalf, at, means, signature, stands }) => ({ eventId, names, personName, takenBy: onBehalf ? nameOf(byPersonId) : personName, onBehalf, at, means, verdict: signature?.verdict ?? null, stands, protocols: [...(protocols.get(eventId) ?? [])] })) };
  }
  function keep(one: Held): DraftView {
    drafts.set(one.documentId, one);
    held.changed(['cards']);
    return view(one);
  }
  function resolved({ authorPersonId, draft }: Held, templateId: string): Resolution {
    const { template } = newest().find((record) => record.templateId === templateId) ?? notFound();
    const { concerns, executorPersonIds, responsibleUnitIds, signerPersonId, keptAsPaperCopy } = draft;
    return resolveRoute(template, { authorPersonId, concerns, executorPersonIds, responsibleUnitIds, signerPersonId, keptAsPaperCopy, transitional: false }, { structure: { headPersonId: null, units: [], people: people.map(({ personId }) => ({ personId, unitId: null })) }, people, units: [] });
  }
  function act(routeId: string, commandId: string, asked: Asked<RouteCommand>, draft: (before: DraftContent) => DraftContent = (before) => before): DraftView {
    const one = [...drafts.values()].find(({ events }) => events.some((event) => event.routeId === routeId)) ?? notFound();
    const state = stateOf(one) ?? notFound();
    const answer = decideOnRoute(state, { ...asked, commandId, at: NOW }, acting);
    if ('refusal' in answer) throw new Refusal('refused', `error.route.${answer.refusal}`);
    return keep({ ...one, draft: draft(one.draft), events: [...one.events, ...answer.events] });
  }
  const file = ({ sha256, fileName }: { readonly sha256: string; readonly fileName: string }) => ({ sha256, fileName, size: 1024 });

  return {
    'routing.templates': () => ({ templates: newest() }),
    'routing.templateVersions': ({ templateId }) => ({ versions: templates.filter((one) => one.templateId === templateId) }),
    'routing.defineTemplate': ({ templateId, template }): MethodOutput<'routing.defineTemplate'> => {
      const problems = templateProblems(template);
      if (problems.length > 0) throw new Refusal('refused', 'error.routeTemplateUnusable', {}, problems.map(({ problem, stage, stepId }) => ({ path: ['stages', stage, stepId].filter((part) => part !== null).join('.'), message: `routing.problem.${problem}` })));
      const version = Math.max(0, ...templates.filter((one) => one.templateId === templateId).map((one) => one.version)) + 1;
      const made: TemplateRecord = { templateId: templateId ?? held.nextId(), version, template, confidence: null, definedAt: NOW, definedBy: me?.name ?? '' };
      templates = [made, ...templates];
      held.changed(['cards']);
      return made;
    },
    'routing.people': () => ({ people: people.map((person) => ({ ...person })) }),
    'routing.createDraft': ({ documentId, draft }) => keep({ documentId, draft, authorPersonId: me?.personId ?? '', events: [] }),
    'routing.changeDraft': ({ documentId, draft }) => keep({ ...found(documentId), draft }),
    'routing.drafts': () => ({ drafts: [...drafts.values()].map(view).map(({ documentId, draft, authorName, createdAt, mine, route }) => ({ documentId, title: draft.title, kindId: draft.kindId, urgent: draft.urgent, restricted: draft.restricted === true, authorName, createdAt, phase: route?.phase ?? 'draft', mine })) }),
    'routing.draft': ({ documentId }) => view(found(documentId)),
    'routing.ofCard': ({ documentId }) => {
      const one = [...drafts.values()].find(({ cards }) => cards?.some((card) => card.documentId === documentId));
      const shown = one === undefined ? null : view(one);
      return shown === null || shown.route === null ? null : { draftId: shown.documentId, counts: shown.cards.some((card) => card.documentId === documentId && card.counts), route: shown.route };
    },
    'routing.execution': ({ routeId }): MethodOutput<'routing.execution'> => {
      const one = [...drafts.values()].find(({ events }) => events.some((event) => event.routeId === routeId)) ?? notFound();
      const state = stateOf(one) ?? notFound();
      return { executorPersonIds: [...proposedExecutors(state, one.draft, () => null)], toHead: one.draft.kindId === 'memo', headPersonId: people.at(-1)?.personId ?? null, demanded: executorsOfRoute(state).length > 0 };
    },
    'routing.preview': ({ documentId, templateId }) => {
      const { route, obstacles } = resolved(found(documentId), templateId);
      return { route, obstacles: [...obstacles], dueAt: '2026-03-10T15:00:00.000Z', evenSplit: [] };
    },
    'routing.start': ({ documentId, routeId, eventId, templateId }) => {
      const one = found(documentId);
      const { route } = resolved(one, templateId);
      if (route === null) return notFound();
      const started: RouteEvent = { type: 'started', eventId, routeId, documentId, at: NOW, byPersonId: one.authorPersonId, route, contentSha256: one.draft.main.sha256, annexes: one.draft.annexes, urgent: one.draft.urgent, dueAt: '2026-03-10T15:00:00.000Z', calendarVersion: '1' };
      return keep({ ...one, events: [started] });
    },
    'routing.decide': ({ routeId, eventId, password, evidence, ...asked }) => {
      if (asked.means === 'password' && password !== 'right') throw new Refusal('refused', 'error.routePasswordNeeded');
      return act(routeId, eventId, { command: 'decide', ...asked, evidence: evidence === null ? null : file(evidence), signature: asked.means === 'signature' ? { verdict: 'passed', signers: [me?.name ?? ''] } : null });
    },
    'routing.sign': ({ routeId, eventId, key, ...asked }) => {
      demandFakeKey(key);
      signedHere.add(eventId);
      return act(routeId, eventId, { command: 'decide', ...asked, means: 'signature', evidence: file({ sha256: 'e6'.repeat(32), fileName: 'project.pdf.p7s' }), signature: { verdict: 'passed', signers: [me?.name ?? ''] } });
    },
    'routing.returnDraft': ({ routeId, eventId, ...asked }) => act(routeId, eventId, { command: 'return', ...asked }),
    'routing.replaceContent': ({ routeId, eventId, content, annexes = [], ...asked }) => act(routeId, eventId, { command: 'replaceContent', ...asked, content: file(content), annexes: annexes.map(file) }, (before) => ({ ...before, main: file(content), annexes: annexes.map(file) })),
    'routing.restart': ({ routeId, eventId, ...asked }) => act(routeId, eventId, { command: 'restart', ...asked }),
    'routing.withdraw': ({ routeId, eventId, reason }) => act(routeId, eventId, { command: 'withdraw', reason }),
    'routing.makeProtocol': ({ documentId, eventId, protocolId }) => {
      protocols.set(eventId, [{ protocolId, file: { sha256: PDF_SHA, size: 1024, fileName: 'Validation_Report_1.pdf' }, verdict: 'passed', checkedAt: NOW, madeBy: me?.name ?? '' }, ...(protocols.get(eventId) ?? [])]);
      return keep(found(documentId));
    },
  };
}
