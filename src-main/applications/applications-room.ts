import type { ApplicationView } from '#shared/contract/applications.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import { type ApplicationEvent, type ApplicationProblem, applicationProblem, type ApplicationStanding, applicationStanding, isRefutedNow, type MissingForce, missingForce } from '#shared/domain/applications.ts';
import { isValidationReport } from '#shared/domain/letter-files.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { findingsOf } from '#shared/domain/signature-findings.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { AwaitedSignatures, CheckedReports } from '../document-steps/awaited-signatures.ts';
import { type Call, DocumentSteps, type Step, stepOf } from '../document-steps/document-steps.ts';
import type { ComposeProtocol } from '../document-steps/signature-protocol.ts';
import type { Environment } from '../environment.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { conclusionOf } from '../store/projections/application-events.ts';
import type { Store } from '../store/store.ts';
import { type ApplicationRecords, forceEntity } from './application-records.ts';
import type { ApplicationViews, ApplicationViewsOptions } from './application-views.ts';

export interface ApplicationsOptions extends Pick<ApplicationViewsOptions, 'isAddressee' | 'deciderOf' | 'declaration' | 'today'> {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: ApplicationRecords;
  readonly signatures: AwaitedSignatures;
  readonly runningJobs: RunningJobs;
  readonly views: ApplicationViews;
  /** Whether the card is an HR application that came electronically. */
  readonly isApplication: (card: Card) => boolean;
  readonly people: () => readonly PersonOfOffice[];
  /** Whether the window handed the file in. */
  readonly wasHandedIn: (sha256: string, connection: string) => boolean;
  readonly mediaTypeOf: (sha256: string) => Promise<string>;
  readonly composeProtocol: ComposeProtocol;
  readonly zone: () => string;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Why nothing may rest on an application. */
const GATE_ERRORS = {
  notReceived: 'error.application.gate.notReceived',
  notVerified: 'error.application.gate.notVerified',
  preliminary: 'error.application.gate.preliminary',
  notCounted: 'error.application.gate.notCounted',
  notAccepted: 'error.application.gate.notAccepted',
  inDoubt: 'error.application.gate.inDoubt',
  forceLost: 'error.application.gate.forceLost',
} as const satisfies Readonly<Record<MissingForce, string>>;

/** HR applications that come electronically: from the receipt to the addressee's acceptance (KhAI 4.7; VER-05, VER-08, VER-10). */
export class ApplicationsRoom {
  readonly #options: ApplicationsOptions;
  readonly #steps: DocumentSteps<ApplicationEvent, ApplicationStanding, ApplicationView>;

  constructor(options: ApplicationsOptions) {
    this.#options = options;
    this.#steps = new DocumentSteps({
      ...options,
      sort: 'application',
      standingOf: (events: readonly ApplicationEvent[]) => applicationStanding(events),
      demandTurn: (standing, event) => {
        const problem = applicationProblem(standing, event);
        if (problem !== null) throw refused(problem);
      },
      view: (card, actor) => options.views.of(card, actor),
    });
  }

  readonly handlers: RoomHandlers<'applications'> = {
    ofDocument: async ({ documentId }, { actor }) => {
      const card = this.#options.readable(documentId, actor);
      return { application: this.#options.isApplication(card) ? await this.#options.views.of(card, actor) : null };
    },
    receive: (input, { actor }) => {
      const { card } = this.#application(input.documentId, actor);
      this.#steps.demandPast('receivedOn', input.receivedOn);
      const people = this.#options.people();
      const addressee = people.find(({ personId }) => personId === input.addresseePersonId);
      const known = input.author.personId === null ? null : people.find(({ personId }) => personId === input.author.personId);
      if (addressee === undefined || known === undefined) throw new Refusal('not-found', 'error.personNotFound');
      const facts = {
        author: known === null ? input.author : { personId: known.personId, name: known.name },
        addressee: { personId: addressee.personId, name: addressee.name },
        receivedOn: input.receivedOn,
        responsiblePersonId: people.find(({ accountId }) => accountId === actor.accountId)?.personId ?? null,
      };
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'received', ...facts });
        transaction.append({
          ...this.#steps.frame(card, actor),
          kind: 'application.received',
          payload: { ...stepOf(input), ...facts },
          changes: [
            { field: 'application.author', before: null, after: facts.author.name },
            { field: 'application.addressee', before: null, after: facts.addressee.name },
            { field: 'application.receivedOn', before: null, after: facts.receivedOn },
          ],
        });
      });
    },
    verify: (input, call) => this.#verify(input, call),
    importProtocol: async (input, { actor, connection }) => {
      const { card } = this.#application(input.documentId, actor);
      if (this.#steps.isDone(input)) return this.#options.views.of(card, actor);
      const { received } = this.#steps.standing(input.documentId);
      if (received === null) throw refused('notReceived');
      const file = await this.#importedFile(card, input.file, connection);
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'protocolImported', receivedStepId: received.stepId, protocol: file.sha256 });
        transaction.append({
          ...this.#steps.frame(card, actor),
          kind: 'application.protocolImported',
          payload: { ...stepOf(input), receivedStepId: received.stepId, file },
          changes: [{ field: 'application.importedProtocol', before: null, after: `${file.fileName} · ${file.sha256}` }],
        });
      });
    },
    declare: (input, { actor }) => {
      const { card } = this.#application(input.documentId, actor);
      if (this.#steps.isDone(input)) return this.#options.views.of(card, actor);
      this.#steps.demandPast('talkedOn', input.talkedOn);
      const standing = this.#steps.standing(input.documentId);
      const { received } = standing;
      if (received === null) throw refused('notReceived');
      const declaration = this.#options.declaration(card, standing, actor, input.talkedOn);
      if (declaration === null) throw new Refusal('refused', 'error.application.noDeclaration');
      const { head, words, packVersion } = declaration;
      const facts = { receivedStepId: received.stepId, head, talkedOn: input.talkedOn, words };
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'declared', ...facts });
        transaction.append({
          ...this.#steps.frame(card, actor),
          kind: 'application.declared',
          payload: { ...stepOf(input), ...facts, packVersion },
          changes: [
            { field: 'application.head', before: null, after: head.name },
            { field: 'application.words', before: null, after: words.text },
          ],
        });
      });
    },
    accept: (input, call) => this.#accept(input, call),
    decideForce: (input, { actor }) => this.#decideForce(input, actor),
  };

  /**
   * What an application lacks before anybody lays a resolution on it (VER-05), as the key of a
   * message; null: nothing, or the document is none. Answers at once, by the newest check that is recorded.
   */
  missingForce(card: Card): string | null {
    const missing = this.#missingForce(card);
    return missing === null ? null : GATE_ERRORS[missing];
  }

  /** Why no order may rest any more on an application that was accepted, as {@link missingForce} says it. */
  doubtOf(card: Card): string | null {
    const missing = this.#missingForce(card);
    return missing === 'inDoubt' || missing === 'forceLost' ? GATE_ERRORS[missing] : null;
  }

  /** The decision on the force of an application that counts; null: there is none. */
  decisionOf(documentId: string): ApplicationStanding['decided'] {
    return this.#steps.standing(documentId).decided;
  }

  #missingForce(card: Card): MissingForce | null {
    if (!this.#options.isApplication(card)) return null;
    const { records } = this.#options;
    const events = records.events(card.documentId);
    const newest = conclusionOf(applicationStanding(events), records.newestCheck(card.documentId)?.findings ?? null);
    return missingForce(applicationStanding(events, newest).state);
  }

  /**
   * The protocol is a copy of its own: where the desk stops between it and the step, it stays among the copies and is
   * made again.
   */
  async #verify(input: Step, call: Call): Promise<ApplicationView> {
    const { signatures, views, composeProtocol } = this.#options;
    const { card, main } = this.#application(input.documentId, call.actor);
    if (this.#steps.isDone(input)) return views.of(card, call.actor);
    const { received } = this.#steps.standing(input.documentId);
    if (received === null) throw refused('notReceived');
    const check = await this.#steps.check(card, call);
    const { answer, place } = signatures.first(check, card, main, received.author.name);
    // Without any signature there is nothing that a protocol could be of.
    const shown = place ?? anySignature(check);
    if (shown === null) throw new Refusal('refused', 'error.application.noSignature', { name: received.author.name });
    const protocol = await composeProtocol(card, shown, call);
    return this.#steps.commit(card, input, call.actor, (transaction) => {
      this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, call.actor), what: 'verified', receivedStepId: received.stepId, answer, signature: place, protocol });
      transaction.append({
        ...this.#steps.frame(card, call.actor),
        kind: 'application.verified',
        payload: { ...stepOf(input), receivedStepId: received.stepId, answer, signature: place, protocol, verificationId: check.verificationId },
        changes: [
          { field: 'application.answer', before: null, after: answer },
          { field: 'application.protocol', before: null, after: protocol },
        ],
      });
    });
  }

  /** KhAI 4.7: the addressee verifies the signature himself, so that his acceptance checks it anew and in his name. */
  async #accept(input: Step, call: Call): Promise<ApplicationView> {
    const { signatures, views, isAddressee } = this.#options;
    const { actor } = call;
    const { card, main } = this.#application(input.documentId, actor);
    if (this.#steps.isDone(input)) return views.of(card, actor);
    const standing = this.#steps.standing(input.documentId);
    const { received, declared } = standing;
    if (received === null) throw refused('notReceived');
    if (!isAddressee(received.addressee, actor)) throw new Refusal('no-right', 'error.application.notAddressee', { name: received.addressee.name });
    const addressee = received.addressee;
    const facts = { receivedStepId: received.stepId, addressee };
    this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'accepted', ...facts });
    const check = declared === null ? await this.#steps.check(card, call) : null;
    if (check !== null) {
      const { answer } = signatures.first(check, card, main, received.author.name);
      if ((answer !== 'passed' && answer !== 'undetermined') || isRefutedNow(standing, conclusionOf(standing, findingsOf(check.reports)))) throw refused('notCounted');
    }
    return this.#steps.commit(card, input, actor, (transaction) => {
      this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'accepted', ...facts });
      transaction.append({
        ...this.#steps.frame(card, actor),
        kind: 'application.accepted',
        payload: { ...stepOf(input), ...facts, verificationId: check?.verificationId ?? null },
        changes: [{ field: 'application.accepted', before: null, after: addressee.name }],
      });
    });
  }

  /** VER-05: an acceptance whose ground a check took away is upheld or taken back by a person, with a reason. */
  async #decideForce({ keeps, basis, ...step }: MethodCheckedInput<'applications.decideForce'>, actor: Actor): Promise<ApplicationView> {
    const { records, views, deciderOf } = this.#options;
    const { card } = this.#application(step.documentId, actor);
    if (this.#steps.isDone(step)) return views.of(card, actor);
    return this.#steps.commit(card, step, actor, (transaction) => {
      const standing = this.#steps.standing(card.documentId);
      const { received, accepted } = standing;
      if (received === null || accepted === null) throw refused('notAccepted');
      const decidedBy = deciderOf(received.addressee, actor);
      if (decidedBy === null) throw new Refusal('no-right', 'error.application.notDecider', { name: received.addressee.name });
      const check = records.newestCheck(card.documentId);
      const found = conclusionOf(standing, check?.findings ?? null);
      if (check === null || found === null) throw refused('notInDoubt');
      const facts = { acceptedStepId: accepted.stepId, conclusion: { indication: found.indication, revokedAt: found.revokedAt }, keeps, basis, decidedBy };
      this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(step, actor), what: 'forceDecided', ...facts });
      transaction.append({
        ...this.#steps.frame(card, actor),
        entity: forceEntity(card.documentId),
        kind: 'application.forceDecided',
        payload: { ...stepOf(step), ...facts, verificationId: check.verificationId },
        changes: [{ field: keeps ? 'application.forceKept' : 'application.forceLost', before: null, after: basis }],
      });
    });
  }

  /** A `Validation_Report.pdf` that was handed in at this window or came with the document. @throws Refusal */
  async #importedFile(card: Card, { sha256, fileName }: { readonly sha256: string; readonly fileName: string }, connection: string): Promise<DocumentFile> {
    const { store, records, wasHandedIn, mediaTypeOf } = this.#options;
    // X18: what the office made itself never passes for the protocol of czo.
    if (records.isOwnCopy(sha256)) throw new Refusal('refused', 'error.application.ownProtocol', { fileName });
    const there = card.files.find((file) => file.sha256 === sha256);
    if (there !== undefined && there.role !== 'validation-report') throw new Refusal('refused', 'error.application.notReport', { fileName });
    if (there !== undefined) return there;
    if (!store.blobs.has(sha256) || !wasHandedIn(sha256, connection)) throw new Refusal('not-found', 'error.fileNotFound');
    const mediaType = await mediaTypeOf(sha256);
    if (mediaType !== 'application/pdf' || !isValidationReport(fileName)) throw new Refusal('refused', 'error.application.notReport', { fileName });
    return { sha256, fileName, size: await store.blobs.size(sha256), mediaType, role: 'validation-report' };
  }

  /** An application with its file. @throws Refusal */
  #application(documentId: string, actor: Actor): { readonly card: Card; readonly main: DocumentFile } {
    const card = this.#options.readable(documentId, actor);
    if (!this.#options.isApplication(card)) throw new Refusal('refused', 'error.application.notApplication', { index: card.registrationIndex });
    return { card, main: this.#steps.mainFile(card) };
  }
}

/** A signature that is not the author's, for a protocol that shows whose it is. */
function anySignature({ reports }: CheckedReports): { readonly sha256: string; readonly id: string } | null {
  const report = reports.find(({ signatures }) => signatures.length > 0);
  const id = report?.signatures[0]?.id;
  return report === undefined || id === undefined ? null : { sha256: report.sha256, id };
}

function refused(problem: ApplicationProblem): Refusal {
  return new Refusal('refused', `error.application.${problem}`);
}
