import { hash, randomUUID } from 'node:crypto';
import { blankRequisites } from '#shared/domain/registration-card.ts';
import { OPERATION_KINDS, OPERATION_VERSIONS } from '#shared/sync/operation-kinds.ts';
import { MAIN_STREAM, type Operation } from '#shared/sync/operation.ts';
import { type ChainPlace, PUSH_BYTES, PUSH_OPERATIONS, type PushedOperation } from '#shared/sync/wire.ts';
import { newId, systemEnvironment } from '../../../src-main/environment.ts';
import { SeededRandom } from '../../support/office-generator/random.ts';
import { WORDS } from '../../support/office-generator/words.ts';

export const JOURNAL = randomUUID();
export const REGISTRAR = 'registrar';
export const YEAR = new Date().getUTCFullYear();

const WITH_FILE = 0.6;
const environment = systemEnvironment();
const KIND = randomUUID();
const CASE = randomUUID();

/** Who registers, and what that desk had taken of the log by then. */
export interface Writer {
  readonly desk: string;
  readonly epoch: number;
  readonly seen: number;
}

/**
 * Registrations of made-up letters as a desk's room writes them, about 1.5 KB each, with a file in six of ten. They go
 * on from the end of the desk's chain.
 */
export class Registrations {
  readonly #writer: Writer;
  readonly #random: SeededRandom;
  #last: ChainPlace;

  constructor(writer: Writer, last: ChainPlace, seed: number) {
    this.#writer = writer;
    this.#last = last;
    this.#random = new SeededRandom(seed);
  }

  /** The registration under a number of {@link JOURNAL}. */
  next(number: number): PushedOperation {
    const { desk, epoch, seen } = this.#writer;
    const documentId = newId(environment);
    const operation: Operation = {
      opId: newId(environment),
      desk,
      epoch,
      deskSeq: this.#last.deskSeq + 1,
      stream: MAIN_STREAM,
      kind: 'card.registered',
      v: OPERATION_VERSIONS['card.registered'],
      entity: documentId,
      seen,
      basedOn: null,
      actor: { accountId: REGISTRAR, login: REGISTRAR, name: 'Роман Реєстратор' },
      onBehalfOf: null,
      at: new Date().toISOString(),
      zone: 'Europe/Kyiv',
      changes: [{ field: 'registrationDate', before: null, after: `${YEAR}-03-02` }],
      payload: this.#payload(documentId, number),
    };
    const body = JSON.stringify(operation);
    const prevHash = this.#last.hash;
    const pushed = { opId: operation.opId, deskSeq: operation.deskSeq, prevHash, hash: hash('sha256', Buffer.concat([Buffer.from(prevHash, 'hex'), Buffer.from(body)]), 'hex'), kind: operation.kind, v: operation.v, body };
    this.#last = { deskSeq: pushed.deskSeq, hash: pushed.hash, opId: pushed.opId };
    return pushed;
  }

  #payload(documentId: string, number: number) {
    const random = this.#random;
    const words = WORDS[random.of(['kk', 'uk', 'ky', 'ru', 'en'] as const)];
    const sha256 = hash('sha256', documentId, 'hex');
    const withFile = random.chance(WITH_FILE);
    return OPERATION_KINDS['card.registered'].parse({
      documentId,
      requestId: newId(environment),
      letterId: null,
      requisites: {
        ...blankRequisites({ direction: 'incoming', journalId: JOURNAL, kindId: KIND }),
        medium: withFile ? 'electronic' : 'paper',
        correspondent: words.bodyName(random.of(words.bodies), random.of(words.places), random.below(120) + 1),
        correspondentNumber: `${random.below(40) + 1}/${random.below(99) + 1}-${random.below(99_999)}`,
        correspondentDate: `${YEAR}-0${random.below(9) + 1}-${random.below(18) + 10}`,
        subject: words.subject(random.of(words.begins), random.of(words.objects), random.of(words.tails)),
        sheets: random.below(12) + 1,
        language: 'uk',
        caseId: CASE,
        addressee: 'Ректорові',
      },
      registrationNumber: number,
      registrationYear: YEAR,
      serialYear: YEAR,
      numberRun: '',
      registrationIndex: `01-05/${number}`,
      registrationDate: `${YEAR}-03-02`,
      files: withFile ? [{ sha256, fileName: `${number}.pdf`, size: 100_000 + random.below(900_000), mediaType: 'application/pdf', role: 'main' }] : [],
      verdict: withFile ? 'passed' : null,
      equalTo: null,
      replaces: null,
    });
  }
}

/** Operations in portions as a desk's outbox sends them. */
export function portions(operations: readonly PushedOperation[], most = PUSH_OPERATIONS): PushedOperation[][] {
  const all: PushedOperation[][] = [];
  let portion: PushedOperation[] = [];
  let size = 0;
  for (const operation of operations) {
    const bytes = Buffer.byteLength(operation.body) + 300;
    if (portion.length > 0 && (portion.length >= most || size + bytes > PUSH_BYTES)) {
      all.push(portion);
      portion = [];
      size = 0;
    }
    portion.push(operation);
    size += bytes;
  }
  if (portion.length > 0) all.push(portion);
  return all;
}
