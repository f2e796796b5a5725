import { Refusal } from '#shared/contract/errors.ts';
import type { ContractView } from '#shared/contract/contracts.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { PersonOfOffice } from '#shared/contract/review.ts';
import { type ContractEvent, type ContractKind, contractProblem, contractStanding, type ContractStanding } from '#shared/domain/contracts.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { AcknowledgementsRoom } from '../acknowledgements/acknowledgements-room.ts';
import type { AwaitedSignatures, CheckedReports } from '../document-steps/awaited-signatures.ts';
import { type Call, DocumentSteps, type Step, stepOf } from '../document-steps/document-steps.ts';
import type { ComposeProtocol } from '../document-steps/signature-protocol.ts';
import type { StepRecords } from '../document-steps/step-records.ts';
import type { Environment } from '../environment.ts';
import type { RunningJobs } from '../jobs/running-jobs.ts';
import { contractClausesOf, contractKindOf, type RulePack } from '../rule-packs/index.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { ContractTexts } from './contract-texts.ts';
import type { ContractViews } from './contract-views.ts';

export interface ContractsOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: StepRecords<ContractEvent>;
  readonly signatures: AwaitedSignatures;
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
  readonly composeProtocol: ComposeProtocol;
  readonly readable: (documentId: string, actor: Actor) => Card;
  readonly onChanged: () => void;
}

/** Contracts that are concluded electronically: from the agreed text to the signed PDF with its protocol (SIGN-18 … SIGN-22). */
export class ContractsRoom {
  readonly #options: ContractsOptions;
  readonly #steps: DocumentSteps<ContractEvent, ContractStanding, ContractView>;

  constructor(options: ContractsOptions) {
    this.#options = options;
    this.#steps = new DocumentSteps({
      ...options,
      sort: 'contract',
      standingOf: (events: readonly ContractEvent[]) => contractStanding(events),
      demandTurn: (standing, event) => this.#judge(standing, event),
      view: (card, actor) => options.views.of(card, actor),
    });
  }

  readonly handlers: RoomHandlers<'contracts'> = {
    ofDocument: async ({ documentId }, { actor }) => {
      const card = this.#options.readable(documentId, actor);
      return { contract: this.#kindOf(card) === null ? null : await this.#options.views.of(card, actor) };
    },
    checkClauses: async ({ documentId }, call) => {
      const { card, main } = this.#contract(documentId, call.actor);
      const answer = await this.#steps.job('job.contractClauses', card, call, (options) => this.#options.texts.clauses(main, options));
      const missing = new Set(answer.missing.map(({ id }) => id));
      const found = (id: string): boolean | null => (answer.outcome === 'unreadable' ? null : !missing.has(id));
      return { outcome: answer.outcome, clauses: contractClausesOf(this.#options.rulePack()).map(({ id, names }) => ({ id, names: { ...names }, found: found(id) })) };
    },
    agreeText: (input, { actor }) => {
      const { card } = this.#contract(input.documentId, actor);
      this.#steps.demandPast('agreedOn', input.agreedOn);
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
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'textAgreed', ...facts });
        transaction.append({
          ...this.#steps.frame(card, actor),
          kind: 'contract.textAgreed',
          payload: { ...stepOf(input), ...facts },
          changes: [
            { field: 'contract.agreedOn', before: null, after: input.agreedOn },
            { field: 'contract.party', before: null, after: facts.party.name },
          ],
        });
      });
    },
    checkHead: async (input, call) => {
      const { card, main } = this.#contract(input.documentId, call.actor);
      if (this.#steps.isDone(input)) return this.#options.views.of(card, call.actor);
      const { agreed } = this.#steps.standing(input.documentId);
      if (agreed === null) throw refused('textNotAgreed');
      if (this.#options.texts.textFile(main).mediaType !== 'application/pdf') throw new Refusal('refused', 'error.contract.notPdf', { fileName: main.fileName });
      const check = await this.#steps.check(card, call);
      return this.#steps.commit(card, input, call.actor, (transaction) => this.#recordHead(transaction, card, main, input, check, agreed.head.name, call.actor));
    },
    send: async (input, call) => {
      const { card, main } = this.#contract(input.documentId, call.actor);
      if (this.#steps.isDone(input)) return this.#options.views.of(card, call.actor);
      this.#steps.demandPast('sentAt', input.sentAt);
      const { head } = this.#steps.standing(input.documentId);
      if (head === null) throw refused('headNotSigned');
      const clauses = await this.#steps.job('job.contractClauses', card, call, (options) => this.#options.texts.clauses(main, options));
      // KhAI 4.8: the rules stand in the text without fail. A text that a machine cannot read is read by a person.
      if (clauses.outcome === 'missing') throw new Refusal('refused', 'error.contract.clausesMissing', { clauses: this.#options.texts.namesOf(clauses) });
      if (clauses.outcome === 'unreadable' && !input.clausesRead) throw new Refusal('refused', 'error.contract.clausesUnreadable', {}, [{ path: 'clausesRead', message: 'error.contract.clausesUnreadable' }]);
      const { content } = head;
      const { address, addressKind, sentAt } = input;
      const { packVersion } = this.#options.rulePack();
      const proof = clauses.outcome === 'found' ? ('found' as const) : ('readByPerson' as const);
      return this.#steps.commit(card, input, call.actor, (transaction) => {
        this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, call.actor), what: 'sent', content, address, addressKind, sentAt, clauses: proof, packVersion });
        transaction.append({
          ...this.#steps.frame(card, call.actor),
          kind: 'contract.sent',
          payload: { ...stepOf(input), content, address, addressKind, sentAt, clauses: proof, packVersion },
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
      if (this.#steps.isDone(input)) return this.#options.views.of(card, actor);
      this.#steps.demandPast('receivedAt', input.receivedAt);
      const file = await this.#returnedFile(card, main, input.file, connection);
      const { fromAddress, receivedAt } = input;
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'received', sha256: file.sha256, fromAddress, receivedAt });
        transaction.append({
          ...this.#steps.frame(card, actor),
          kind: 'contract.received',
          payload: { ...stepOf(input), file, fromAddress, receivedAt },
          changes: [
            { field: 'contract.receivedFile', before: null, after: `${file.fileName} · ${file.sha256}` },
            { field: 'contract.fromAddress', before: null, after: fromAddress },
            { field: 'contract.receivedAt', before: null, after: receivedAt },
          ],
        });
      });
    },
    composeProtocol: (input, call) => this.#composeProtocol(input, call),
    signOnPaper: async (input, { actor }) => {
      const { card } = this.#contract(input.documentId, actor);
      this.#steps.demandPast('signedOn', input.signedOn);
      const failed = await this.#options.views.failedNow(card);
      const { signedOn } = input;
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#demandTurnNow(card, failed, { ...this.#steps.turn(input, actor), what: 'paperSigned', signedOn });
        transaction.append({ ...this.#steps.frame(card, actor), kind: 'contract.paperSigned', payload: { ...stepOf(input), signedOn }, changes: [{ field: 'contract.paperSignedOn', before: null, after: signedOn }] });
      });
    },
    handOver: async (input, { actor }) => {
      const { card } = this.#contract(input.documentId, actor);
      this.#steps.demandPast('handedOn', input.handedOn);
      const failed = await this.#options.views.failedNow(card);
      const { handedOn, to } = input;
      return this.#steps.commit(card, input, actor, (transaction) => {
        this.#demandTurnNow(card, failed, { ...this.#steps.turn(input, actor), what: 'copyHandedOver', handedOn, to });
        transaction.append({
          ...this.#steps.frame(card, actor),
          kind: 'contract.copyHandedOver',
          payload: { ...stepOf(input), handedOn, to },
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
    if (this.#steps.isDone(input)) return this.#options.views.of(card, actor);
    const { agreed, head, receipts } = this.#steps.standing(input.documentId);
    const receipt = receipts.find((one) => one.receipt.stepId === input.receiptStepId)?.receipt;
    if (agreed === null || head === null || receipt === undefined) throw refused('noReceipt');
    const check = await this.#steps.check(card, call);
    const first = signatures.first(check, card, main, agreed.head.name);
    // A head's signature that fails by now makes nothing good; the protocol shows it.
    const { answer, place } = await signatures.second(check, card, receipt.sha256, agreed.party.name, { content: head.content, firstSignerInside: head.inside ? agreed.head.name : null });
    // Without any signature there is nothing that a protocol could be of.
    const shown = place ?? anySignature(check, receipt.sha256);
    if (shown === null) throw new Refusal('refused', 'error.contract.party.missing');
    const protocol = await composeProtocol(card, shown, call);
    const counts = answer === 'passed' && first.answer === 'passed';
    const words = answer === 'passed' ? texts.agreed(card) : null;
    return this.#steps.commit(card, input, actor, (transaction) => {
      this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'protocolComposed', receiptStepId: input.receiptStepId, content: head.content, answer, signature: place, protocol, agreed: words });
      if (head.answer !== 'passed' && first.answer === 'passed' && first.content === head.content && first.place !== null) {
        const { content, inside, place: signature } = first;
        transaction.append({ ...this.#steps.frame(card, actor), kind: 'contract.headSigned', payload: { documentId: card.documentId, stepId: headStepOf(input.stepId), content, inside, signature, answer: 'passed', verificationId: check.verificationId }, changes: [{ field: 'contract.headAnswer', before: head.answer, after: 'passed' }] });
      }
      transaction.append({
        ...this.#steps.frame(card, actor),
        kind: 'contract.protocolComposed',
        payload: { ...stepOf(input), receiptStepId: input.receiptStepId, content: head.content, answer, signature: place, protocol, verificationId: check.verificationId, agreed: words },
        changes: [
          { field: 'contract.partyAnswer', before: null, after: answer },
          { field: 'contract.protocol', before: null, after: protocol },
          ...(words === null ? [] : [{ field: 'contract.agreedText', before: null, after: words.text }]),
        ],
      });
      if (!counts || agreed.party.personId === null || place === null) return;
      acknowledgements.byContract(transaction, { documentId: card.documentId, stepId: input.stepId, personId: agreed.party.personId, sha256: place.sha256, documentFiles: [head.content, receipt.sha256], files: card.files, check }, actor);
    });
  }

  /** Paper copies rest on the conclusion: while a check refutes what it rests on, none is made or handed over. @throws Refusal */
  #demandTurnNow({ documentId }: Card, failed: ReadonlySet<string>, event: ContractEvent): void {
    this.#judge(contractStanding(this.#options.records.events(documentId), failed), event);
  }

  #judge(standing: ContractStanding, event: ContractEvent): void {
    const problem = contractProblem(standing, event, (instant) => dayInZone(this.#options.zone(), instant));
    if (problem !== null) throw refused(problem);
  }

  #recordHead(transaction: Transaction, card: Card, main: DocumentFile, input: Step, check: CheckedReports, headName: string, actor: Actor): void {
    const { answer, place, content, inside } = this.#options.signatures.first(check, card, main, headName);
    if (place === null || (answer !== 'passed' && answer !== 'undetermined')) throw new Refusal('refused', `error.contract.head.${answer}`, { name: headName });
    this.#steps.demandTurn(card.documentId, { ...this.#steps.turn(input, actor), what: 'headSigned', content, inside, signature: place, answer });
    transaction.append({
      ...this.#steps.frame(card, actor),
      kind: 'contract.headSigned',
      payload: { ...stepOf(input), content, inside, signature: place, answer, verificationId: check.verificationId },
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
    return { card, main: this.#steps.mainFile(card) };
  }

  #kindOf({ kindId }: Pick<Card, 'kindId'>): ContractKind | null {
    return contractKindOf(this.#options.rulePack(), kindId);
  }
}

/** A signature of the file that is not the party's, for a protocol that shows whose it is. */
function anySignature({ reports }: CheckedReports, sha256: string): { readonly sha256: string; readonly id: string } | null {
  const id = reports.find((report) => report.sha256 === sha256)?.signatures[0]?.id;
  return id === undefined ? null : { sha256, id };
}

/** The better answer about the head's signature belongs to the step that brought it: a repeated call adds nothing. */
function headStepOf(stepId: string): string {
  return `${stepId}/head`;
}

function refused(problem: NonNullable<ReturnType<typeof contractProblem>>): Refusal {
  return new Refusal('refused', `error.contract.${problem}`);
}
