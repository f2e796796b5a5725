import { Refusal } from '#shared/contract/errors.ts';
import type { ContractView } from '#shared/contract/contracts.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import { type ContractEvent, type ContractKind, contractProblem, contractStanding, type ContractStanding } from '#shared/domain/contracts.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { CallContext, RoomHandlers } from '#shared/rpc/dispatcher.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { AcknowledgementsRoom } from '../acknowledgements/acknowledgements-room.ts';
import { type Environment, isoInstant } from '../environment.ts';
import { JobFailed, type JobOptions } from '../jobs/job-runner.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { streamOf } from '../registration/streams.ts';
import { contractClausesOf, contractKindOf, type RulePack } from '../rule-packs/index.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { ContractRecords } from './contract-records.ts';
import type { CheckedReports, ContractSignatures } from './contract-signatures.ts';
import type { ContractTexts } from './contract-texts.ts';
import type { ContractViews } from './contract-views.ts';

export interface ContractsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: ContractRecords;
  readonly signatures: ContractSignatures;
  readonly texts: ContractTexts;
  readonly runningJobs: RunningJobs;
  readonly rulePack: () => RulePack;
  readonly views: ContractViews;
  readonly zone: () => string;
  readonly people: () => readonly PersonOfOffice[];
  readonly headPersonId: () => string | null;
  readonly acknowledgements: Pick<AcknowledgementsRoom, 'byContract'>;
  /** Whether the window handed the file in. */
  readonly wasHandedIn: (sha256: string, connection: string) => boolean;
  readonly mediaTypeOf: (sha256: string) => Promise<string>;
  /** Makes the protocol of one signature, a copy of the document. @returns its hash @throws Refusal */
  readonly composeProtocol: (card: Card, signature: { readonly sha256: string; readonly id: string }, call: Call) => Promise<string>;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

type Step = { readonly documentId: string; readonly stepId: string };
type Call = CallContext<Actor>;

/** Contracts that are concluded electronically: from the agreed text to the signed PDF with its protocol (SIGN-18 … SIGN-22). */
export class ContractsRoom {
  readonly #options: ContractsOptions;

  constructor(options: ContractsOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'contracts'> = {
    ofDocument: async ({ documentId }, { actor }) => {
      const card = this.#options.readable(documentId, actor);
      return { contract: this.#kindOf(card) === null ? null : await this.#options.views.of(card, actor) };
    },
    checkClauses: async ({ documentId }, call) => {
      const { card, main } = this.#contract(documentId, call.actor);
      const answer = await this.#job('job.contractClauses', card, call, (options) => this.#options.texts.clauses(main, options));
      const missing = new Set(answer.missing.map(({ id }) => id));
      const found = (id: string): boolean | null => (answer.outcome === 'unreadable' ? null : !missing.has(id));
      return { outcome: answer.outcome, clauses: contractClausesOf(this.#options.rulePack()).map(({ id, names }) => ({ id, names: { ...names }, found: found(id) })) };
    },
    agreeText: (input, { actor }) => {
      const { card } = this.#contract(input.documentId, actor);
      this.#demandPast('agreedOn', input.agreedOn);
      const people = this.#options.people();
      const head = people.find(({ personId }) => personId === this.#options.headPersonId());
      if (head === undefined) throw new Refusal('refused', 'error.contract.noHead');
      const known = input.party.personId === null ? null : people.find(({ personId }) => personId === input.party.personId);
      if (known === undefined) throw new Refusal('not-found', 'error.personNotFound');
      const facts = {
        agreedOn: input.agreedOn,
        party: known === null ? input.party : { personId: known.personId, name: known.name },
        head: { personId: head.personId, name: head.name },
        responsiblePersonId: people.find(({ accountId }) => accountId === actor.accountId)?.personId ?? null,
      };
      return this.#commit(card, input, actor, (transaction) => {
        this.#demandTurn(card, { ...this.#turn(input, actor), what: 'textAgreed', ...facts });
        transaction.append({
          ...this.#frame(card, actor),
          kind: 'contract.textAgreed',
          payload: { ...step(input), ...facts },
          changes: [
            { field: 'contract.agreedOn', before: null, after: input.agreedOn },
            { field: 'contract.party', before: null, after: facts.party.name },
          ],
        });
      });
    },
    checkHead: async (input, call) => {
      const { card, main } = this.#contract(input.documentId, call.actor);
      if (this.#isDone(input)) return this.#options.views.of(card, call.actor);
      const { agreed } = this.#standing(input.documentId);
      if (agreed === null) throw refused('textNotAgreed');
      if (this.#options.texts.textFile(main).mediaType !== 'application/pdf') throw new Refusal('refused', 'error.contract.notPdf', { fileName: main.fileName });
      const check = await this.#check(card, call);
      return this.#commit(card, input, call.actor, (transaction) => this.#recordHead(transaction, card, main, input, check, agreed.head.name, call.actor));
    },
    send: async (input, call) => {
      const { card, main } = this.#contract(input.documentId, call.actor);
      if (this.#isDone(input)) return this.#options.views.of(card, call.actor);
      this.#demandPast('sentAt', input.sentAt);
      const { head } = this.#standing(input.documentId);
      if (head === null) throw refused('headNotSigned');
      const clauses = await this.#job('job.contractClauses', card, call, (options) => this.#options.texts.clauses(main, options));
      // KhAI 4.8: the rules stand in the text without fail. A text that a machine cannot read is read by a person.
      if (clauses.outcome === 'missing') throw new Refusal('refused', 'error.contract.clausesMissing', { clauses: this.#options.texts.namesOf(clauses) });
      if (clauses.outcome === 'unreadable' && !input.clausesRead) throw new Refusal('refused', 'error.contract.clausesUnreadable', {}, [{ path: 'clausesRead', message: 'error.contract.clausesUnreadable' }]);
      const { content } = head;
      const { address, addressKind, sentAt } = input;
      const { packVersion } = this.#options.rulePack();
      const proof = clauses.outcome === 'found' ? ('found' as const) : ('readByPerson' as const);
      return this.#commit(card, input, call.actor, (transaction) => {
        this.#demandTurn(card, { ...this.#turn(input, call.actor), what: 'sent', content, address, addressKind, sentAt, clauses: proof, packVersion });
        transaction.append({
          ...this.#frame(card, call.actor),
          kind: 'contract.sent',
          payload: { ...step(input), content, address, addressKind, sentAt, clauses: proof, packVersion },
          changes: [
            { field: 'contract.address', before: null, after: address },
            { field: 'contract.sentAt', before: null, after: sentAt },
            { field: `contract.clauses.${proof}`, before: null, after: content },
          ],
        });
      });
    },
    receive: async (input, { actor, connection }) => {
      const { card, main } = this.#contract(input.documentId, actor);
      if (this.#isDone(input)) return this.#options.views.of(card, actor);
      this.#demandPast('receivedAt', input.receivedAt);
      const file = await this.#returnedFile(card, main, input.file, connection);
      const { fromAddress, receivedAt } = input;
      return this.#commit(card, input, actor, (transaction) => {
        this.#demandTurn(card, { ...this.#turn(input, actor), what: 'received', sha256: file.sha256, fromAddress, receivedAt });
        transaction.append({
          ...this.#frame(card, actor),
          kind: 'contract.received',
          payload: { ...step(input), file, fromAddress, receivedAt },
          changes: [
            { field: 'contract.receivedFile', before: null, after: `${file.fileName} · ${file.sha256}` },
            { field: 'contract.fromAddress', before: null, after: fromAddress },
            { field: 'contract.receivedAt', before: null, after: receivedAt },
          ],
        });
      });
    },
    composeProtocol: (input, call) => this.#composeProtocol(input, call),
    signOnPaper: (input, { actor }) => {
      const { card } = this.#contract(input.documentId, actor);
      this.#demandPast('signedOn', input.signedOn);
      const { signedOn } = input;
      return this.#commit(card, input, actor, (transaction) => {
        this.#demandTurn(card, { ...this.#turn(input, actor), what: 'paperSigned', signedOn });
        transaction.append({ ...this.#frame(card, actor), kind: 'contract.paperSigned', payload: { ...step(input), signedOn }, changes: [{ field: 'contract.paperSignedOn', before: null, after: signedOn }] });
      });
    },
    handOver: (input, { actor }) => {
      const { card } = this.#contract(input.documentId, actor);
      this.#demandPast('handedOn', input.handedOn);
      const { handedOn, to } = input;
      return this.#commit(card, input, actor, (transaction) => {
        this.#demandTurn(card, { ...this.#turn(input, actor), what: 'copyHandedOver', handedOn, to });
        transaction.append({
          ...this.#frame(card, actor),
          kind: 'contract.copyHandedOver',
          payload: { ...step(input), handedOn, to },
          changes: [
            { field: 'contract.handedOn', before: null, after: handedOn },
            { field: 'contract.handedTo', before: null, after: to },
          ],
        });
      });
    },
  };

  /**
   * Checks the document anew, records a better answer about the head's signature, and the protocol of the party's. The
   * protocol is a copy of its own: where the desk stops between the two, it stays among the copies and is made again.
   */
  async #composeProtocol(input: MethodCheckedInput<'contracts.composeProtocol'>, call: Call): Promise<ContractView> {
    const { signatures, texts, acknowledgements, composeProtocol } = this.#options;
    const { actor } = call;
    const { card, main } = this.#contract(input.documentId, actor);
    if (this.#isDone(input)) return this.#options.views.of(card, actor);
    const { agreed, head, receipts } = this.#standing(input.documentId);
    const receipt = receipts.find((one) => one.receipt.stepId === input.receiptStepId)?.receipt;
    if (agreed === null || head === null || receipt === undefined) throw refused('noReceipt');
    const check = await this.#check(card, call);
    const first = signatures.first(check, main, agreed.head.name);
    // A head's signature that fails by now makes nothing good; the protocol shows it.
    const { answer, place } = await signatures.second(check, receipt.sha256, agreed.party.name, { content: head.content, firstSignerInside: head.inside ? agreed.head.name : null });
    // Without any signature there is nothing that a protocol could be of.
    const shown = place ?? anySignature(check, receipt.sha256);
    if (shown === null) throw new Refusal('refused', 'error.contract.party.missing');
    const protocol = await composeProtocol(card, shown, call);
    const counts = answer === 'passed' && first.answer === 'passed';
    const words = answer === 'passed' ? texts.agreed(card) : null;
    return this.#commit(card, input, actor, (transaction) => {
      this.#demandTurn(card, { ...this.#turn(input, actor), what: 'protocolComposed', receiptStepId: input.receiptStepId, content: head.content, answer, protocol, agreed: words });
      if (head.answer !== 'passed' && first.answer === 'passed' && first.content === head.content && first.place !== null) {
        const { content, inside, place: signature } = first;
        transaction.append({ ...this.#frame(card, actor), kind: 'contract.headSigned', payload: { documentId: card.documentId, stepId: headStepOf(input.stepId), content, inside, signature, answer: 'passed', verificationId: check.verificationId }, changes: [{ field: 'contract.headAnswer', before: head.answer, after: 'passed' }] });
      }
      transaction.append({
        ...this.#frame(card, actor),
        kind: 'contract.protocolComposed',
        payload: { ...step(input), receiptStepId: input.receiptStepId, content: head.content, answer, signature: place, protocol, verificationId: check.verificationId, agreed: words },
        changes: [
          { field: 'contract.partyAnswer', before: null, after: answer },
          { field: 'contract.protocol', before: null, after: protocol },
          ...(words === null ? [] : [{ field: 'contract.agreedText', before: null, after: words.text }]),
        ],
      });
      if (!counts || agreed.party.personId === null || place === null) return;
      acknowledgements.byContract(transaction, { documentId: card.documentId, stepId: input.stepId, personId: agreed.party.personId, sha256: place.sha256, documentFiles: [head.content, receipt.sha256], check }, actor);
    });
  }

  #recordHead(transaction: Transaction, card: Card, main: DocumentFile, input: Step, check: CheckedReports, headName: string, actor: Actor): void {
    const { answer, place, content, inside } = this.#options.signatures.first(check, main, headName);
    if (place === null || (answer !== 'passed' && answer !== 'undetermined')) throw new Refusal('refused', `error.contract.head.${answer}`, { name: headName });
    this.#demandTurn(card, { ...this.#turn(input, actor), what: 'headSigned', content, inside, signature: place, answer });
    transaction.append({
      ...this.#frame(card, actor),
      kind: 'contract.headSigned',
      payload: { ...step(input), content, inside, signature: place, answer, verificationId: check.verificationId },
      changes: [
        { field: 'contract.headName', before: null, after: headName },
        { field: 'contract.headAnswer', before: null, after: answer },
      ],
    });
  }

  /** The file that came back: handed in at this window, or among the document's files already. @throws Refusal */
  async #returnedFile(card: Card, main: DocumentFile, { sha256, fileName }: { readonly sha256: string; readonly fileName: string }, connection: string): Promise<DocumentFile> {
    const { store, wasHandedIn, mediaTypeOf } = this.#options;
    if (sha256 === main.sha256) throw new Refusal('refused', 'error.contract.sameFile', { fileName });
    const there = card.files.find((file) => file.sha256 === sha256);
    if (there !== undefined) return there;
    if (!store.blobs.has(sha256) || !wasHandedIn(sha256, connection)) throw new Refusal('not-found', 'error.fileNotFound');
    const mediaType = await mediaTypeOf(sha256);
    return { sha256, fileName, size: await store.blobs.size(sha256), mediaType, role: mediaType === 'application/pdf' ? 'attachment' : 'signature' };
  }

  /** A contract with its text. @throws Refusal */
  #contract(documentId: string, actor: Actor): { readonly card: Card; readonly main: DocumentFile } {
    const card = this.#options.readable(documentId, actor);
    if (this.#kindOf(card) === null) throw new Refusal('refused', 'error.contract.notContract', { index: card.registrationIndex });
    if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
    const main = card.files.find(({ role }) => role === 'main');
    if (main === undefined) throw new Refusal('refused', 'error.contract.noFile', { index: card.registrationIndex });
    return { card, main };
  }

  #kindOf({ kindId }: Pick<Card, 'kindId'>): ContractKind | null {
    return contractKindOf(this.#options.rulePack(), kindId);
  }

  #standing(documentId: string): ContractStanding {
    return contractStanding(this.#options.records.events(documentId));
  }

  /** The same call again. @throws Refusal where the step is another document's */
  #isDone({ documentId, stepId }: Step): boolean {
    const of = this.#options.records.documentOfStep(stepId);
    if (of !== null && of !== documentId) throw new Refusal('conflict', 'error.contract.stepUsed');
    return of !== null;
  }

  async #commit(card: Card, input: Step, actor: Actor, append: (transaction: Transaction) => void): Promise<ContractView> {
    this.#options.store.commit((transaction) => {
      if (!this.#isDone(input)) append(transaction);
    });
    this.#options.onChanged();
    return this.#options.views.of(this.#options.readable(card.documentId, actor), actor);
  }

  #demandTurn(card: Card, event: ContractEvent): void {
    const problem = contractProblem(this.#standing(card.documentId), event, (instant) => dayInZone(this.#options.zone(), instant));
    if (problem !== null) throw refused(problem);
  }

  #turn({ stepId }: Step, actor: Actor): { readonly stepId: string; readonly at: string; readonly by: string } {
    return { stepId, at: this.#now(), by: actor.name };
  }

  /** Days and instants of what has happened lie in the past. */
  #demandPast(path: string, when: string): void {
    const now = this.#now();
    const isPast = when.length === 10 ? when <= dayInZone(this.#options.zone(), now) : Date.parse(when) <= Date.parse(now);
    if (!isPast) throw new Refusal('refused', 'error.contract.inFuture', {}, [{ path, message: 'error.contract.inFuture' }]);
  }

  #now(): string {
    return isoInstant(this.#options.environment.now());
  }

  #frame(card: Card, actor: Actor) {
    return { entity: card.documentId, stream: streamOf(card), actor: operationActor(actor) };
  }

  #check(card: Card, call: Call): Promise<CheckedReports> {
    return this.#job('job.verify', card, call, (options) => this.#options.signatures.check(card, call.actor, options));
  }

  async #job<Value>(title: 'job.verify' | 'job.contractClauses', card: Card, { signal, progress }: Call, work: (options: JobOptions) => Promise<Value>): Promise<Value> {
    try {
      return await this.#options.runningJobs.run({ title, fileName: card.files[0]?.fileName ?? null, signal, onProgress: progress }, work);
    } catch (error) {
      if (error instanceof JobFailed && error.failure !== 'cancelled' && error.failure !== 'failed') throw new Refusal('refused', 'error.contract.notChecked');
      throw error;
    }
  }
}

/** A signature of the file that is not the party's, for a protocol that shows whose it is. */
function anySignature({ reports }: CheckedReports, sha256: string): { readonly sha256: string; readonly id: string } | null {
  const id = reports.find((report) => report.sha256 === sha256)?.signatures[0]?.id;
  return id === undefined ? null : { sha256, id };
}

function step({ documentId, stepId }: Step): Step {
  return { documentId, stepId };
}

/** The better answer about the head's signature belongs to the step that brought it: a repeated call adds nothing. */
function headStepOf(stepId: string): string {
  return `${stepId}/head`;
}

function refused(problem: NonNullable<ReturnType<typeof contractProblem>>): Refusal {
  return new Refusal('refused', `error.contract.${problem}`);
}
