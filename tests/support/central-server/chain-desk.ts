import { generateKeyPairSync, hash, type KeyObject, sign } from 'node:crypto';
import type { Role } from '#shared/domain/rights.ts';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import type { FieldChange, Operation } from '#shared/sync/operation.ts';
import { type ChainPlace, type DeskStanding, GENESIS_PLACE, type HelloAnswer, OPERATIONS_VERSION, type Push, type PushAnswer, type PushedOperation, signedText, type RenewalAnswer } from '#shared/sync/wire.ts';
import type { Server } from '../../../src-server/server.ts';

type Messages = Pick<Server, 'challenge' | 'enrol' | 'hello' | 'renew' | 'push' | 'pull' | 'lease' | 'reconcile'>;

/** What a test says of an operation; the chain adds the rest. */
export interface Said {
  readonly kind: string;
  readonly entity: string;
  readonly payload?: unknown;
  readonly v?: number;
  readonly basedOn?: string | null;
  /** Place up to which the desk had taken the log; left out, as at a desk without a server. */
  readonly seen?: number;
  readonly account?: string | null;
  /** Account of the official on whose behalf. */
  readonly onBehalfOf?: string;
  readonly stream?: string;
  readonly changes?: readonly FieldChange[];
}

let made = 0;

/** A desk's side of the protocol as small as it can be: keys, a chain, and what the server said. */
export class ChainDesk {
  desk: string;
  machine: string;
  epoch = 1;
  token = '';
  standing: DeskStanding | null = null;
  /** Whether it brings an office, as the first desk of an organisation does. */
  readonly founding: boolean;
  readonly chain: PushedOperation[] = [];
  #privateKey: KeyObject;
  #publicKey: string;
  readonly #server: Messages;

  constructor(server: Messages, name: string, founding = false) {
    this.founding = founding;
    this.#server = server;
    this.desk = name;
    this.machine = `machine of ${name}`;
    const keys = newKeys();
    this.#privateKey = keys.privateKey;
    this.#publicKey = keys.publicKey;
  }

  /** The same identity on other files: what a copied disk or a restored backup is. */
  copy(operations = this.chain.length, server = this.#server): ChainDesk {
    const twin = new ChainDesk(server, this.desk);
    twin.machine = this.machine;
    twin.epoch = this.epoch;
    twin.token = this.token;
    twin.#privateKey = this.#privateKey;
    twin.#publicKey = this.#publicKey;
    twin.chain.push(...this.chain.slice(0, operations));
    return twin;
  }

  get last(): ChainPlace {
    return this.place(this.chain.length);
  }

  place(deskSeq: number): ChainPlace {
    const operation = this.chain[deskSeq - 1];
    return operation === undefined ? GENESIS_PLACE : { deskSeq: operation.deskSeq, hash: operation.hash, opId: operation.opId };
  }

  async enrol(code: string): Promise<DeskStanding> {
    const { challenge } = await this.#server.challenge();
    const message = { code, desk: this.desk, publicKey: this.#publicKey, machine: this.machine, empty: !this.founding, challenge };
    this.standing = await this.#server.enrol({ ...message, signature: this.#signed('enrol', message) });
    return this.standing;
  }

  async hello(): Promise<HelloAnswer> {
    const { challenge } = await this.#server.challenge();
    const message = { desk: this.desk, epoch: this.epoch, machine: this.machine, last: this.last, operations: OPERATIONS_VERSION, challenge };
    const answer = await this.#server.hello({ ...message, signature: this.#signed('hello', message) });
    if (answer.answer === 'welcome') {
      this.token = answer.token;
      this.standing = answer.standing;
    }
    return answer;
  }

  /** Takes a new identity that goes on from a place of the chain; it still has to say hello. */
  async renew(newDesk: string, base: ChainPlace): Promise<RenewalAnswer> {
    const { challenge } = await this.#server.challenge();
    const keys = newKeys();
    const message = { desk: this.desk, newDesk, publicKey: keys.publicKey, machine: this.machine, base, challenge };
    const text = Buffer.from(signedText('renew', message));
    const answer = await this.#server.renew({ ...message, signature: this.#signed('renew', message), newSignature: sign(null, text, keys.privateKey).toString('base64url') });
    if (answer.answer === 'renewed') {
      this.desk = newDesk;
      this.epoch = answer.standing.epoch;
      this.standing = answer.standing;
      this.#privateKey = keys.privateKey;
      this.#publicKey = keys.publicKey;
    }
    return answer;
  }

  /** Writes an operation into the chain, sent or not. */
  write(said: Said): PushedOperation {
    made += 1;
    const before = this.last;
    const accountId = said.account === undefined ? 'registrar' : said.account;
    const operation: Operation = {
      opId: `op-${made}`,
      desk: this.desk,
      epoch: this.epoch,
      deskSeq: before.deskSeq + 1,
      stream: said.stream ?? 'main',
      kind: said.kind,
      v: said.v ?? 1,
      entity: said.entity,
      ...(said.seen === undefined ? {} : { seen: said.seen }),
      basedOn: said.basedOn ?? null,
      actor: accountId === null ? null : { accountId, login: accountId, name: accountId },
      onBehalfOf: said.onBehalfOf === undefined ? null : { accountId: said.onBehalfOf, login: said.onBehalfOf, name: said.onBehalfOf },
      at: '2026-03-02T04:00:00.000Z',
      zone: 'Asia/Almaty',
      changes: [...(said.changes ?? [])],
      payload: said.payload ?? {},
    };
    const body = JSON.stringify(operation);
    const { opId, deskSeq, kind, v } = operation;
    const pushed = { opId, deskSeq, prevHash: before.hash, hash: hash('sha256', Buffer.concat([Buffer.from(before.hash, 'hex'), Buffer.from(body)]), 'hex'), kind, v, body };
    this.chain.push(pushed);
    return pushed;
  }

  /** The message with which these operations are pushed. */
  message(from: number, to = this.chain.length): Push {
    return { desk: this.desk, epoch: this.epoch, operations: this.chain.slice(from - 1, to) };
  }

  push(from = 1, to = this.chain.length): Promise<PushAnswer> {
    return this.#server.push(this.token, this.message(from, to));
  }

  /** Writes and pushes at once; answers the one result. */
  async say(said: Said) {
    const { deskSeq } = this.write(said);
    const answer = await this.push(deskSeq, deskSeq);
    if (answer.answer !== 'taken') throw new Error(`refused: ${answer.problem}`);
    const [result] = answer.results;
    if (result === undefined) throw new Error('no result');
    return result;
  }

  pull(after = 0, limit = 500) {
    return this.#server.pull(this.token, { after, limit });
  }

  lease(requestId: string, count = 10, journalId = 'journal', serialYear = 2026) {
    return this.#server.lease(this.token, { requestId, journalId, serialYear, count });
  }

  reconcile(leaseIds: string[], release: { leaseId: string; from: number }[] = []) {
    return this.#server.reconcile(this.token, { leaseIds, release });
  }

  #signed(purpose: 'enrol' | 'hello' | 'renew', message: Readonly<Record<string, unknown>>): string {
    return sign(null, Buffer.from(signedText(purpose, message)), this.#privateKey).toString('base64url');
  }
}

function newKeys(): { privateKey: KeyObject; publicKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url') };
}

/** A person of the directory, who signs in with an account. */
export function person(personId: string, accountId: string | null, basedOn: string | null = null): Said {
  return { kind: 'person.defined', v: 2, entity: personId, basedOn, payload: { personId, name: personId, position: '', unitId: null, accountId } };
}

/** An account with its roles. */
export function account(accountId: string, ...roles: Role[]): Said {
  const verifier = { algorithm: 'scrypt', cost: 16, blockSize: 8, parallelization: 1, salt: 'c2FsdA==', hash: 'aGFzaA==' };
  return { kind: 'account.created', entity: accountId, account: null, payload: { accountId, login: accountId, name: accountId, roles, verifier, passwordChangeDue: null } };
}

export interface Registered {
  readonly document: string;
  readonly number: number;
  readonly journalId?: string;
  readonly serialYear?: number;
  readonly run?: string;
  readonly basedOn?: string | null;
  readonly account?: string;
}

/** A document that is registered under a number. */
export function registered({ document, number, journalId = 'journal', serialYear = 2026, run = '', ...rest }: Registered): Said {
  return {
    kind: 'card.registered',
    v: 2,
    entity: document,
    ...rest,
    payload: {
      documentId: document,
      requestId: `request of ${document}`,
      letterId: null,
      requisites: blankRequisites({ direction: 'incoming', journalId, kindId: 'letter' }),
      registrationNumber: number,
      registrationYear: 2026,
      serialYear,
      numberRun: run,
      registrationIndex: String(number),
      registrationDate: '2026-03-02',
      files: [],
      verdict: null,
      equalTo: null,
      replaces: null,
    },
  };
}

let texts = 0;

/** A correction of fields, each to a text that no other correction writes. */
export function corrected(document: string, basedOn: string | null, ...fields: string[]): Said {
  texts += 1;
  return { kind: 'card.corrected', entity: document, basedOn, payload: { documentId: document, changes: {}, reason: null }, changes: fields.map((field) => ({ field, before: 'before', after: `text ${texts}` })) };
}

export function voided(document: string, basedOn: string | null, accountId = 'registrar'): Said {
  return { kind: 'card.voided', entity: document, basedOn, account: accountId, payload: { documentId: document, reason: 'mistake', replacedBy: null, letterId: null } };
}
