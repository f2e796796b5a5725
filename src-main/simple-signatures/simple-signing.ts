import { hash } from 'node:crypto';
import { Refusal } from '#shared/contract/errors.ts';
import { maySignSimply, type SigningFacts, type SimpleSignatureRule, type SimpleSigningAnswer, type SimpleSigningGround } from '#shared/domain/interaction-agreement.ts';
import type { Actor } from '#shared/domain/rights.ts';
import type { SignatureHolding } from '#shared/domain/signature-holdings.ts';
import { canonicalText, type SimpleSignaturePurpose, type SimpleSignatureRecord } from '#shared/domain/simple-signature.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import type { AgreedText } from '#shared/contract/acknowledgements.ts';
import { operationActor } from '#shared/sync/operation.ts';
import type { AgreementRecords, DirectoryPerson } from '../agreements/agreement-records.ts';
import { type Environment, isoInstant } from '../environment.ts';
import type { Store, Transaction } from '../store/store.ts';
import type { SimpleSignatureRecords } from './simple-signature-records.ts';

export interface SimpleSigningOptions {
  readonly store: Store;
  readonly environment: Environment;
  readonly records: SimpleSignatureRecords;
  readonly agreements: AgreementRecords;
  readonly holdingsOf: (personId: string) => readonly SignatureHolding[];
  readonly zone: () => string;
  /** What a password given for a document means on a day; null: nothing. */
  readonly rule: (day: string) => SimpleSignatureRule | null;
  /** Whether a kind belongs to HR e-document flow (SIGN-13). */
  readonly isHrKind: (kindId: string) => boolean;
  /** Asks for the password once more, wrong ones counted as at the sign-in. @throws Refusal */
  readonly confirmPassword: (actor: Actor, password: string) => Promise<void>;
}

/** What somebody is to sign with his password. */
export interface SimpleSigningWish {
  readonly signatureId: string;
  readonly documentId: string;
  readonly kindId: string;
  readonly stream: string;
  readonly files: readonly { readonly sha256: string; readonly fileName: string }[];
  readonly purpose: SimpleSignaturePurpose;
  readonly purposeId: string | null;
  /** As whom he signs, where he is several people of the directory; null: as the one by whose agreement it counts. */
  readonly personId: string | null;
  readonly words: AgreedText;
}

interface Gate {
  readonly person: DirectoryPerson;
  readonly ground: SimpleSigningGround;
  readonly rule: SimpleSignatureRule;
}

/** SHA-256 of a text in UTF-8, in lower-case hex. */
export function sha256OfText(text: string): string {
  return hash('sha256', text, 'hex');
}

/**
 * The one way in which a password signs: for a document, an acknowledgement, a step of a route (SIGN-12). The gate is asked
 * before the password, so that nobody's password is taken for what cannot count, and again where the record is written.
 */
export class SimpleSigning {
  readonly #options: SimpleSigningOptions;

  constructor(options: SimpleSigningOptions) {
    this.#options = options;
  }

  /** What a password means today; null: nothing. */
  ruleNow(): SimpleSignatureRule | null {
    return this.#options.rule(this.#now().day);
  }

  /** Why the actor's password would not count for a kind now; a message key below `error.simpleSignature.`. Null: it would. */
  problem(actor: Actor, kindId: string): string | null {
    const found = this.#gate(actor, kindId);
    return 'problem' in found ? found.problem : null;
  }

  /** Whether a signature that was made counts by all that is known now; the problem, or null. */
  standing({ personId, accountId, at, day, kindId, hrDocument }: SimpleSignatureRecord): string | null {
    const rule = this.#options.rule(day);
    if (rule === null) return 'noRule';
    const people = [...new Set([personId, ...this.#options.agreements.ownPeople(accountId).map((person) => person.personId)])];
    const answers = people.map((id) => maySignSimply(this.facts(id), rule, { at, day, kindId, hrDocument }));
    const problems = answers.flatMap((answer) => ('problem' in answer ? [answer.problem] : []));
    const lost = problems.find((problem) => problem === 'compromised' || problem === 'returned');
    return problems.length < answers.length && lost === undefined ? null : (lost ?? problems[0] ?? 'agreementMissing');
  }

  /** All that is known of a person's agreements and signatures. */
  facts(personId: string): SigningFacts {
    const { agreements, holdingsOf } = this.#options;
    return { agreements: agreements.ofPerson(personId), identityChecks: agreements.checksOf(personId), holdings: holdingsOf(personId) };
  }

  /** Whether HR documents of a kind may reach the actor electronically (HRC-01); the problem, or null. */
  hrProblem(actor: Actor, kindId: string): string | null {
    const { agreements, isHrKind } = this.#options;
    const rule = this.ruleNow();
    if (rule === null || !isHrKind(kindId)) return null;
    const now = this.#now();
    // A signature by certificate does not hang on the password, but the employee's consent it needs as well.
    const answers = agreements.ownPeople(actor.accountId).map(({ personId }) => maySignSimply({ ...this.facts(personId), holdings: [] }, rule, { ...now, kindId, hrDocument: true }));
    if (answers.some((answer) => 'ground' in answer)) return null;
    return answers.flatMap((answer) => ('problem' in answer ? [answer.problem] : []))[0] ?? 'noPerson';
  }

  /**
   * Asks the gate, then the password.
   *
   * @returns what writes the record, in the transaction of what it is for; nothing where it stands already
   * @throws Refusal
   */
  async signByPassword(actor: Actor, password: string, wish: SimpleSigningWish): Promise<(transaction: Transaction) => void> {
    this.#demand(actor, wish.kindId);
    await this.#options.confirmPassword(actor, password);
    return (transaction) => this.#record(transaction, actor, wish);
  }

  #record(transaction: Transaction, actor: Actor, wish: SimpleSigningWish): void {
    const { store, records, agreements, isHrKind } = this.#options;
    const before = records.byId(wish.signatureId);
    if (before !== null) {
      if (before.record.documentId !== wish.documentId || before.record.accountId !== actor.accountId) throw new Refusal('conflict', 'error.simpleSignature.idUsed');
      return;
    }
    // An agreement may have ended, or a compromise been told, while the password was checked.
    const { person, ground, rule } = this.#demand(actor, wish.kindId);
    const signer = (wish.personId === null ? null : agreements.person(wish.personId)) ?? person;
    const chain = { desk: store.identity.desk, epoch: store.identity.epoch, stream: wish.stream };
    const end = records.endOf(chain);
    const record: SimpleSignatureRecord = {
      signatureId: wish.signatureId,
      chain,
      number: (end?.record.number ?? 0) + 1,
      former: end?.hash ?? null,
      documentId: wish.documentId,
      kindId: wish.kindId,
      hrDocument: isHrKind(wish.kindId),
      files: wish.files.map(({ sha256, fileName }) => ({ sha256, fileName })),
      personId: signer.personId,
      personName: signer.name,
      position: signer.position,
      accountId: actor.accountId,
      ...this.#now(),
      purpose: wish.purpose,
      purposeId: wish.purposeId,
      mark: rule.mark,
      ...ground,
      words: wish.words,
    };
    transaction.append({
      kind: 'simpleSignature.made',
      entity: wish.documentId,
      stream: wish.stream,
      actor: operationActor(actor),
      payload: { record: { ...record, files: [...record.files], words: wish.words }, hash: sha256OfText(canonicalText(record)) },
      changes: [
        { field: `simpleSignature.mark.${rule.mark}`, before: null, after: signer.name },
        ...wish.files.map(({ fileName, sha256 }) => ({ field: 'simpleSignature.file', before: null, after: `${fileName} · ${sha256}` })),
        { field: 'acknowledgement.text', before: null, after: wish.words.text },
      ],
    });
  }

  #demand(actor: Actor, kindId: string): Gate {
    const found = this.#gate(actor, kindId);
    if ('problem' in found) throw new Refusal('refused', `error.simpleSignature.${found.problem}`);
    return found;
  }

  #gate(actor: Actor, kindId: string): Gate | { readonly problem: string } {
    const { agreements, isHrKind } = this.#options;
    const now = this.#now();
    const rule = this.#options.rule(now.day);
    if (rule === null) return { problem: 'noRule' };
    const own = agreements.ownPeople(actor.accountId);
    const answers = own.map((person): { readonly person: DirectoryPerson; readonly answer: SimpleSigningAnswer } => ({ person, answer: maySignSimply(this.facts(person.personId), rule, { ...now, kindId, hrDocument: isHrKind(kindId) }) }));
    // The password is one for all posts of a person: what is told of it at one of them counts for all.
    const lost = answers.flatMap(({ answer }) => ('problem' in answer && (answer.problem === 'compromised' || answer.problem === 'returned') ? [answer.problem] : []))[0];
    if (lost !== undefined) return { problem: lost };
    for (const { person, answer } of answers) if ('ground' in answer) return { person, ground: answer.ground, rule };
    return { problem: answers.flatMap(({ answer }) => ('problem' in answer ? [answer.problem] : []))[0] ?? 'noPerson' };
  }

  #now(): { readonly at: string; readonly day: string } {
    const at = isoInstant(this.#options.environment.now());
    return { at, day: dayInZone(this.#options.zone(), at) };
  }
}
