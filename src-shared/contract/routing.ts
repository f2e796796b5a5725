import { z } from 'zod';
import { TIMELINESS } from '../domain/execution.ts';
import { ROUTE_ACTIONS } from '../domain/routes/commands.ts';
import { STEP_MEANS } from '../domain/routes/means.ts';
import { ROUTE_OBSTACLES } from '../domain/routes/resolve.ts';
import { ROUTE_PHASES, ROUTE_REFUSALS, STEP_STATES } from '../domain/routes/running-route.ts';
import { APPROVAL_MODES, DRAFT_CONCERNS, RESTART_RULES, SIGNER_MEANS, SIGNING_PROFILES, STEP_ROLES } from '../domain/routes/template.ts';
import { day, fileName, id, instant, language, nothing, password, sha256 } from './common.ts';
import { method } from './define.ts';
import { proposedExecution } from './draft-execution.ts';
import { signingKey, TIMESTAMP_STATES } from './signing.ts';

/** Names of steps and stages are those of packs and of offices, so they have more than the words of one language. */
const names = z.partialRecord(language, z.string().trim().min(1).max(300));
const words = z.array(z.string().trim().min(1).max(300)).min(1).max(30).readonly();
const when = z.array(z.enum(DRAFT_CONCERNS)).max(DRAFT_CONCERNS.length).readonly();
/** A step's own id; `#` parts it from the place of a person where several take it. */
const templateStepId = z.string().regex(/^[^#\s]+$/).max(60);
const stepId = z.string().min(1).max(70);
const templateId = z.string().min(1).max(60);

const taker = z.discriminatedUnion('by', [
  z.object({ by: z.literal('person'), personId: z.string() }),
  z.object({ by: z.literal('position'), positions: words }),
  z.object({ by: z.literal('positionInAuthorUnit'), positions: words }),
  z.object({ by: z.literal('unitHead'), unitId: z.string() }),
  z.object({ by: z.literal('namedUnitHead'), unitNames: words }),
  z.object({ by: z.enum(['author', 'authorUnitHead', 'headAboveAuthorUnit', 'namedSigner', 'namedExecutors', 'responsibleUnitHeads', 'coordinator', 'officeHead']) }),
]);

export const routeTemplate = z.object({
  names,
  stages: z
    .array(z.object({ names, when, steps: z.array(z.object({ stepId: templateStepId, role: z.enum(STEP_ROLES), names, taker, when, mayBeNobody: z.boolean() })).max(30).readonly() }))
    .max(30)
    .readonly(),
  approval: z.enum(APPROVAL_MODES),
  signing: z.enum(SIGNING_PROFILES),
  signerMeans: z.array(z.enum(SIGNER_MEANS)).max(SIGNER_MEANS.length).readonly(),
  restart: z.enum(RESTART_RULES),
});

export const routeFile = z.object({ sha256, size: z.number().int().nonnegative(), fileName });

/** Files beside the content of a draft, each by its name. */
const annexes = z.array(routeFile).max(50).readonly();

/** A draft as its author tells it: what it is, what it touches and whom it names (ROUTE-01, ROUTE-08). */
export const draftContent = z.object({
  kindId: z.string().min(1).max(60),
  title: z.string().trim().min(1).max(1000),
  urgent: z.boolean(),
  concerns: when,
  keptAsPaperCopy: z.boolean(),
  executorPersonIds: z.array(z.string()).max(100).readonly(),
  responsibleUnitIds: z.array(z.string()).max(100).readonly(),
  signerPersonId: z.string().nullable(),
  main: routeFile,
  /** Absent: a draft of one file. */
  annexes: annexes.optional(),
  /** Absent: access is not limited. Said when the draft is entered, and never changed (SEC-22). */
  restricted: z.boolean().optional(),
});
export type DraftContent = z.output<typeof draftContent>;

const concreteStep = z.object({ stepId, role: z.enum(STEP_ROLES), names, personId: z.string(), personName: z.string(), means: z.array(z.enum(STEP_MEANS)).readonly() });
const leftOutStep = z.object({ stepId, names, reason: z.enum(['notConcerned', 'nobodyNamed']) });
export const concreteRoute = z.object({
  stages: z.array(z.object({ names, steps: z.array(concreteStep).readonly() })).readonly(),
  leftOut: z.array(leftOutStep).readonly(),
  restart: z.enum(RESTART_RULES),
  signing: z.enum(SIGNING_PROFILES),
});

/** What a protocol of a step says in one word; null: a password, whose record is whole. */
export const protocolVerdict = z.enum(['passed', 'undetermined', 'failed']).nullable();

const eventBase = { eventId: z.string(), routeId: z.string(), at: instant, byPersonId: z.string() };
const chosenStepIds = z.array(stepId).max(900).readonly();
const reason = z.string().trim().min(1).max(4000);
const round = z.number().int().positive();

const stepSignature = z.object({ verdict: z.enum(['passed', 'undetermined']), signers: z.array(z.string()).readonly() });

export const routeStarted = z.object({ type: z.literal('started'), ...eventBase, documentId: z.string(), route: concreteRoute, contentSha256: sha256, annexes: annexes.optional(), urgent: z.boolean(), dueAt: instant, calendarVersion: z.string() });
export const stepDecided = z.object({ type: z.literal('decided'), ...eventBase, stepId, round, contentSha256: sha256, annexes: annexes.optional(), means: z.enum(STEP_MEANS), onBehalf: z.boolean(), evidence: routeFile.nullable(), signature: stepSignature.nullable(), note: z.string().trim().max(4000), cardId: z.string().optional() });
export const routeReturned = z.object({ type: z.literal('returned'), ...eventBase, stepId, round, contentSha256: sha256, annexes: annexes.optional(), onBehalf: z.boolean(), reason });
export const contentReplaced = z.object({ type: z.literal('contentReplaced'), ...eventBase, round, content: routeFile, annexes: annexes.optional(), chosenStepIds });
export const routeRestarted = z.object({ type: z.literal('restarted'), ...eventBase, round, chosenStepIds });
export const routeWithdrawn = z.object({ type: z.literal('withdrawn'), ...eventBase, reason });
const executorsReached = z.object({ type: z.literal('reached'), ...eventBase, cardId: z.string(), personIds: z.array(z.string()).readonly(), replacesOthers: z.boolean().optional() });
export const draftRegistered = z.object({ type: z.literal('registered'), ...eventBase, contentSha256: sha256, annexes: annexes.optional(), cardId: z.string() });
export const routeEvent = z.discriminatedUnion('type', [routeStarted, stepDecided, routeReturned, contentReplaced, routeRestarted, routeWithdrawn, executorsReached, draftRegistered]);

/** A typical route; version 0 is the country's, the office's own count from 1 (ROUTE-06). */
const templateRecord = z.object({ templateId, version: z.number().int().nonnegative(), template: routeTemplate, confidence: z.enum(['seen', 'general', 'doubtful']).nullable(), definedAt: instant.nullable(), definedBy: z.string().nullable() });
export type TemplateRecord = z.output<typeof templateRecord>;

/** A step as it stands; `mine`: the person who asks takes it, `own`: himself and not on behalf; `timestamp`: of a signature that was made here. */
const stepView = concreteStep.extend({ round: z.number().int(), state: z.enum(STEP_STATES), openedAt: instant.nullable(), decidedAt: instant.nullable(), decidedBy: z.string().nullable(), onBehalf: z.boolean(), usedMeans: z.enum(STEP_MEANS).nullable(), evidence: routeFile.nullable(), signature: stepSignature.nullable(), timestamp: z.enum(TIMESTAMP_STATES).nullable(), note: z.string(), mine: z.boolean(), own: z.boolean(), action: z.enum(ROUTE_ACTIONS) });
/** `replaced`: executors whose steps gave way to whoever was named instead. */
const historyView = z.object({ eventId: z.string(), type: z.enum(['started', 'decided', 'returned', 'contentReplaced', 'restarted', 'withdrawn', 'reached', 'registered']), at: instant, byName: z.string(), stepNames: names.nullable(), text: z.string(), replaced: z.array(z.string()), stale: z.enum(ROUTE_REFUSALS).nullable() });

export const routeView = z.object({
  routeId: z.string(),
  phase: z.enum(ROUTE_PHASES),
  round,
  contentSha256: sha256,
  annexes,
  urgent: z.boolean(),
  /** End of the approval as a whole; no single stage is late by it (X8). */
  dueAt: instant,
  /** How the approval stands to its term, or how it ended; null where the route asks nobody to approve, or was withdrawn. */
  timeliness: z.enum(TIMELINESS).nullable(),
  /** When each stage of approval would end if the term were shared evenly: a hint. */
  evenSplit: z.array(instant),
  restart: z.enum(RESTART_RULES),
  returnedReason: z.string().nullable(),
  /** Signed, and no step says who registers it: whoever may (ROUTE-18). */
  awaitsRegistration: z.boolean(),
  stages: z.array(z.object({ names, steps: z.array(stepView) })),
  leftOut: z.array(leftOutStep).readonly(),
  history: z.array(historyView),
});
export type RouteView = z.output<typeof routeView>;

/** A card as which the draft was registered; `counts`: the one that stands as its card, where two desks registered it at once. */
const cardOfDraft = z.object({ documentId: id, registrationIndex: z.string(), registrationDate: day, counts: z.boolean() });
export type CardOfDraft = z.output<typeof cardOfDraft>;

/** A protocol of the check of one signature, as it was made; `verdict` null: a password, whose record is whole. */
const draftProtocol = z.object({ protocolId: id, file: routeFile, verdict: protocolVerdict, checkedAt: instant, madeBy: z.string() });
export type DraftProtocol = z.output<typeof draftProtocol>;
/** A signature that was laid on a route of the draft, also on a former version: whose, when, by what, and its protocols, the newest first (VER-07). */
const draftSignature = z.object({ eventId: z.string(), names, personName: z.string(), takenBy: z.string(), onBehalf: z.boolean(), at: instant, means: z.enum(['signature', 'password']), verdict: z.enum(['passed', 'undetermined']).nullable(), stands: z.boolean(), protocols: z.array(draftProtocol) });
export type DraftSignatureView = z.output<typeof draftSignature>;

const draftView = z.object({ documentId: id, draft: draftContent, authorPersonId: z.string(), authorName: z.string(), createdAt: instant, mine: z.boolean(), route: routeView.nullable(), cards: z.array(cardOfDraft), signatures: z.array(draftSignature) });
export type DraftView = z.output<typeof draftView>;

const obstacle = z.object({ stepId, names, obstacle: z.enum(ROUTE_OBSTACLES), personIds: z.array(z.string()).readonly() });
const onRoute = { routeId: id, eventId: id };

export const routing = {
  /** Newest version of each typical route: the country's and the office's. */
  templates: method('signed-in', nothing, z.object({ templates: z.array(templateRecord) })),
  /** All versions of one, the newest first (ROUTE-06). */
  templateVersions: method('signed-in', z.object({ templateId }), z.object({ versions: z.array(templateRecord) })),
  /** A new version; null: a new template. A template with problems is refused with all of them. */
  defineTemplate: method('directory.edit', z.object({ templateId: templateId.nullable(), template: routeTemplate }), templateRecord),
  /** People of the office whom a draft may name. */
  people: method('card.readOwn', nothing, z.object({ people: z.array(z.object({ personId: z.string(), name: z.string(), position: z.string() })) })),
  /** `documentId` makes a repeated call harmless. */
  createDraft: method('card.readOwn', z.object({ documentId: id, draft: draftContent }), draftView),
  /** While no route runs. */
  changeDraft: method('card.readOwn', z.object({ documentId: id, draft: draftContent }), draftView),
  /** Drafts of the person who asks and those that come to him. */
  drafts: method('card.readOwn', nothing, z.object({ drafts: z.array(z.object({ documentId: id, title: z.string(), kindId: z.string(), urgent: z.boolean(), restricted: z.boolean(), authorName: z.string(), createdAt: instant, phase: z.enum(['draft', ...ROUTE_PHASES]), mine: z.boolean() })) })),
  draft: method('card.readOwn', z.object({ documentId: id }), draftView),
  /** The route by which a card was approved and signed; null: it came of no draft. `draftId`: null where the person may not read the draft. */
  ofCard: method('card.readOwn', z.object({ documentId: id }), z.object({ draftId: id.nullable(), counts: z.boolean(), route: routeView }).nullable()),
  /** Whom the card of a signed draft is proposed to reach (ROUTE-18). */
  execution: method('card.register', z.object({ routeId: id }), proposedExecution),
  /** The route that a draft would take, or whom it does not find. */
  preview: method('card.readOwn', z.object({ documentId: id, templateId }), z.object({ route: concreteRoute.nullable(), obstacles: z.array(obstacle), dueAt: instant, evenSplit: z.array(instant) })),
  start: method('card.readOwn', z.object({ documentId: id, routeId: id, eventId: id, templateId }), draftView),
  /** A signature is checked before it counts. `round`, `contentSha256` and `annexes`: what the person has before him; another content is not decided on. */
  decide: method(
    'card.readOwn',
    z.object({ ...onRoute, stepId, round, contentSha256: sha256, annexes: annexes.optional(), means: z.enum(STEP_MEANS), evidence: z.object({ sha256, fileName }).nullable(), note: z.string().trim().max(4000), password: password.nullable() }),
    draftView,
    { long: true },
  ),
  /** Takes a step by a signature of the content that is made here, with the person's own key (SIGN-02, SIGN-06); what fails leaves the draft as it was. */
  sign: method('document.sign', z.object({ ...onRoute, stepId, round, contentSha256: sha256, annexes: annexes.optional(), note: z.string().trim().max(4000), key: signingKey }), draftView, { long: true }),
  returnDraft: method('card.readOwn', z.object({ ...onRoute, stepId, round, contentSha256: sha256, annexes: annexes.optional(), reason }), draftView),
  replaceContent: method('card.readOwn', z.object({ ...onRoute, round, content: z.object({ sha256, fileName }), annexes: z.array(z.object({ sha256, fileName })).max(50).optional(), chosenStepIds }), draftView),
  restart: method('card.readOwn', z.object({ ...onRoute, round, chosenStepIds }), draftView),
  withdraw: method('card.readOwn', z.object({ ...onRoute, reason }), draftView),
  /** Checks one signature of a route anew and keeps its protocol (VER-07). `protocolId` makes a repeated call harmless. */
  makeProtocol: method('card.readOwn', z.object({ documentId: id, eventId: z.string().min(1).max(100), protocolId: id, language: language.nullable() }), draftView, { long: true }),
};
