import { z } from 'zod';
import { type CardOfDraft, draftContent, type DraftContent, type DraftProtocol, protocolVerdict, routeEvent, routeTemplate, type TemplateRecord } from '#shared/contract/routing.ts';
import { TIMESTAMP_STATES } from '#shared/contract/signing.ts';
import type { RouteEvent, RouteFile } from '#shared/domain/routes/events.ts';
import { ROUTE_PHASES, replayRoute, type RoutePhase, type RunningRoute } from '#shared/domain/routes/running-route.ts';
import type { DeskDatabase } from '../store/database.ts';

type TimestampState = (typeof TIMESTAMP_STATES)[number];

export interface DraftRecord {
  readonly documentId: string;
  readonly draft: DraftContent;
  readonly authorPersonId: string;
  readonly authorName: string;
  readonly createdAt: string;
  /** Null: no route was ever begun. */
  readonly phase: RoutePhase | null;
}

const draftColumns = z.object({ document_id: z.string(), draft: z.string(), author_person_id: z.string(), author_name: z.string(), created_at: z.string(), phase: z.enum(ROUTE_PHASES).nullable() });
const cardColumns = z.object({ document_id: z.string(), registration_index: z.string(), registration_date: z.string(), counts: z.number() });
const protocolColumns = z.object({ protocol_id: z.string(), event_id: z.string(), sha256: z.string(), size: z.number(), file_name: z.string(), verdict: protocolVerdict, checked_at: z.string(), made_by: z.string() });
const templateColumns = z.object({ template_id: z.string(), version: z.number(), template: z.string(), defined_at: z.string(), defined_by: z.string() });

/** The route that counts: the one in force, else the one that was withdrawn last. */
const NEWEST_ROUTE = "FROM route WHERE route.document_id = draft_document.document_id ORDER BY route.phase = 'withdrawn', route.position DESC LIMIT 1";

/** Reads drafts, their routes and the office's typical routes. */
export class RoutingRecords {
  readonly #templates;
  readonly #draft;
  readonly #drafts;
  readonly #routeOf;
  readonly #documentOf;
  readonly #events;
  readonly #known;
  readonly #readers;
  readonly #file;
  readonly #draftsOfFile;
  readonly #cards;
  readonly #kinds;
  readonly #routes;
  readonly #fileOf;
  readonly #protocols;
  readonly #draftOfCard;
  readonly #timestamp;

  constructor(database: DeskDatabase) {
    this.#templates = database.prepare<[]>('SELECT * FROM route_template ORDER BY template_id, version DESC');
    this.#draft = database.prepare<[string]>(`SELECT *, (SELECT phase ${NEWEST_ROUTE}) AS phase FROM draft_document WHERE document_id = ?`);
    this.#drafts = database.prepare<[string]>(
      `SELECT *, (SELECT phase ${NEWEST_ROUTE}) AS phase FROM draft_document
       WHERE document_id IN (SELECT document_id FROM route_person WHERE person_id IN (SELECT value FROM json_each(?))) ORDER BY created_at DESC, document_id`,
    );
    this.#routeOf = database.prepare<[string], { route_id: string }>(`SELECT (SELECT route_id ${NEWEST_ROUTE}) AS route_id FROM draft_document WHERE document_id = ?`);
    this.#documentOf = database.prepare<[string], { document_id: string }>('SELECT document_id FROM route WHERE route_id = ?');
    this.#events = database.prepare<[string], { event: string; stale: string | null; sha256: string | null; size: number | null }>('SELECT event, stale, sha256, size FROM route_event LEFT JOIN made_signature ON signature_id = event_id AND draft_id = route_event.document_id WHERE route_id = ? ORDER BY route_event.position');
    this.#known = database.prepare<[string], { document_id: string }>('SELECT document_id FROM route_event WHERE event_id = ? LIMIT 1');
    this.#readers = database.prepare<[string], { person_id: string }>('SELECT person_id FROM route_person WHERE document_id = ?');
    this.#file = database.prepare<[string, string]>('SELECT 1 FROM draft_file WHERE document_id = ? AND sha256 = ?');
    this.#draftsOfFile = database.prepare<[string], { document_id: string }>('SELECT document_id FROM draft_file WHERE sha256 = ?');
    this.#routes = database.prepare<[string], { route_id: string }>('SELECT route_id FROM route WHERE document_id = ? ORDER BY position');
    this.#fileOf = database.prepare<[string, string], { sha256: string; size: number; file_name: string }>('SELECT sha256, size, file_name FROM draft_file WHERE document_id = ? AND sha256 = ?');
    this.#protocols = database.prepare<[string]>('SELECT * FROM draft_protocol WHERE document_id = ? ORDER BY position DESC');
    this.#kinds = database.prepare<[], { kind_id: string }>("SELECT DISTINCT draft ->> 'kindId' AS kind_id FROM draft_document");
    this.#cards = database.prepare<[string]>('SELECT card.document_id, registration_index, registration_date, counts FROM draft_card JOIN card ON card.document_id = draft_card.card_id WHERE draft_card.document_id = ? ORDER BY counts DESC, registration_index');
    this.#draftOfCard = database.prepare<[string], { document_id: string; counts: number }>('SELECT document_id, counts FROM draft_card WHERE card_id = ?');
    this.#timestamp = database.prepare<[string], { timestamp: string }>('SELECT timestamp FROM made_signature WHERE signature_id = ? AND draft_id IS NOT NULL');
  }

  /** All versions of the office's own, the newest of each first. */
  templates(): TemplateRecord[] {
    return this.#templates.all().map((found) => {
      const row = templateColumns.parse(found);
      return { templateId: row.template_id, version: row.version, template: routeTemplate.parse(JSON.parse(row.template)), confidence: null, definedAt: row.defined_at, definedBy: row.defined_by };
    });
  }

  draft(documentId: string): DraftRecord | null {
    const found = this.#draft.get(documentId);
    return found === undefined ? null : toDraft(found);
  }

  /** Kinds of which there are drafts. */
  kindsOfDrafts(): string[] {
    return this.#kinds.all().map(({ kind_id }) => kind_id);
  }

  /** Drafts that any of the persons may read, the newest first. */
  draftsOf(personIds: readonly string[]): DraftRecord[] {
    return this.#drafts.all(JSON.stringify(personIds)).map(toDraft);
  }

  /** Draft of an event that is known already; null: it is not. */
  documentOfEvent(eventId: string): string | null {
    return this.#known.get(eventId)?.document_id ?? null;
  }

  documentOfRoute(routeId: string): string | null {
    return this.#documentOf.get(routeId)?.document_id ?? null;
  }

  routeOfDocument(documentId: string): RunningRoute | null {
    const routeId = this.#routeOf.get(documentId)?.route_id ?? null;
    return routeId === null ? null : this.route(routeId);
  }

  /** All routes on which a draft ever was, the withdrawn ones too, in their order. */
  routesOf(documentId: string): RunningRoute[] {
    return this.#routes.all(documentId).flatMap(({ route_id: routeId }) => this.route(routeId) ?? []);
  }

  /** A content of the draft, a former one too; null: it never had it. */
  fileOf(documentId: string, sha256: string): RouteFile | null {
    const row = this.#fileOf.get(documentId, sha256);
    return row === undefined ? null : { sha256: row.sha256, size: row.size, fileName: row.file_name };
  }

  /** Protocols of signatures on the routes of a draft, the newest first, by the event of the step. */
  protocolsOf(documentId: string): readonly (DraftProtocol & { readonly eventId: string })[] {
    return protocolColumns.array().parse(this.#protocols.all(documentId)).map((row) => ({ eventId: row.event_id, protocolId: row.protocol_id, file: { sha256: row.sha256, size: row.size, fileName: row.file_name }, verdict: row.verdict, checkedAt: row.checked_at, madeBy: row.made_by }));
  }

  route(routeId: string): RunningRoute | null {
    if (this.documentOfRoute(routeId) === null) return null;
    return replayRoute(this.#events.all(routeId).map(({ event, stale, ...file }) => ({ event: withNewestEvidence(routeEvent.parse(JSON.parse(event)), file), withdrawnActor: stale === 'actorWithdrawn' })));
  }

  /** Of a signature that was made here for the event of a step; null: none was. */
  timestampOf(eventId: string): TimestampState | null {
    const row = this.#timestamp.get(eventId);
    return row === undefined ? null : z.enum(TIMESTAMP_STATES).parse(row.timestamp);
  }

  /** Persons to whom a draft came, its author among them. */
  readersOf(documentId: string): string[] {
    return this.#readers.all(documentId).map(({ person_id }) => person_id);
  }

  /** Cards as which a draft was registered, the one that counts first. */
  cardsOf(documentId: string): CardOfDraft[] {
    return this.#cards.all(documentId).map((found) => {
      const row = cardColumns.parse(found);
      return { documentId: row.document_id, registrationIndex: row.registration_index, registrationDate: row.registration_date, counts: row.counts === 1 };
    });
  }

  /** The draft that a card came of. */
  draftOfCard(cardId: string): { readonly documentId: string; readonly counts: boolean } | null {
    const row = this.#draftOfCard.get(cardId);
    return row === undefined ? null : { documentId: row.document_id, counts: row.counts === 1 };
  }

  hasFile(documentId: string, sha256: string): boolean {
    return this.#file.get(documentId, sha256) !== undefined;
  }

  draftsWithFile(sha256: string): string[] {
    return this.#draftsOfFile.all(sha256).map(({ document_id }) => document_id);
  }
}

/** A signature that got its timestamp later is the same signature in another file (SIGN-05). */
function withNewestEvidence(event: RouteEvent, { sha256, size }: { readonly sha256: string | null; readonly size: number | null }): RouteEvent {
  if (event.type !== 'decided' || event.evidence === null || sha256 === null || size === null) return event;
  return { ...event, evidence: { ...event.evidence, sha256, size } };
}

function toDraft(found: unknown): DraftRecord {
  const row = draftColumns.parse(found);
  return { documentId: row.document_id, draft: draftContent.parse(JSON.parse(row.draft)), authorPersonId: row.author_person_id, authorName: row.author_name, createdAt: row.created_at, phase: row.phase };
}
