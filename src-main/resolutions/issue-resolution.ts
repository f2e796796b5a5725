import { Refusal } from '#shared/contract/errors.ts';
import type { MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { ResolutionInput, ResolutionPlace } from '#shared/contract/resolutions.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import { assignmentAllows } from '#shared/domain/execution.ts';
import type { Subordination } from '#shared/domain/office-structure.ts';
import { candidateFit, resolutionFaults, type ResolutionSource } from '#shared/domain/resolutions.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { type Environment, isoInstant, newId } from '../environment.ts';
import { streamOf } from '../registration/streams.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { Acting } from './acting.ts';
import type { ExecutionTerms } from './execution-terms.ts';
import { type AssignmentRow, resolutionEntity, type ResolutionRecords, type ResolutionRow } from './resolution-records.ts';

export interface IssueResolutionOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: ResolutionRecords;
  readonly acting: Acting;
  readonly terms: ExecutionTerms;
  readonly people: () => readonly PersonOfOffice[];
  readonly units: () => readonly { readonly unitId: string; readonly name: string }[];
  readonly subordination: () => Subordination;
  readonly headPersonId: () => string | null;
  /** Assistants whom the person appointed (RES-12). */
  readonly assistantsOf: (personId: string) => ReadonlySet<string>;
  /** Whether another card stands as the card of the same signed draft (ROUTE-18). */
  readonly isTwin: (documentId: string) => boolean;
  /** Whether an original of equal force goes its way already, which this one then does not (X5). */
  readonly equalOnItsWay: (documentId: string) => boolean;
  /** What an HR application still lacks of legal force, as a key of a message (VER-05); null: nothing. */
  readonly missingForce: (card: Card) => string | null;
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Lets accounts read the card from now on, in the same transaction. */
  readonly letRead: (transaction: Transaction, card: Card, accountIds: readonly string[], actor: Actor) => void;
}

type IssuedAssignment = OperationPayload<'resolution.issued'>['assignments'][number];

/** Lays resolutions on documents (RES-01 … RES-09, RES-15): each one operation with everybody whom it reaches (ROUTE-17). */
export class IssueResolution {
  readonly #options: IssueResolutionOptions;

  constructor(options: IssueResolutionOptions) {
    this.#options = options;
  }

  /** Where the actor may lay a resolution on this document, or put another in the place of the one that stands. */
  places(card: Card, actor: Actor): ResolutionPlace[] {
    if (card.state === 'void' || !hasRight(actor, 'resolution.issue') || this.#options.isTwin(card.documentId)) return [];
    return this.#sources(card).flatMap((place): ResolutionPlace[] => {
      const as = this.#actsAs(card, place, actor);
      const standing = this.#standing(place.sourceId)?.resolution_id ?? null;
      if (as === null || (place.source === 'order' && standing === null && this.#options.equalOnItsWay(card.documentId))) return [];
      return [{ ...place, standing, as: as.as }];
    });
  }

  candidates(input: { readonly documentId: string; readonly source: ResolutionSource; readonly sourceId: string; readonly authorPersonId: string }, actor: Actor): MethodOutput<'resolutions.candidates'> {
    const { records, terms, people, units, subordination, assistantsOf, readable } = this.#options;
    const card = readable(input.documentId, actor);
    const tree = subordination();
    const names = new Map(units().map(({ unitId, name }) => [unitId, name]));
    const assistants = assistantsOf(input.authorPersonId);
    const rank = { proper: 0, exception: 1, none: 2 } as const;
    const fits = people()
      .filter(({ personId }) => personId !== input.authorPersonId)
      .map(({ personId, name, position, unitId }) => ({ personId, name, position, unitId, unitName: unitId === null ? null : (names.get(unitId) ?? null), fit: input.source === 'order' ? ('proper' as const) : candidateFit(tree, input.authorPersonId, personId, assistants) }));
    const higherDueOn = input.source === 'assignment' ? (records.assignment(input.sourceId)?.due_on ?? null) : null;
    return {
      people: fits.sort((one, other) => rank[one.fit] - rank[other.fit]),
      units: [...units()].map(({ unitId, name }) => ({ unitId, name })),
      today: this.#today(),
      higherDueOn,
      defaultDueOn: terms.due({ executorDueOn: null, resolutionDueOn: null, higherDueOn, registrationDate: card.registrationDate }).dueOn,
    };
  }

  issue(input: ResolutionInput, actor: Actor): void {
    this.#options.store.commit((transaction) => this.issueWithin(transaction, input, actor));
  }

  /** In a transaction that is under way, such as the one that registers the document. @throws Refusal */
  issueWithin(transaction: Transaction, input: ResolutionInput, actor: Actor): void {
    const { records, people, readable, letRead } = this.#options;
    const before = records.resolution(input.resolutionId);
    if (before !== null) {
      if (before.document_id !== input.documentId || before.source_id !== input.sourceId) throw new Refusal('conflict', 'error.resolutionStepUsed');
      return;
    }
    const card = readable(input.documentId, actor);
    const place = this.#sources(card).find(({ source, sourceId, authorPersonId }) => source === input.source && sourceId === input.sourceId && (source === 'order' || authorPersonId === input.authorPersonId));
    const as = place === undefined || card.state === 'void' ? null : this.#actsAs(card, { ...place, authorPersonId: input.authorPersonId }, actor);
    if (place === undefined || as === null) throw new Refusal('refused', 'error.resolutionPlace', { index: card.registrationIndex });
    const missing = this.#options.isTwin(card.documentId) ? 'error.registeredTwice' : this.#options.missingForce(card);
    if (missing !== null) throw new Refusal('refused', missing, { index: card.registrationIndex });
    const standing = this.#standing(input.sourceId);
    // A list that stands is made anew where it is.
    if (input.source === 'order' && standing === null && this.#options.equalOnItsWay(card.documentId)) throw new Refusal('refused', 'error.passEqualPassed', { index: card.registrationIndex });
    if ((standing?.resolution_id ?? null) !== input.supersedes) throw new Refusal('conflict', 'error.resolutionChangedMeanwhile');
    const author = people().find(({ personId }) => personId === input.authorPersonId);
    if (author === undefined) throw new Refusal('not-found', 'error.personNotFound');
    if (input.controllerPersonId !== null && !people().some(({ personId }) => personId === input.controllerPersonId)) throw new Refusal('not-found', 'error.personNotFound');
    this.#demandOnPaper(input, as.as);
    const higher = input.source === 'assignment' ? records.assignment(input.sourceId) : null;
    const former = standing === null ? [] : records.assignmentsOf(input.documentId).filter(({ resolution_id: id }) => id === standing.resolution_id);
    this.#demandFaultless(input, higher?.due_on ?? null, former);
    const assignments = this.#assignments(input, card, higher?.due_on ?? null, former);
    transaction.append({
      kind: 'resolution.issued',
      entity: resolutionEntity(input.sourceId),
      stream: streamOf(card),
      actor: operationActor(actor),
      onBehalfOf: as.onBehalfOf,
      payload: {
        resolutionId: input.resolutionId,
        documentId: input.documentId,
        source: input.source,
        sourceId: input.sourceId,
        authorPersonId: input.authorPersonId,
        authorName: author.name,
        text: input.text,
        dueOn: input.dueOn,
        unitIds: [...input.unitIds],
        onPaperOn: input.onPaperOn,
        supersedes: input.supersedes,
        urgent: input.urgent,
        controllerPersonId: input.controllerPersonId,
        assignments,
      },
      changes: [{ field: 'resolution', before: standing?.text ?? null, after: input.text }, { field: 'executors', before: standing === null ? null : executorNames(standing.executors), after: executorNames(assignments) }],
    });
    const reached = [...input.executors.map(({ personId }) => personId), ...(input.controllerPersonId === null ? [] : [input.controllerPersonId])];
    const accounts = people().flatMap(({ personId, accountId }) => (accountId !== null && reached.includes(personId) ? [accountId] : []));
    if (accounts.length > 0) letRead(transaction, card, [...new Set(accounts)], actor);
  }

  /** Everything from which a resolution of the document may follow, whoever asks. */
  #sources(card: Card): Pick<ResolutionPlace, 'source' | 'sourceId' | 'authorPersonId' | 'authorName'>[] {
    const { records, people, headPersonId } = this.#options;
    const assignments = records.assignmentsOf(card.documentId).filter(({ state, role }) => assignmentAllows('issueResolution', { state, role, extensionAsked: false }));
    const head = people().find(({ personId }) => personId === headPersonId());
    return [
      ...records.passesOf(card.documentId).map(({ stepId, reviewerPersonId, reviewerName }) => ({ source: 'pass' as const, sourceId: stepId, authorPersonId: reviewerPersonId, authorName: reviewerName })),
      ...assignments.map(({ assignment_id: sourceId, person_id: authorPersonId, person_name: authorName }) => ({ source: 'assignment' as const, sourceId, authorPersonId, authorName })),
      ...(card.direction === 'incoming' ? [] : [{ source: 'order' as const, sourceId: card.documentId, authorPersonId: head?.personId ?? '', authorName: head?.name ?? '' }]),
    ];
  }

  #actsAs(card: Card, place: Pick<ResolutionPlace, 'source' | 'authorPersonId'>, actor: Actor): { readonly as: ResolutionPlace['as']; readonly onBehalfOf: ReturnType<typeof operationActor> | null } | null {
    const { acting, subordination } = this.#options;
    if (place.source === 'order') return hasRight(actor, 'card.register') || card.registeredBy.accountId === actor.accountId ? { as: 'order', onBehalfOf: null } : null;
    // Somebody with nobody below him executes himself.
    if (place.source === 'assignment' && subordination().postOf(place.authorPersonId) === 'specialist') return null;
    const found = acting.as(actor, place.authorPersonId, 'resolve', card);
    if (found !== null) return { as: found.as === 'self' ? 'own' : 'onBehalf', onBehalfOf: found.onBehalfOf };
    return hasRight(actor, 'card.register') ? { as: 'paper', onBehalfOf: null } : null;
  }

  /** RES-15: whoever enters somebody else’s resolution says of which day its paper is; nobody else says so. */
  #demandOnPaper(input: ResolutionInput, as: ResolutionPlace['as']): void {
    if ((as === 'paper') !== (input.onPaperOn !== null)) throw new Refusal('bad-input', 'error.resolutionPaperDay', {}, [{ path: 'onPaperOn', message: 'requisite.missing' }]);
    if (input.onPaperOn !== null && input.onPaperOn > this.#today()) throw new Refusal('bad-input', 'error.resolutionPaperDay', {}, [{ path: 'onPaperOn', message: 'requisite.missing' }]);
  }

  #demandFaultless(input: ResolutionInput, higherDueOn: string | null, former: readonly AssignmentRow[]): void {
    const known = this.#options.people();
    if (input.executors.some((one) => !known.some(({ personId }) => personId === one.personId))) throw new Refusal('not-found', 'error.personNotFound');
    if (input.unitIds.some((unitId) => !this.#options.units().some((unit) => unit.unitId === unitId))) throw new Refusal('not-found', 'error.unitNotFound');
    const faults = resolutionFaults(input, {
      subordination: this.#options.subordination(),
      assistants: this.#options.assistantsOf(input.authorPersonId),
      today: input.onPaperOn ?? this.#today(),
      higherDueOn,
      keptDays: new Set(former.flatMap(({ due_on: dueOn }) => (dueOn === null ? [] : [dueOn]))),
      byOrder: input.source === 'order',
    });
    if (faults.length === 0) return;
    throw new Refusal('refused', 'error.resolutionFaults', {}, faults.map(({ fault, personId }) => ({ path: personId ?? 'resolution', message: `resolution.fault.${fault}` })));
  }

  /** Executors with their terms; one who was named before keeps his assignment, and his reports with it. */
  #assignments(input: ResolutionInput, card: Card, higherDueOn: string | null, former: readonly AssignmentRow[]): IssuedAssignment[] {
    const { environment, people, terms } = this.#options;
    const at = isoInstant(environment.now());
    return input.executors.map(({ personId, role, dueOn }): IssuedAssignment => {
      const person = people().find((one) => one.personId === personId);
      const kept = former.find((one) => one.person_id === personId && one.state !== 'withdrawn');
      return {
        assignmentId: kept?.assignment_id ?? newId(environment),
        personId,
        personName: person?.name ?? '',
        accountId: person?.accountId ?? null,
        role,
        due: role === 'information' ? null : terms.due({ executorDueOn: dueOn, resolutionDueOn: input.dueOn, higherDueOn, registrationDate: card.registrationDate }),
        reviewDueAt: role === 'information' ? null : (kept?.review_due_at ?? terms.review(personId, at).at),
      };
    });
  }

  /** The resolution in force that follows from a source. */
  #standing(sourceId: string): ResolutionRow | null {
    return this.#options.records.standingAt(sourceId);
  }

  #today(): string {
    const { environment, terms } = this.#options;
    return dayInZone(terms.calendar().zone, isoInstant(environment.now()));
  }
}

function executorNames(executors: readonly { readonly personName: string }[]): string {
  return executors.map(({ personName }) => personName).join('; ');
}
