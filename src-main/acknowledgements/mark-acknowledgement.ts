import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import { acknowledgementSignature } from '#shared/domain/acknowledgement-signature.ts';
import { type AcknowledgementProblem, ownMarkProblem, type OwnWay, recordProblem } from '#shared/domain/acknowledgement.ts';
import type { DatedPeriod } from '#shared/domain/working-day.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { operationActor } from '#shared/sync/operation.ts';
import { streamOf } from '../registration/streams.ts';
import type { SimpleSigning } from '../simple-signatures/simple-signing.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { AcknowledgementRecords, ListRecord } from './acknowledgement-records.ts';
import type { AcknowledgementTerms } from './acknowledgement-terms.ts';
import type { AcknowledgementViews } from './acknowledgement-views.ts';

/** The newest check of a document. */
export interface CheckedDocument {
  readonly verificationId: string;
  readonly reports: readonly ValidationReport[];
}

export interface MarkOptions {
  readonly store: Store;
  readonly records: AcknowledgementRecords;
  readonly views: AcknowledgementViews;
  readonly terms: () => AcknowledgementTerms;
  /** Periods of martial law of the country; none where it has none (ACK-04). */
  readonly martialLaw: () => readonly DatedPeriod[];
  /** Null: the document was not checked yet. */
  readonly checked: (documentId: string) => Promise<CheckedDocument | null>;
  /** The card, if it is here and the actor may read it. */
  readonly cardFor: (documentId: string, actor: Actor) => Card | null;
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** The one way in which a password signs, and whether HR documents may reach a person electronically (ACK-06, HRC-01). */
  readonly simpleSigning: Pick<SimpleSigning, 'signByPassword' | 'hrProblem'>;
  /** Whether the kind demands the employee's simple signature (SIGN-13). */
  readonly demandsSimple: (kindId: string) => boolean;
  readonly newId: () => string;
}

/** The signature of a contract that the check found good for its conclusion. */
export interface ContractSignature {
  readonly documentId: string;
  readonly stepId: string;
  readonly personId: string;
  readonly sha256: string;
  /** What the signature may be over. */
  readonly documentFiles: readonly string[];
  readonly files: Card['files'];
  readonly check: CheckedDocument;
}

/** Who acknowledged: by himself, or as a registrar records it. */
export class MarkAcknowledgement {
  readonly #options: MarkOptions;

  constructor(options: MarkOptions) {
    this.#options = options;
  }

  /** @returns lists that are acknowledged now, also by an earlier call with the same step */
  async acknowledge({ stepId, way, documents, signature, password }: MethodCheckedInput<'acknowledgements.acknowledge'>, actor: Actor): Promise<string[]> {
    const { store, records, terms, checked, readable } = this.#options;
    if ((signature === null) !== (way !== 'signature')) throw refused('signature.missing');
    const check = signature === null ? null : await checked(readable(signature.documentId, actor).documentId);
    const together = [...new Set(documents.map(({ listId }) => listId))];
    const signed = way === 'simple' ? await this.#signedByPassword(stepId, documents, password, actor) : null;
    return store.commit((transaction) => {
      const own = records.ownPeople(actor.accountId);
      const on = terms().days.today;
      for (const { listId, agreed } of new Map(documents.map((document) => [document.listId, document])).values()) {
        const list = this.#list(listId);
        const card = readable(list.documentId, actor);
        if (records.hasStep(listId, stepId)) continue;
        if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
        const facts = records.facts(list, own);
        this.#demandHr(card, way, actor);
        const signedFiles = signature === null ? null : this.#signatureFiles(list, signature.documentId, actor);
        const problems = facts.people.map((person) => {
          const answer = signature === null ? null : signedFiles === null ? ('ofOtherDocument' as const) : acknowledgementSignature(check?.reports ?? [], { sha256: signature.sha256, documentFiles: mainFiles(signedFiles), files: signedFiles, personName: person.name });
          return { person, problem: ownMarkProblem(facts, person.personId, own, way, answer) };
        });
        const marked = problems.filter(({ problem }) => problem === null).map(({ person }) => person);
        if (marked.length === 0) throw refused(problems[0]?.problem ?? 'notAsked');
        this.#demandSeen(list, card, agreed);
        transaction.append({
          kind: 'acknowledgement.made',
          entity: list.documentId,
          stream: streamOf(card),
          actor: operationActor(actor),
          payload: {
            listId,
            documentId: list.documentId,
            stepId,
            personIds: marked.map(({ personId }) => personId),
            way,
            on,
            agreed,
            signature: signature === null || check === null ? null : { ...signature, verificationId: check.verificationId },
            together,
          },
          changes: [
            { field: `acknowledgement.way.${way}`, before: null, after: marked.map(({ name }) => name).join(', ') },
            { field: 'acknowledgement.text', before: null, after: agreed.text },
          ],
        });
        if (way === 'simple') signed?.get(listId)?.(transaction);
      }
      return together;
    });
  }

  /**
   * Marks the documents that are acknowledged with the signature of a contract (ACK-10), in the transaction that records
   * this signature. A signature that is not good for a list leaves the list as it is: the contract may be concluded with
   * a weaker one.
   */
  byContract(transaction: Transaction, { documentId, stepId, personId, sha256, documentFiles, files, check }: ContractSignature, actor: Actor): void {
    const { records, terms, views, cardFor } = this.#options;
    const lists = records.listsWith(documentId);
    for (const list of lists) {
      const card = cardFor(list.documentId, actor);
      const facts = records.facts(list, [personId]);
      const [person] = facts.people;
      const [agreed] = card === null ? [] : views.texts(list, card);
      if (card === null || card.state === 'void' || person === undefined || agreed === undefined || records.hasStep(list.listId, stepId)) continue;
      const answer = acknowledgementSignature(check.reports, { sha256, documentFiles, files, personName: person.name });
      if (ownMarkProblem(facts, personId, [personId], 'signature', answer) !== null) continue;
      transaction.append({
        kind: 'acknowledgement.made',
        entity: list.documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: {
          listId: list.listId,
          documentId: list.documentId,
          stepId,
          personIds: [personId],
          way: 'signature',
          on: terms().days.today,
          agreed,
          signature: { documentId, sha256, verificationId: check.verificationId },
          together: lists.map(({ listId }) => listId),
        },
        changes: [
          { field: 'acknowledgement.way.signature', before: null, after: person.name },
          { field: 'acknowledgement.text', before: null, after: agreed.text },
        ],
      });
    }
  }

  record({ listId, stepId, personIds, entry }: MethodCheckedInput<'acknowledgements.record'>, actor: Actor): void {
    const { store, records, terms, martialLaw, readable, views } = this.#options;
    store.commit((transaction) => {
      const list = this.#list(listId);
      const card = readable(list.documentId, actor);
      if (records.hasStep(listId, stepId)) return;
      if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
      if (entry.way === 'paper' && entry.scan !== null && !card.files.some(({ sha256 }) => sha256 === entry.scan)) throw new Refusal('not-found', 'error.acknowledgement.scanNotFound', {}, [{ path: 'entry.scan', message: 'error.acknowledgement.scanNotFound' }]);
      const chosen = [...new Set(personIds)];
      const facts = records.facts(list, chosen);
      const days = terms();
      for (const personId of chosen) {
        const sentAt = facts.people.find((person) => person.personId === personId)?.sentAt ?? list.sentAt;
        const problem = recordProblem(facts, personId, { way: entry.way, on: entry.on, witnesses: entry.way === 'refusal' ? entry.witnesses : [] }, { today: days.days.today, sentOn: days.dayOf(sentAt), martialLaw: martialLaw() });
        if (problem !== null) throw refused(problem, facts.people.find((person) => person.personId === personId)?.name);
      }
      // A refusal agrees to nothing.
      const agreed = entry.way === 'refusal' ? null : (views.texts(list, card)[0] ?? null);
      transaction.append({
        kind: 'acknowledgement.recordedByRegistrar',
        entity: list.documentId,
        stream: streamOf(card),
        actor: operationActor(actor),
        payload: { listId, documentId: list.documentId, stepId, personIds: chosen, entry, agreed },
        changes: [
          { field: `acknowledgement.way.${entry.way}`, before: null, after: facts.people.slice(0, 60).map(({ name }) => name).join(', ') },
          { field: 'acknowledgement.on', before: null, after: entry.on },
          ...(entry.way === 'mail' ? [{ field: 'acknowledgement.message', before: null, after: entry.message }] : []),
          ...(entry.way === 'refusal' ? [{ field: 'acknowledgement.witnesses', before: null, after: entry.witnesses.join(', ') }] : []),
          ...(entry.way === 'refusal' || entry.way === 'martialLaw' ? [{ field: 'reason', before: null, after: entry.reason }] : []),
        ],
      });
    });
  }

  #list(listId: string): ListRecord {
    const list = this.#options.records.list(listId);
    if (list === null) throw new Refusal('not-found', 'error.acknowledgement.listNotFound');
    return list;
  }

  /**
   * Asks for the password once for all lists that this step has not marked yet.
   *
   * @returns what writes the record of each list in the transaction that marks it
   */
  async #signedByPassword(stepId: string, documents: MethodCheckedInput<'acknowledgements.acknowledge'>['documents'], password: string | null, actor: Actor): Promise<Map<string, (transaction: Transaction) => void>> {
    const { records, readable, simpleSigning, newId } = this.#options;
    const signed = new Map<string, (transaction: Transaction) => void>();
    for (const { listId, agreed } of documents) {
      if (signed.has(listId) || records.hasStep(listId, stepId)) continue;
      if (password === null) throw new Refusal('refused', 'error.simpleSignature.passwordNeeded', {}, [{ path: 'password', message: 'error.simpleSignature.passwordNeeded' }]);
      const list = this.#list(listId);
      const card = readable(list.documentId, actor);
      const own = records.ownPeople(actor.accountId);
      const [person] = records.facts(list, own).people;
      if (person === undefined) throw refused('notAsked');
      const files = card.files.filter(({ role }) => role === 'main');
      // A record that names no file proves nothing of one.
      if (files.length === 0) throw new Refusal('refused', 'error.noFileToCopy');
      signed.set(listId, await simpleSigning.signByPassword(actor, password, { signatureId: newId(), documentId: card.documentId, kindId: card.kindId, stream: streamOf(card), files, purpose: 'acknowledgement', purposeId: listId, personId: person.personId, words: agreed }));
    }
    return signed;
  }

  /** HR e-documents reach an employee electronically only after his consent, and a bare mark is no signature of his (SIGN-13, HRC-01). @throws Refusal */
  #demandHr(card: Card, way: OwnWay, actor: Actor): void {
    if (card.medium !== 'electronic') return;
    if (way === 'system' && this.#options.demandsSimple(card.kindId)) throw refused('simpleNeeded');
    const problem = this.#options.simpleSigning.hrProblem(actor, card.kindId);
    if (problem !== null) throw new Refusal('refused', `error.simpleSignature.${problem}`);
  }

  /**
   * Files of the document whose signature acknowledges the list: its own, or the contract at whose signing it is
   * acknowledged (ACK-10). Null: the signature is of a document that has nothing to do with it.
   */
  #signatureFiles(list: ListRecord, signedDocumentId: string, actor: Actor): Card['files'] | null {
    if (signedDocumentId !== list.documentId && signedDocumentId !== list.withDocumentId) return null;
    return this.#options.readable(signedDocumentId, actor).files;
  }

  /** What is recorded is what the person saw: words of another day, or of a window's own, are none of the office's. */
  #demandSeen(list: ListRecord, card: Card, agreed: AgreedText): void {
    if (this.#options.views.texts(list, card).some(({ language, text }) => language === agreed.language && text === agreed.text)) return;
    throw new Refusal('conflict', 'error.acknowledgement.textChanged');
  }
}

function mainFiles(files: Card['files']): string[] {
  return files.filter(({ role }) => role === 'main').map(({ sha256 }) => sha256);
}

function refused(problem: AcknowledgementProblem, name: string = ''): Refusal {
  return new Refusal('refused', `error.acknowledgement.${problem}`, { name });
}
