import type { DraftView, TemplateRecord } from '#shared/contract/routing.ts';
import { type FakeHandlers, type FakeHoldings, notFound } from './holdings.ts';

/** Drafts of the fake desk: they are entered and changed; its office has no typical routes until one is defined, and no draft begins one. */
export function fakeRouting(held: FakeHoldings): FakeHandlers<'routing'> {
  const drafts = new Map<string, DraftView>();
  let templates: readonly TemplateRecord[] = [];
  const found = (documentId: string): DraftView => drafts.get(documentId) ?? notFound();
  const noRoute = (): never => notFound();
  const keep = (draft: DraftView): DraftView => {
    drafts.set(draft.documentId, draft);
    return draft;
  };
  return {
    'routing.templates': () => ({ templates: templates.filter(({ templateId, version }) => !templates.some((other) => other.templateId === templateId && other.version > version)) }),
    'routing.templateVersions': ({ templateId }) => ({ versions: templates.filter((one) => one.templateId === templateId) }),
    'routing.defineTemplate': ({ templateId, template }) => {
      const version = templates.filter((one) => one.templateId === templateId).length + 1;
      const made: TemplateRecord = { templateId: templateId ?? held.nextId(), version, template, confidence: null, definedAt: '2026-03-02T08:00:00.000Z', definedBy: 'Роман Реєстратор' };
      templates = [made, ...templates];
      return made;
    },
    'routing.createDraft': ({ documentId, draft }) => keep({ documentId, draft, authorPersonId: 'author', authorName: 'Роман Реєстратор', createdAt: '2026-03-02T08:00:00.000Z', mine: true, route: null }),
    'routing.changeDraft': ({ documentId, draft }) => keep({ ...found(documentId), draft }),
    'routing.drafts': () => ({ drafts: [...drafts.values()].map(({ documentId, draft, authorName, createdAt, mine }) => ({ documentId, title: draft.title, kindId: draft.kindId, urgent: draft.urgent, authorName, createdAt, phase: 'draft' as const, mine })) }),
    'routing.draft': ({ documentId }) => found(documentId),
    'routing.preview': ({ documentId }) => {
      found(documentId);
      return notFound();
    },
    'routing.start': () => notFound(),
    'routing.decide': noRoute,
    'routing.returnDraft': noRoute,
    'routing.replaceContent': noRoute,
    'routing.restart': noRoute,
    'routing.withdraw': noRoute,
  };
}
