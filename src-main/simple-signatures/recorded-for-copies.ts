import type { SimpleSignatureRule } from '#shared/domain/interaction-agreement.ts';
import { isOperationKind, readPayload } from '#shared/sync/operation-kinds.ts';
import type { HandwrittenRecord, RecordedSignature, RecordedStep, SimpleRecord } from '../registration/recorded-signatures.ts';
import { RoutingRecords } from '../routing/routing-records.ts';
import { type TakenStep, takenSteps } from '../routing/taken-steps.ts';
import type { Store } from '../store/store.ts';
import type { ExaminedSimpleSignature } from './simple-signatures-room.ts';

export interface RecordedForCopiesOptions {
  readonly store: Store;
  /** Signatures by password of a document or of a draft, each examined. */
  readonly examined: (documentId: string) => Promise<readonly ExaminedSimpleSignature[]>;
  /** Null: nobody of that id is known. */
  readonly nameOf: (personId: string) => string | null;
  /** What a password given today means in the country; null: nothing. */
  readonly markNow: () => SimpleSignatureRule['mark'] | null;
}

export interface RecordedForCopies {
  readonly ofDocument: (documentId: string) => Promise<RecordedSignature[]>;
  /** One step of a draft that has no card yet (VER-07). */
  readonly ofStep: (step: TakenStep) => Promise<RecordedSignature>;
}

/**
 * What was signed without a certificate, for the marks of a copy and for the protocol (SIGN-10, SIGN-14, VER-06): passwords
 * given for the document, and the steps of the route of the draft that it came of. An acknowledgement signs nothing of the
 * document and is nobody's business beside its list (ACK-06), so a copy that is given away does not tell it.
 */
export function recordedForCopies({ store, examined, nameOf, markNow }: RecordedForCopiesOptions): RecordedForCopies {
  const mainFiles = store.database.prepare<[string], { sha256: string }>("SELECT sha256 FROM card_file WHERE document_id = ? AND role = 'main'");
  const routes = new RoutingRecords(store.database);

  const stepOf = ({ names, personName, onBehalf }: TakenStep): RecordedStep => ({ names, onBehalfOf: onBehalf ? personName : null });
  const takerOf = ({ byPersonId, onBehalf, personName }: TakenStep): string => (onBehalf ? (nameOf(byPersonId) ?? byPersonId) : personName);

  function simpleRecord({ shown, own, others, elsewhere }: ExaminedSimpleSignature, copied: ReadonlySet<string>, step: TakenStep | null): SimpleRecord {
    const { mark, personName, position, at, agreement, consent, files, hash, words, problem } = shown;
    const signed = files.find(({ sha256 }) => copied.has(sha256));
    return {
      kind: mark,
      // The record names no organisation, and the office may be called otherwise now.
      signer: { name: personName, position: position === '' ? null : position, organization: null },
      signedAt: at,
      means: 'password',
      sha256: signed?.sha256 ?? files[0]?.sha256 ?? '',
      isOfDocument: signed !== undefined,
      agreement: agreement?.number ?? null,
      evidence: { hash, words, files, consent: consent?.number ?? null, problem, own, others, elsewhere },
      ...(step === null ? {} : { step: stepOf(step) }),
    };
  }

  /** A step by password of before passwords left records: the route alone tells it. */
  function stepWithoutRecord(step: TakenStep, copied: ReadonlySet<string>): SimpleRecord {
    const signer = { name: takerOf(step), position: null, organization: null };
    return { kind: markNow() ?? 'password-confirmation', signer, signedAt: step.at, means: 'password', sha256: step.contentSha256, isOfDocument: copied.has(step.contentSha256), agreement: null, step: stepOf(step) };
  }

  function byHand(step: TakenStep, copied: ReadonlySet<string>): HandwrittenRecord {
    const { eventId, draftId, at, evidence, contentSha256 } = step;
    const name = takerOf(step);
    return {
      kind: 'handwritten-signature',
      // The route keeps no position, and the one of today may be another.
      signer: { name, position: null, organization: null },
      recordedBy: recorderOf(store, draftId, eventId) ?? name,
      recordedAt: at,
      sha256: contentSha256,
      isOfDocument: copied.has(contentSha256),
      ...(evidence === null ? {} : { scan: { fileName: evidence.fileName, sha256: evidence.sha256 } }),
      step: stepOf(step),
    };
  }

  function recordOf(step: TakenStep, records: ReadonlyMap<string, ExaminedSimpleSignature>, copied: ReadonlySet<string>): RecordedSignature {
    if (step.means === 'handwritten') return byHand(step, copied);
    const record = records.get(step.eventId);
    return record === undefined ? stepWithoutRecord(step, copied) : simpleRecord(record, copied, step);
  }

  const recordsOf = async (draftId: string) => new Map((await examined(draftId)).map((one) => [one.shown.signatureId, one]));

  async function ofDocument(documentId: string): Promise<RecordedSignature[]> {
    const copied = new Set(mainFiles.all(documentId).map(({ sha256 }) => sha256));
    const byPassword = (await examined(documentId)).filter(({ shown }) => shown.purpose === 'document');
    const taken = takenSteps(routes, documentId);
    const draftId = taken[0]?.draftId ?? null;
    const ofSteps = draftId === null ? new Map<string, ExaminedSimpleSignature>() : await recordsOf(draftId);
    const steps = taken.map((step) => recordOf(step, ofSteps, copied));
    return [...steps, ...byPassword.map((one) => simpleRecord(one, copied, null))];
  }

  // A step signs the version that it was taken on, whatever the draft holds now.
  return { ofDocument, ofStep: async (step) => recordOf(step, await recordsOf(step.draftId), new Set([step.contentSha256])) };
}

/** Name of the account under which a decision was written down. */
function recorderOf(store: Store, draftId: string, eventId: string): string | null {
  for (const { kind, v, payload, actor } of store.log.ofEntity(draftId)) {
    if (kind !== 'route.stepDecided' || !isOperationKind(kind)) continue;
    if (readPayload('route.stepDecided', v, payload).event.eventId === eventId) return actor?.name ?? null;
  }
  return null;
}
