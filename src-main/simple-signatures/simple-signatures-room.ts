import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import { Refusal } from '#shared/contract/errors.ts';
import type { MethodCheckedInput, MethodOutput } from '#shared/contract/index.ts';
import type { Card } from '#shared/contract/registration.ts';
import type { SimpleSignatureShown } from '#shared/contract/simple-signatures.ts';
import { type AskedToAcknowledge, type DemandedSignature, type DemandFacts, demandedSignatures } from '#shared/domain/demanded-signatures.ts';
import type { ValidationReport } from '#shared/domain/signature-report.ts';
import { type Actor, hasRight } from '#shared/domain/rights.ts';
import { chainBreaks, type FoundBreak, logBreaks, type SignatureBreak, type StoredSimpleSignature } from '#shared/domain/simple-signature.ts';
import type { RoomHandlers } from '#shared/rpc/dispatcher.ts';
import type { AgreementRecords } from '../agreements/agreement-records.ts';
import { streamOf } from '../registration/streams.ts';
import { BlobDamaged } from '../store/blobs/blob-format.ts';
import type { Store } from '../store/store.ts';
import type { SimpleSignatureRecords } from './simple-signature-records.ts';
import { sha256OfText, type SimpleSigning } from './simple-signing.ts';

export interface SimpleSignaturesOptions {
  readonly store: Store;
  readonly records: SimpleSignatureRecords;
  readonly agreements: AgreementRecords;
  readonly signing: SimpleSigning;
  /** What whoever signs a document agrees to, in the document languages of the office. */
  readonly wordsOf: (card: Card) => readonly AgreedText[];
  /** The card, if the actor may read it. @throws Refusal */
  readonly readable: (documentId: string, actor: Actor) => Card;
  /** Whose signatures a kind demands; null: it demands none. */
  readonly demandedOf: (kindId: string) => DemandFacts['demanded'] | null;
  /** Who is asked to acknowledge the document. */
  readonly askedOf: (documentId: string) => readonly AskedToAcknowledge[];
  /** Newest check of the document; empty: there was none. */
  readonly reportsOf: (documentId: string) => Promise<readonly ValidationReport[]>;
  readonly onChanged: () => void;
}

/** A simple signature with what was found when its record, its chain and its files were looked at (VER-12). */
export interface ExaminedSimpleSignature {
  readonly shown: SimpleSignatureShown;
  /** What is wrong with the record itself; empty: nothing. */
  readonly own: readonly SignatureBreak[];
  /** What is wrong with others of its chain or of its document. */
  readonly others: readonly SignatureBreak[];
  /** Names of its files that are not at this desk, so that their bytes were not looked at. */
  readonly elsewhere: readonly string[];
}

/** Documents that are signed with a password, and what proves it (SIGN-12, VER-12). */
export class SimpleSignaturesRoom {
  readonly #options: SimpleSignaturesOptions;

  constructor(options: SimpleSignaturesOptions) {
    this.#options = options;
  }

  readonly handlers: RoomHandlers<'simpleSignatures'> = {
    ofDocument: async ({ documentId }, { actor }) => {
      const card = this.#options.readable(documentId, actor);
      const signatures = this.of(documentId);
      const isHisBusiness = this.#ownBusiness(actor);
      const demanded = await this.#demanded(card, signatures);
      return { signatures: signatures.filter(({ purpose, personId }) => purpose !== 'acknowledgement' || isHisBusiness(personId)), demanded: demanded.filter(({ personId }) => personId === null || isHisBusiness(personId)), offer: this.#offer(card, actor) };
    },
    sign: async (input, { actor }) => {
      await this.#sign(input, actor);
      this.#options.onChanged();
      const made = this.#options.records.byId(input.signatureId);
      if (made === null) throw new Error('a signature that was just recorded is there');
      return this.#shown(made);
    },
    verify: ({ documentId }, { actor }) => this.#verify(this.#options.readable(documentId, actor).documentId),
  };

  /** Simple signatures of a document in their order, each with whether it counts. */
  of(documentId: string): SimpleSignatureShown[] {
    return this.#options.records.ofDocument(documentId).map((stored) => this.#shown(stored));
  }

  /** The same, each examined; one that the log alone still knows is among them, told as removed (VER-12). */
  async examined(documentId: string): Promise<ExaminedSimpleSignature[]> {
    const { records } = this.#options;
    const kept = records.ofDocument(documentId);
    const known = new Set(kept.map(({ record }) => record.signatureId));
    const all = [...kept, ...records.inLog(documentId).filter(({ record }) => !known.has(record.signatureId))];
    if (all.length === 0) return [];
    const { problems, elsewhere } = await this.#verify(documentId);
    return all.map((stored) => {
      const shown = this.#shown(stored);
      const isOwn = ({ signatureId }: FoundBreak): boolean => signatureId === shown.signatureId;
      return {
        shown,
        own: [...new Set(problems.filter(isOwn).map(({ problem }) => problem))],
        others: [...new Set(problems.filter((found) => !isOwn(found)).map(({ problem }) => problem))],
        elsewhere: shown.files.map(({ fileName }) => fileName).filter((fileName) => elsewhere.includes(fileName)),
      };
    });
  }

  /** Who has read what is not everyone's business: the own, or everything for whoever sends or records it. */
  #ownBusiness(actor: Actor): (personId: string) => boolean {
    if (hasRight(actor, 'acknowledgement.send') || hasRight(actor, 'card.correct')) return () => true;
    const own = new Set(this.#options.agreements.ownPeople(actor.accountId).map(({ personId }) => personId));
    return (personId) => own.has(personId);
  }

  /** What the kind of the document demands, judged by what stands there (SIGN-13). */
  async #demanded(card: Card, signatures: readonly SimpleSignatureShown[]): Promise<DemandedSignature[]> {
    const demanded = this.#options.demandedOf(card.kindId);
    if (demanded === null || card.medium !== 'electronic') return [];
    return demandedSignatures({
      demanded,
      mainFiles: card.files.filter(({ role }) => role === 'main').map(({ sha256 }) => sha256),
      files: card.files,
      author: card.author,
      simple: signatures.map((signature) => ({ ...signature, counts: signature.problem === null })),
      asked: this.#options.askedOf(card.documentId),
      reports: await this.#options.reportsOf(card.documentId),
    });
  }

  #offer(card: Card, actor: Actor): MethodOutput<'simpleSignatures.ofDocument'>['offer'] {
    const { signing, wordsOf } = this.#options;
    const rule = signing.ruleNow();
    const files = card.files.filter(({ role }) => role === 'main').map(({ sha256, fileName }) => ({ sha256, fileName }));
    if (rule === null || files.length === 0 || card.state === 'void' || card.medium !== 'electronic') return null;
    return { files, texts: [...wordsOf(card)], mark: rule.mark, problem: signing.problem(actor, card.kindId) };
  }

  async #sign({ signatureId, documentId, files: chosen, agreed, password }: MethodCheckedInput<'simpleSignatures.sign'>, actor: Actor): Promise<void> {
    const { store, records, signing, readable } = this.#options;
    const card = readable(documentId, actor);
    const before = records.byId(signatureId)?.record;
    // The same call again asks for no password.
    if (before?.accountId === actor.accountId && before.documentId === documentId) return;
    const files = card.files.filter(({ sha256 }) => chosen.includes(sha256));
    if (files.length < new Set(chosen).size) throw new Refusal('not-found', 'error.fileNotFound');
    this.#demandSigned(card, agreed);
    const record = await signing.signByPassword(actor, password, { signatureId, documentId, kindId: card.kindId, stream: streamOf(card), files, purpose: 'document', purposeId: null, personId: null, words: agreed });
    store.commit((transaction) => {
      // The card may have been voided, or its file replaced, while the password was checked.
      const now = readable(documentId, actor);
      this.#demandSigned(now, agreed);
      if (!files.every(({ sha256 }) => now.files.some((file) => file.sha256 === sha256))) throw new Refusal('conflict', 'error.fileNotFound');
      record(transaction);
    });
  }

  /** Only an e-document that stands, in words that the desk shows. @throws Refusal */
  #demandSigned(card: Card, agreed: AgreedText): void {
    if (card.state === 'void') throw new Refusal('refused', 'error.cardVoid', { index: card.registrationIndex });
    if (card.medium !== 'electronic') throw new Refusal('refused', 'error.simpleSignature.paper');
    if (!this.#options.wordsOf(card).some(({ language, text }) => language === agreed.language && text === agreed.text)) throw new Refusal('conflict', 'error.simpleSignature.wordsChanged');
  }

  async #verify(documentId: string): Promise<MethodOutput<'simpleSignatures.verify'>> {
    const { records, store } = this.#options;
    const own = records.ofDocument(documentId);
    const chains = new Map(own.map(({ record: { chain } }) => [`${chain.desk} ${chain.epoch} ${chain.stream}`, chain]));
    const problems: FoundBreak[] = [...chains.values()].flatMap((chain) => chainBreaks(records.chain(chain), sha256OfText));
    problems.push(...logBreaks(own, records.inLog(documentId)));
    const elsewhere = new Set<string>();
    const intact = new Map<string, boolean>();
    for (const { record } of own) {
      for (const { sha256, fileName } of record.files) {
        if (!store.blobs.has(sha256)) elsewhere.add(fileName);
        else if (!(intact.get(sha256) ?? (intact.set(sha256, await this.#isIntact(sha256)).get(sha256)))) problems.push({ signatureId: record.signatureId, problem: 'fileChanged' });
      }
    }
    return { state: problems.length === 0 ? 'intact' : 'broken', records: own.length, problems, elsewhere: [...elsewhere] };
  }

  async #isIntact(sha256: string): Promise<boolean> {
    try {
      return await this.#options.store.blobs.isIntact(sha256);
    } catch (error) {
      if (error instanceof BlobDamaged) return false;
      throw error;
    }
  }

  #shown({ record, hash }: StoredSimpleSignature): SimpleSignatureShown {
    const { agreements, signing } = this.#options;
    const { signatureId, documentId, personId, personName, position, at, day, purpose, purposeId, mark } = record;
    const check = record.identityCheckId === null ? null : agreements.check(record.identityCheckId);
    const named = (agreementId: string | null) => (agreementId === null ? null : { agreementId, number: agreements.byId(agreementId)?.number ?? '' });
    return {
      signatureId,
      documentId,
      files: record.files.map((file) => ({ ...file })),
      personId,
      personName,
      position,
      at,
      day,
      purpose,
      purposeId,
      mark,
      agreement: named(record.agreementId),
      consent: named(record.consentId),
      identityCheck: check === null ? null : { at: check.at, by: check.by, way: check.way },
      words: { ...record.words },
      hash,
      problem: signing.standing(record),
    };
  }
}
