import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { DraftContent, DraftSignatureView, DraftView, RouteView } from '#shared/contract/routing.ts';
import { keptAnnexes, sameAnnexes } from '#shared/domain/routes/annexes.ts';
import { isRestricted, keepsAccess, keptAccess } from '#shared/domain/routes/draft-access.ts';
import { decideOnRoute, type RouteCommand } from '#shared/domain/routes/commands.ts';
import type { RouteFile, RouteStarted, StepSignature } from '#shared/domain/routes/events.ts';
import { type ConcreteRoute, type DraftFacts, type Resolution, resolveRoute, type RouteOffice } from '#shared/domain/routes/resolve.ts';
import { type RouteSignature, routeSignatures } from '#shared/domain/routes/route-signatures.ts';
import type { RouteRefusal, RunningRoute } from '#shared/domain/routes/running-route.ts';
import { askingOf, stepsOf } from '#shared/domain/routes/running-route.ts';
import type { RouteTemplate } from '#shared/domain/routes/template.ts';
import { stepSignature } from '#shared/domain/routes/step-signature.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import type { Timeliness } from '#shared/domain/execution.ts';
import type { DueTime } from '#shared/domain/working-time.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor, type OperationActor } from '#shared/sync/operation.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { PackRoute } from '../rule-packs/index.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import type { JobOptions } from '../jobs/job-runner.ts';
import type { DraftSignature, DraftToSign } from '../signing/signing-room.ts';
import type { SimpleSigningWish } from '../simple-signatures/simple-signing.ts';
import type { DraftExecution } from './draft-execution.ts';
import { streamOfDraft } from './draft-stream.ts';
import { type MayActFor, type ParticipantsOptions, RouteParticipants } from './route-participants.ts';
import { appendRouteEvent, fileNamesOf } from './route-operations.ts';
import { anyName, RouteTemplates } from './route-templates.ts';
import { viewOfRoute } from './route-view.ts';
import type { StepProtocols } from './step-protocols.ts';
import { signedDrafts, type SignedDrafts } from './signed-drafts.ts';
import { type DraftRecord, RoutingRecords } from './routing-records.ts';

export interface RoutingOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly people: () => readonly { readonly personId: string; readonly name: string; readonly position: string }[];
  /** People of the office who sign in with the account. */
  readonly personsOf: ParticipantsOptions['personsOf'];
  /** Units, heads and coordinators as they stand now. */
  readonly office: () => RouteOffice;
  /** A kind whose documents are signed on paper (X9); null: no such kind. */
  readonly isTransitional: (kindId: string) => boolean | null;
  /** A kind whose documents are of restricted access. */
  readonly isRestrictedKind: (kindId: string) => boolean;
  readonly packRoutes: () => readonly PackRoute[];
  /** End of the approval that begins at an instant (ROUTE-09). */
  readonly approvalDue: (startedAt: string, urgent: boolean) => DueTime;
  readonly evenSplit: (startedAt: string, dueAt: string, route: ConcreteRoute) => readonly string[];
  /** How an approval stands to the end of its term at an instant; `endedAt`: when it ended, null while it runs. */
  readonly timeliness: (dueAt: string, endedAt: string | null, now: string) => Timeliness;
  readonly mayActFor: MayActFor;
  readonly officialsOf: ParticipantsOptions['officialsOf'];
  /** An official as an operation names him on whose behalf it was done (AUD-06). */
  readonly official: (personId: string) => OperationActor;
  /** Asks whether the person's password counts for it, then for the password; what it answers writes the record of it (SIGN-12, SIGN-15). @throws Refusal */
  readonly signByPassword: (actor: Actor, password: string, wish: SimpleSigningWish) => Promise<(transaction: Transaction) => void>;
  /** What whoever takes a step by his password agrees to. */
  readonly draftWords: (title: string) => AgreedText;
  /** Whether the window has handed in the file: who only knows a hash does not get the file by it. */
  readonly wasHandedIn: (sha256: string, connection: string) => boolean;
  /** Reports on the draft's content and the signature that was handed in for it. @throws JobFailed */
  readonly checkSignature: (documentId: string, files: readonly RouteFile[]) => Promise<readonly ValidationReport[]>;
  /** Signs the content with the person's own key; `lay` takes the step by what was made (SIGN-02). @throws Refusal */
  readonly signDraft: <Value>(wish: DraftToSign, call: JobOptions, lay: (signed: DraftSignature) => Value) => Promise<Value>;
  /** Media type of a stored file by its bytes. */
  readonly mediaTypeOf: (sha256: string) => Promise<string>;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readableCard: (documentId: string, actor: Actor) => unknown;
  /** Whom the card of a signed draft reaches. */
  readonly execution: DraftExecution;
  /** Composes the protocol of one signature (VER-07). */
  readonly protocols: StepProtocols;
  readonly onChanged: () => void;
}

/** Refusals that somebody else's right would lift, and those that only a look at the newest state helps. */
const NO_RIGHT: readonly RouteRefusal[] = ['notYours', 'notInitiator', 'actorWithdrawn'];
const CONFLICTS: readonly RouteRefusal[] = ['alreadyRuns', 'stepNotOpen', 'formerRound', 'contentChanged', 'routeReturned', 'routeEnded', 'alreadySigned', 'repeated', 'alreadyRegistered'];

type Call = CallContext<Actor>;
/** What a command says of its own, without what every command has. */
type Asked<Command> = Command extends RouteCommand ? Omit<Command, 'commandId' | 'at'> : never;

/**
 * Drafts and their routes (ROUTE-01 … ROUTE-17): an initiator enters a draft and sends it, approvers approve or return it,
 * the signer signs it. The pure machine of the route decides; the room loads, asks it, and writes one operation.
 */
export class RoutingRoom {
  readonly #options: RoutingOptions;
  readonly #records: RoutingRecords;
  readonly #templates: RouteTemplates;
  readonly participants: RouteParticipants;

  constructor(options: RoutingOptions) {
    this.#options = options;
    this.#records = new RoutingRecords(options.store.database);
    this.#templates = new RouteTemplates({ ...options, records: this.#records });
    this.participants = new RouteParticipants({ records: this.#records, officialsOf: options.officialsOf, personsOf: options.personsOf, mayActFor: options.mayActFor, now: () => this.#now() });
  }

  readonly handlers: RoomHandlers<'routing'> = {
    templates: () => ({ templates: this.#templates.newest() }),
    templateVersions: ({ templateId }) => ({ versions: this.#templates.all().filter((record) => record.templateId === templateId) }),
    defineTemplate: (input, { actor }) => {
      const made = this.#templates.define(input, actor);
      this.#options.onChanged();
      return made;
    },
    people: () => ({ people: this.#options.people().map(({ personId, name, position }) => ({ personId, name, position })) }),
    createDraft: (input, call) => this.#createDraft(input, call),
    changeDraft: (input, call) => this.#changeDraft(input, call),
    drafts: (_input, { actor }) => this.#drafts(actor),
    draft: ({ documentId }, { actor }) => this.#view(documentId, actor),
    ofCard: ({ documentId }, { actor }) => this.ofCard(documentId, actor),
    execution: ({ routeId }, { actor }) => this.#proposedExecution(routeId, actor),
    preview: ({ documentId, templateId }, { actor }) => this.#preview(documentId, templateId, actor),
    start: (input, { actor }) => this.#start(input, actor),
    decide: (input, call) => this.#decide(input, call),
    sign: (input, call) => this.#sign(input, call),
    returnDraft: ({ routeId, eventId, ...asked }, { actor }) => this.#act(routeId, eventId, { command: 'return', ...asked }, actor),
    replaceContent: async ({ routeId, eventId, content, annexes = [], ...asked }, call) => this.#act(routeId, eventId, { command: 'replaceContent', ...asked, content: await this.#handedIn(content, routeId, call), annexes: await this.#allHandedIn(annexes, (annex) => this.#handedIn(annex, routeId, call)) }, call.actor),
    restart: ({ routeId, eventId, ...asked }, { actor }) => this.#act(routeId, eventId, { command: 'restart', ...asked }, actor),
    withdraw: ({ routeId, eventId, reason }, { actor }) => this.#act(routeId, eventId, { command: 'withdraw', reason }, actor),
    makeProtocol: (input, call) => this.#makeProtocol(input, call),
  };

  async #createDraft({ documentId, draft }: MethodCheckedInput<'routing.createDraft'>, call: Call): Promise<DraftView> {
    const { store } = this.#options;
    const { actor } = call;
    const entered = await this.#entered({ ...draft, restricted: isRestricted(draft) || this.#options.isRestrictedKind(draft.kindId) }, documentId, call);
    store.commit((transaction) => {
      // The same call again; another's draft under this id is told as one that is not there.
      if (this.#records.draft(documentId) !== null) return void this.#demandReadable(documentId, actor);
      const [author] = this.participants.personsOf(actor);
      if (author === undefined) throw new Refusal('refused', 'error.routeNoPerson');
      this.#demandNamed(draft);
      transaction.append({
        kind: 'draftDocument.created',
        entity: documentId,
        stream: streamOfDraft(entered),
        actor: operationActor(actor),
        payload: { documentId, draft: entered, authorPersonId: author.personId, authorName: author.name },
        changes: [{ field: 'routing.draft', before: null, after: draft.title }],
      });
    });
    return this.#changed(documentId, actor);
  }

  async #changeDraft({ documentId, draft }: MethodCheckedInput<'routing.changeDraft'>, call: Call): Promise<DraftView> {
    const { store } = this.#options;
    const { actor } = call;
    const entered = await this.#entered(draft, documentId, call);
    store.commit((transaction) => {
      const before = this.#demandOwn(documentId, actor);
      if (isInForce(before)) throw refused('alreadyRuns');
      if (!keepsAccess(before.draft, draft, this.#options.isRestrictedKind)) throw new Refusal('refused', 'error.draftAccessStays', {}, [{ path: 'restricted', message: 'error.draftAccessStays' }]);
      this.#demandNamed(draft);
      transaction.append({
        kind: 'draftDocument.changed',
        entity: documentId,
        stream: streamOfDraft(before.draft),
        actor: operationActor(actor),
        payload: { documentId, draft: entered },
        changes: [{ field: 'routing.draft', before: before.draft.title, after: draft.title }, ...(entered.main.sha256 === before.draft.main.sha256 ? [] : [{ field: 'routing.content', before: before.draft.main.fileName, after: entered.main.fileName }]), ...(sameAnnexes(entered.annexes, before.draft.annexes) ? [] : [{ field: 'routing.annexes', before: fileNamesOf(before.draft.annexes), after: fileNamesOf(entered.annexes) }])],
      });
    });
    return this.#changed(documentId, actor);
  }

  #drafts(actor: Actor): MethodOutput<'routing.drafts'> {
    const own = new Set(this.participants.personsOf(actor).map(({ personId }) => personId));
    const drafts = this.participants.readableDrafts(actor);
    return { drafts: drafts.map(({ documentId, draft, authorPersonId, authorName, createdAt, phase }) => ({ documentId, title: draft.title, kindId: draft.kindId, urgent: draft.urgent, restricted: isRestricted(draft), authorName, createdAt, phase: phase ?? 'draft', mine: own.has(authorPersonId) })) };
  }

  #preview(documentId: string, templateId: string, actor: Actor): MethodOutput<'routing.preview'> {
    const draft = this.#demandOwn(documentId, actor);
    const now = this.#now();
    const { route, obstacles } = this.#resolve(draft, this.#templates.demand(templateId).template);
    const { at: dueAt } = this.#options.approvalDue(now, draft.draft.urgent);
    return { route, obstacles: [...obstacles], dueAt, evenSplit: route === null ? [] : [...this.#options.evenSplit(now, dueAt, route)] };
  }

  #start({ documentId, routeId, eventId, templateId }: MethodCheckedInput<'routing.start'>, actor: Actor): DraftView {
    this.#options.store.commit((transaction) => {
      if (this.#isKnown(eventId, documentId)) return;
      const draft = this.#demandOwn(documentId, actor);
      if (isInForce(draft) || this.#records.documentOfRoute(routeId) !== null) throw refused('alreadyRuns');
      const { template, version } = this.#templates.demand(templateId);
      const { route, obstacles } = this.#resolve(draft, template);
      if (route === null) throw new Refusal('refused', 'error.routeObstacles', { steps: obstacles.map(({ names }) => anyName(names)).join(', ') }, obstacles.map(({ stepId, obstacle }) => ({ path: stepId, message: `routing.obstacle.${obstacle}` })));
      const at = this.#now();
      const { at: dueAt, calendarVersion } = this.#options.approvalDue(at, draft.draft.urgent);
      const event: RouteStarted = { type: 'started', eventId, routeId, documentId, at, byPersonId: draft.authorPersonId, route, contentSha256: draft.draft.main.sha256, ...keptAnnexes(draft.draft.annexes), urgent: draft.draft.urgent, dueAt, calendarVersion };
      transaction.append({ kind: 'route.started', entity: documentId, stream: streamOfDraft(draft.draft), actor: operationActor(actor), payload: { documentId, templateId, templateVersion: version, event }, changes: [{ field: 'routing.template', before: null, after: anyName(template.names) }] });
    });
    return this.#changed(documentId, actor);
  }

  async #decide({ routeId, eventId, password, evidence, ...asked }: MethodCheckedInput<'routing.decide'>, call: Call): Promise<DraftView> {
    const { actor } = call;
    // OKPU 6.2.4: a password stands for a signature only if it is given for this very thing (SIGN-01).
    let record: ((transaction: Transaction) => void) | null = null;
    if (asked.means === 'password') {
      if (password === null) throw new Refusal('refused', 'error.routePasswordNeeded', {}, [{ path: 'password', message: 'error.routePasswordNeeded' }]);
      const documentId = this.#records.documentOfRoute(routeId);
      if (documentId === null) throw new Refusal('not-found', 'error.routeNotFound');
      const { draft } = this.#demandReadable(documentId, actor);
      // The same call again: its record stands beside the step.
      if (this.#isKnown(eventId, documentId)) return this.#view(documentId, actor);
      if (!isOf(draft, asked)) throw refused('contentChanged');
      record = await this.#options.signByPassword(actor, password, { signatureId: eventId, documentId, kindId: draft.kindId, stream: streamOfDraft(draft), files: [draft.main, ...(draft.annexes ?? [])], purpose: 'route-step', purposeId: routeId, personId: null, words: this.#options.draftWords(draft.title) });
    }
    const kept = evidence === null ? null : await this.#handedIn(evidence, routeId, call);
    const signature = asked.means === 'signature' && kept !== null ? await this.#checkedSignature(routeId, asked, kept, actor) : null;
    return this.#act(routeId, eventId, { command: 'decide', ...asked, evidence: kept, signature }, actor, record);
  }

  /**
   * A signature over the content that the person has before him, of whoever takes the step (SIGN-06); null where the draft
   * has another content by now or the step is not his, which the route then tells. @throws Refusal
   */
  async #checkedSignature(routeId: string, { stepId, contentSha256, annexes }: Pick<MethodCheckedInput<'routing.decide'>, 'stepId' | 'contentSha256' | 'annexes'>, evidence: RouteFile, actor: Actor): Promise<StepSignature | null> {
    const { documentId, draft } = this.#demandReadable(this.#records.documentOfRoute(routeId) ?? '', actor);
    const taker = this.participants.takerOf(this.#records.route(routeId), stepId, actor);
    if (!isOf(draft, { contentSha256, annexes }) || taker === null) return null;
    const reports = await this.#options.checkSignature(documentId, [draft.main, ...(draft.annexes ?? []), evidence]);
    return foundSignature(reports, { contentSha256, evidence, personName: taker.name });
  }

  /** A step that is taken by a signature made here: laid, judged and recorded at once, or not at all (ROUTE-10, SIGN-02, SIGN-06). */
  async #sign({ routeId, eventId, key, ...asked }: MethodCheckedInput<'routing.sign'>, { actor, signal, progress }: Call): Promise<DraftView> {
    const { documentId, draft } = this.#demandReadable(this.#records.documentOfRoute(routeId) ?? '', actor);
    // The same call again: its signature stands with the step.
    if (this.#isKnown(eventId, documentId)) return this.#view(documentId, actor);
    const state = this.#records.route(routeId);
    const taker = this.participants.takerOf(state, asked.stepId, actor);
    if (!isOf(draft, asked)) throw refused('contentChanged');
    if (state === null || taker === null) throw refused('notYours');
    // No key signs for a step that would then refuse it; the route is asked again in the transaction, where it counts.
    const trial: RouteCommand = { command: 'decide', ...asked, means: 'signature', evidence: draft.main, signature: { verdict: 'undetermined', signers: [] }, commandId: eventId, at: this.#now() };
    const answer = decideOnRoute(state, trial, this.participants.acting(actor, draft.kindId));
    if ('refusal' in answer) throw refused(answer.refusal);
    const takenNames = stepsOf(state.route).flatMap(({ stepId }) => askingOf(state, stepId)?.decision?.evidence?.fileName ?? []);
    return this.#options.signDraft({ draftId: documentId, stream: streamOfDraft(draft), content: draft.main, takenNames, key }, { signal, onProgress: progress }, ({ file, reports, record }) => {
      const { sha256, size, fileName } = file;
      const evidence: RouteFile = { sha256, size, fileName };
      const signature = foundSignature(reports, { contentSha256: asked.contentSha256, evidence, personName: taker.name });
      return this.#act(routeId, eventId, { command: 'decide', ...asked, means: 'signature', evidence, signature }, actor, (transaction) => record(transaction, eventId, actor));
    });
  }

  /** One command on a route: what the machine answers becomes one operation, or nothing where it was obeyed before. */
  #act(routeId: string, eventId: string, asked: Asked<RouteCommand>, actor: Actor, record: ((transaction: Transaction) => void) | null = null): DraftView {
    const documentId = this.#records.documentOfRoute(routeId);
    if (documentId === null) throw new Refusal('not-found', 'error.routeNotFound');
    this.#options.store.commit((transaction) => {
      if (this.#actWithin(transaction, routeId, eventId, asked, actor)) record?.(transaction);
    });
    return this.#changed(documentId, actor);
  }

  #actWithin(transaction: Transaction, routeId: string, eventId: string, asked: Asked<RouteCommand>, actor: Actor): boolean {
    const { documentId, draft } = this.#demandReadable(this.#records.documentOfRoute(routeId) ?? '', actor);
    if (this.#isKnown(eventId, documentId)) return false;
    const state = this.#records.route(routeId);
    if (state === null) throw new Refusal('not-found', 'error.routeNotFound');
    // The spread of a union keeps each command whole.
    const answer = decideOnRoute(state, { ...asked, commandId: eventId, at: this.#now() }, this.participants.acting(actor, draft.kindId));
    if ('refusal' in answer) throw refused(answer.refusal);
    for (const event of answer.events) appendRouteEvent(transaction, { documentId, stream: streamOfDraft(draft) }, state, event, actor, this.#options.official);
    return answer.events.length > 0;
  }

  /** A signed draft as the registration sees it: what becomes the card's files, and what its registration means for the route (ROUTE-18). */
  get signedDrafts(): SignedDrafts {
    return signedDrafts({
      routeOfCard: (cardId) => {
        const draft = this.#records.draftOfCard(cardId);
        return draft === null ? null : this.#records.routeOfDocument(draft.documentId);
      },
      draftOfRoute: (routeId, actor) => {
        const { documentId, draft } = this.#demandReadable(this.#records.documentOfRoute(routeId) ?? '', actor);
        return { main: draft.main, annexes: draft.annexes ?? [], restricted: isRestricted(draft), route: this.#records.routeOfDocument(documentId) };
      },
      mediaTypeOf: this.#options.mediaTypeOf,
      decide: (transaction, { routeId, eventId, stepId, round, ...content }, cardId, actor) => {
        // A step that was decided before has its card: another one would be of no draft.
        if (this.#records.documentOfEvent(eventId) !== null) throw refused('repeated');
        if (stepId === null && this.participants.personsOf(actor).length === 0) throw new Refusal('refused', 'error.draftRegistrarNoPerson');
        const asked: Asked<RouteCommand> = stepId === null ? { command: 'register', ...content, cardId } : { command: 'decide', stepId, round, ...content, means: 'action', evidence: null, signature: null, note: '', cardId };
        this.#actWithin(transaction, routeId, eventId, asked, actor);
      },
      send: (transaction, cardId, route, wish, actor) => this.#options.execution.send(transaction, cardId, route, this.#demandReadable(route.documentId, actor).draft, wish, actor),
      refused,
    });
  }

  #proposedExecution(routeId: string, actor: Actor): MethodOutput<'routing.execution'> {
    const { draft } = this.#demandReadable(this.#records.documentOfRoute(routeId) ?? '', actor);
    const route = this.#records.route(routeId);
    if (route === null) throw new Refusal('not-found', 'error.routeNotFound');
    return this.#options.execution.proposed(route, draft);
  }

  #resolve({ authorPersonId, draft }: DraftRecord, template: RouteTemplate): Resolution {
    const { office, isTransitional } = this.#options;
    const { concerns, executorPersonIds, responsibleUnitIds, signerPersonId, keptAsPaperCopy, kindId } = draft;
    const facts: DraftFacts = { authorPersonId, concerns, executorPersonIds, responsibleUnitIds, signerPersonId, keptAsPaperCopy, transitional: isTransitional(kindId) ?? false };
    return resolveRoute(template, facts, office());
  }

  /** Kind, persons and units that the draft names are those of the office. */
  #demandNamed({ kindId, executorPersonIds, signerPersonId, responsibleUnitIds }: DraftContent): void {
    const { people, units } = this.#options.office();
    const known = new Set(people.map(({ personId }) => personId));
    const named = signerPersonId === null ? executorPersonIds : [...executorPersonIds, signerPersonId];
    if (named.some((personId) => !known.has(personId))) throw new Refusal('not-found', 'error.personNotFound');
    if (responsibleUnitIds.some((unitId) => !units.some((unit) => unit.unitId === unitId))) throw new Refusal('not-found', 'error.routeUnitNotFound');
    if (this.#options.isTransitional(kindId) === null) throw new Refusal('not-found', 'error.routeKindNotFound');
  }

  /** A file of a route that the window has just handed in, or that the draft has already. @throws Refusal */
  #handedIn(file: { readonly sha256: string; readonly fileName: string }, routeId: string, call: Call): Promise<RouteFile> {
    return this.#stored(file, this.#records.documentOfRoute(routeId) ?? '', call);
  }

  /** The draft with the files that the window handed in; one of a single file says nothing of annexes. @throws Refusal */
  async #entered({ annexes = [], restricted = false, ...draft }: DraftContent, documentId: string, call: Call): Promise<DraftContent> {
    const main = await this.#stored(draft.main, documentId, call);
    return { ...draft, main, ...keptAnnexes(await this.#allHandedIn(annexes, (annex) => this.#stored(annex, documentId, call))), ...keptAccess(restricted) };
  }

  /** One after the other: the first that is not there is told. */
  async #allHandedIn<Given>(files: readonly Given[], take: (file: Given) => Promise<RouteFile>): Promise<RouteFile[]> {
    const taken: RouteFile[] = [];
    for (const file of files) taken.push(await take(file));
    return taken;
  }

  async #stored({ sha256, fileName }: { readonly sha256: string; readonly fileName: string }, documentId: string, { actor, connection }: Call): Promise<RouteFile> {
    const { store, wasHandedIn } = this.#options;
    const isOfDraft = this.#records.hasFile(documentId, sha256) && this.participants.mayReadDraft(documentId, actor);
    if (!store.blobs.has(sha256) || (!isOfDraft && !wasHandedIn(sha256, connection))) throw new Refusal('not-found', 'error.fileNotFound');
    return { sha256, fileName, size: await store.blobs.size(sha256) };
  }

  #isKnown(eventId: string, documentId: string): boolean {
    const known = this.#records.documentOfEvent(eventId);
    if (known !== null && known !== documentId) throw refused('repeated');
    return known !== null;
  }

  #demandReadable(documentId: string, actor: Actor): DraftRecord {
    const found = this.#records.draft(documentId);
    if (found === null || !this.participants.mayReadDraft(documentId, actor)) throw new Refusal('not-found', 'error.draftNotFound');
    return found;
  }

  #demandOwn(documentId: string, actor: Actor): DraftRecord {
    const found = this.#demandReadable(documentId, actor);
    if (!this.participants.personsOf(actor).some(({ personId }) => personId === found.authorPersonId)) throw refused('notInitiator');
    return found;
  }

  #changed(documentId: string, actor: Actor): DraftView {
    this.#options.onChanged();
    return this.#view(documentId, actor);
  }

  #view(documentId: string, actor: Actor): DraftView {
    const { draft, authorPersonId, authorName, createdAt } = this.#demandReadable(documentId, actor);
    const route = this.#records.routeOfDocument(documentId);
    return {
      documentId,
      draft,
      authorPersonId,
      authorName,
      createdAt,
      mine: this.participants.personsOf(actor).some(({ personId }) => personId === authorPersonId),
      route: route === null ? null : this.#viewOfRoute(route, draft.kindId, actor),
      cards: this.#records.cardsOf(documentId),
      signatures: this.#signaturesOf(documentId),
    };
  }

  #signaturesOf(documentId: string): DraftSignatureView[] {
    const protocols = this.#records.protocolsOf(documentId);
    return routeSignatures(this.#records.routesOf(documentId)).map((one) => {
      const { eventId, names, personName, onBehalf, at, means, signature, stands } = one;
      return { eventId, names, personName, takenBy: this.#takerName(one), onBehalf, at, means, verdict: signature?.verdict ?? null, stands, protocols: protocols.filter((made) => made.eventId === eventId).map(({ eventId: _of, ...made }) => made) };
    });
  }

  /** A step keeps the name of whose it was; that of a deputy stands in the directory. */
  #takerName({ onBehalf, byPersonId, personName }: RouteSignature): string {
    return onBehalf ? (this.#options.people().find(({ personId }) => personId === byPersonId)?.name ?? byPersonId) : personName;
  }

  async #makeProtocol({ documentId, eventId, protocolId, language }: MethodCheckedInput<'routing.makeProtocol'>, { actor, signal, progress }: Call): Promise<DraftView> {
    const { store, protocols } = this.#options;
    const { draft } = this.#demandReadable(documentId, actor);
    const isMade = (): boolean => this.#records.protocolsOf(documentId).some((made) => made.protocolId === protocolId);
    // The same call again: its protocol stands.
    if (isMade()) return this.#view(documentId, actor);
    const signatures = routeSignatures(this.#records.routesOf(documentId));
    const at = signatures.findIndex((one) => one.eventId === eventId);
    const signature = signatures[at];
    const content = signature === undefined ? null : this.#records.fileOf(documentId, signature.contentSha256);
    if (signature === undefined || content === null) throw new Refusal('not-found', 'error.noSuchSignature');
    const made = await protocols.compose({ documentId, title: draft.title, content, signature, takerName: this.#takerName(signature), number: at + 1, total: signatures.length }, language, { signal, progress });
    store.commit((transaction) => {
      if (isMade()) return;
      transaction.append({ kind: 'draftDocument.protocolMade', entity: documentId, stream: streamOfDraft(draft), actor: operationActor(actor), payload: { documentId, protocolId, eventId, ...made }, changes: [{ field: 'routing.protocol', before: null, after: `${anyName(signature.names)}: ${made.file.fileName} · ${made.file.sha256}` }] });
    });
    return this.#changed(documentId, actor);
  }

  /** Who may read a card sees by whom and how it was approved and signed; the draft itself stays with those to whom it came. */
  ofCard(cardId: string, actor: Actor): MethodOutput<'routing.ofCard'> {
    this.#options.readableCard(cardId, actor);
    const found = this.#records.draftOfCard(cardId);
    const route = found === null ? null : this.#records.routeOfDocument(found.documentId);
    if (found === null || route === null) return null;
    return { draftId: this.participants.mayReadDraft(found.documentId, actor) ? found.documentId : null, counts: found.counts, route: this.#viewOfRoute(route, this.#records.draft(found.documentId)?.draft.kindId ?? '', actor) };
  }

  #viewOfRoute(route: RunningRoute, kindId: string, actor: Actor): RouteView {
    const names = new Map(this.#options.people().map(({ personId, name }) => [personId, name]));
    const evenSplit = ({ history, dueAt, route: concrete }: RunningRoute): readonly string[] => this.#options.evenSplit(history[0]?.event.at ?? dueAt, dueAt, concrete);
    return viewOfRoute(route, { acting: this.participants.acting(actor, kindId), now: this.#now(), nameOf: (personId) => names.get(personId) ?? personId, timestampOf: (eventId) => this.#records.timestampOf(eventId), evenSplit, timeliness: this.#options.timeliness });
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }
}

/** Whether what a person has before him is the draft as it is now. */
function isOf(draft: DraftContent, { contentSha256, annexes }: { readonly contentSha256: string; readonly annexes?: readonly RouteFile[] | undefined }): boolean {
  return draft.main.sha256 === contentSha256 && sameAnnexes(draft.annexes, annexes);
}

/** Whether a route of the draft runs, stands still or is completed; a withdrawn one leaves it free. */
function isInForce({ phase }: DraftRecord): boolean {
  return phase !== null && phase !== 'withdrawn';
}

/** The signature by which a step is taken. @throws Refusal where it is none of the content, fails, or is somebody else's */
function foundSignature(reports: readonly ValidationReport[], { contentSha256, evidence, personName }: { readonly contentSha256: string; readonly evidence: RouteFile; readonly personName: string }): StepSignature {
  const { sha256, fileName } = evidence;
  const finding = stepSignature(reports, { contentSha256, signatureSha256: sha256, personName });
  if (!('problem' in finding)) return finding.signature;
  if (finding.problem === 'notHis') throw new Refusal('refused', 'error.routeSignatureNotHis', { fileName, signers: finding.signers.join(', '), person: personName });
  throw new Refusal('refused', finding.problem === 'failed' ? 'error.routeSignatureFailed' : 'error.routeSignatureOther', { fileName });
}

function refused(refusal: RouteRefusal): Refusal {
  const code = NO_RIGHT.includes(refusal) ? 'no-right' : CONFLICTS.includes(refusal) ? 'conflict' : 'refused';
  return new Refusal(code, `error.route.${refusal}`);
}
