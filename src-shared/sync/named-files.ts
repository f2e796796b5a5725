import { isOperationKind, OPERATION_VERSIONS, type OperationKind, type OperationPayload, readPayload } from './operation-kinds.ts';

/**
 * Which stored files an operation names, so that its bytes follow it to the server and to other desks. A hash that
 * stands for nothing that is stored (a certificate, a table that was read and not kept) and one that only points to a
 * file which another operation brought are told apart here and nowhere else.
 */

export interface NamedFile {
  readonly sha256: string;
  /** Null where the operation does not say it. */
  readonly size: number | null;
  /**
   * `document`: what people open. `record`: what the program itself reads, such as reports of checks, evidence and
   * trust; every desk needs it to show a card and to judge a signature.
   */
  readonly use: 'document' | 'record';
}

type FilesOf<Kind extends OperationKind> = ((payload: OperationPayload<Kind>) => readonly NamedFile[]) | null;

interface Sized {
  readonly sha256: string;
  readonly size: number;
}

const document = ({ sha256, size }: Sized): NamedFile => ({ sha256, size, use: 'document' });
const documents = ({ files }: { readonly files: readonly Sized[] }): readonly NamedFile[] => files.map(document);
const itself = (payload: Sized): readonly NamedFile[] => [document(payload)];
const ofUnknownSize = ({ sha256 }: { readonly sha256: string }): readonly NamedFile[] => [{ sha256, size: null, use: 'document' }];

/** Every kind stands here, so that a new one says whether it brings files: the compiler asks. Null: it brings none. */
const FILES: { readonly [Kind in OperationKind]: FilesOf<Kind> } = {
  'letter.received': documents,
  'letter.joined': documents,
  'letter.arranged': documents,
  'letter.messageOpened': ofUnknownSize,
  'card.registered': documents,
  'copy.made': itself,
  'scan.attached': documents,
  'signature.made': ({ file }) => [document(file)],
  'signature.timestamped': ({ file }) => [document(file)],
  'contract.received': ({ file }) => [document(file)],
  'application.protocolImported': ({ file }) => [document(file)],
  'verification.recorded': ({ reportsSha256, contents }) => [{ sha256: reportsSha256, size: null, use: 'record' }, ...contents.map(document)],
  'evidence.obtained': ({ sha256, size }) => [{ sha256, size, use: 'record' }],
  'trust.added': ({ sha256 }) => [{ sha256, size: null, use: 'record' }],
  'import.begun': ofUnknownSize,
  'journal.printed': itself,
  'journal.gapsPrinted': itself,
  'handover.printed': itself,
  'nomenclature.printed': itself,
  'search.exported': itself,
  'draftDocument.created': ({ draft }) => [draft.main, ...(draft.annexes ?? [])].map(document),
  'draftDocument.changed': ({ draft }) => [draft.main, ...(draft.annexes ?? [])].map(document),
  'draftDocument.protocolMade': ({ file }) => [document(file)],
  'route.stepDecided': ({ event }) => (event.evidence === null ? [] : [document(event.evidence)]),
  'route.contentReplaced': ({ event }) => [event.content, ...(event.annexes ?? [])].map(document),
  'resolution.issued': null,
  'assignment.noted': null,
  'execution.reported': null,
  'execution.decided': null,
  'extension.requested': null,
  'extension.decided': null,
  'control.set': null,
  'control.lifted': null,
  'notification.dueReached': null,
  'notification.begun': null,
  'notification.read': null,
  'notification.settingsChanged': null,
  'notification.mailDeskChosen': null,
  'account.compromiseReported': null,
  'office.created': null,
  'account.created': null,
  'account.enrolled': null,
  'account.passwordSet': null,
  'account.locked': null,
  'account.unlocked': null,
  'session.opened': null,
  'shift.changed': null,
  'session.closed': null,
  'session.refused': null,
  'journal.defined': null,
  'kind.defined': null,
  'case.defined': null,
  'registration.settingsChanged': null,
  'unit.defined': null,
  'person.defined': null,
  'letter.discarded': null,
  'letter.returned': null,
  'paper.returned': null,
  'evidence.settingsChanged': null,
  'signing.settingsChanged': null,
  'card.corrected': null,
  'card.voided': null,
  'card.readersAdded': null,
  'trust.removed': null,
  'extraction.settingsChanged': null,
  'card.imported': null,
  'import.completed': null,
  'import.abandoned': null,
  'outage.opened': null,
  'outage.closed': null,
  'outage.reported': null,
  'outage.noticeQueued': null,
  'outage.noticeSent': null,
  'stamp.placed': null,
  'card.linked': null,
  'card.unlinked': null,
  'act.described': null,
  'act.changeEntered': null,
  'act.copyIssued': null,
  'act.acknowledgementRequired': null,
  'duplicate.recorded': null,
  'copyRequest.filed': null,
  'copyRequest.closed': null,
  'copyRegister.takenOut': null,
  'search.saved': null,
  'search.forgotten': null,
  'nomenclature.created': null,
  'nomenclature.sectionDefined': null,
  'nomenclature.sectionRemoved': null,
  'nomenclature.agreed': null,
  'nomenclature.returned': null,
  'nomenclature.approved': null,
  'nomenclature.takenIntoUse': null,
  'nomenclature.summarised': null,
  'nomenclature.imported': null,
  'case.entered': null,
  'case.changed': null,
  'case.removed': null,
  'case.discontinued': null,
  'case.volumeOpened': null,
  'document.filed': null,
  'retention.listImported': null,
  'retention.articlesListed': null,
  'correspondent.defined': null,
  'correspondent.changed': null,
  'correspondent.merged': null,
  'office.headSet': null,
  'duty.defined': null,
  'duty.removed': null,
  'duty.ordered': null,
  'document.passed': null,
  'delegation.granted': null,
  'delegation.removed': null,
  'absence.recorded': null,
  'absence.cancelled': null,
  'workPlan.set': null,
  'handover.made': null,
  'handover.signed': null,
  'routeTemplate.defined': null,
  'route.started': null,
  'route.returned': null,
  'route.restarted': null,
  'route.registered': null,
  'route.withdrawn': null,
  'conflict.settled': null,
  'acknowledgement.requested': null,
  'acknowledgement.peopleAdded': null,
  'acknowledgement.made': null,
  'acknowledgement.recordedByRegistrar': null,
  'acknowledgement.withdrawn': null,
  'simpleSignature.made': null,
  'identity.checked': null,
  'agreement.registered': null,
  'agreement.ended': null,
  'holding.issued': null,
  'holding.returned': null,
  'holding.compromised': null,
  'dataRequest.asked': null,
  'dataRequest.supplied': null,
  'contract.textAgreed': null,
  'contract.headSigned': null,
  'contract.sent': null,
  // The protocol is a copy of the document, and came with it.
  'contract.protocolComposed': null,
  'contract.paperSigned': null,
  'contract.copyHandedOver': null,
  'application.received': null,
  // The protocol is a copy of the document, and came with it.
  'application.verified': null,
  'application.declared': null,
  'application.accepted': null,
  'application.forceDecided': null,
  'archive.settingsChanged': null,
  'case.closed': null,
  'case.reopened': null,
  'case.eventRecorded': null,
  'case.retentionDecided': null,
  'hold.placed': null,
  'hold.casesAdded': null,
  'hold.lifted': null,
  'appraisal.recorded': null,
  'inventory.drawnUp': null,
  'inventory.entriesListed': null,
  'inventory.agreed': null,
  'inventory.approved': null,
  'inventory.returned': null,
  'inventory.discarded': null,
  'destruction.drawnUp': null,
  'destruction.casesAdded': null,
  'destruction.caseLeftOut': null,
  'destruction.agreed': null,
  'destruction.approved': null,
  'destruction.returned': null,
  'destruction.discarded': null,
  'destruction.begun': null,
  'destruction.confirmed': null,
  'destruction.resumed': null,
  'destruction.completed': null,
  'case.destroyed': null,
  'destruction.placeReported': null,
  'fixity.scheduleSet': null,
  // It tells how files stand that other operations brought.
  'fixity.reported': null,
  'preservation.settingsChanged': null,
  'preservation.assessed': null,
  // The pieces came with the operations that obtained them or were handed in.
  'preservation.evidenceMade': ({ manifest, record }) => [manifest, record].map(({ sha256, size }): NamedFile => ({ sha256, size, use: 'record' })),
  'preservation.reported': null,
  'use.given': null,
  'use.returned': null,
  'use.takenOut': null,
  // The package stays at the desk that made it: all that is in it goes its own way, and it can be made again.
  'package.made': null,
  'package.imported': ({ sha256, size, reportSha256 }) => [document({ sha256, size }), { sha256: reportSha256, size: null, use: 'record' }],
  // Its files came with the letter.
  'package.documentTaken': null,
};

/** Kinds that bring files. */
export const KINDS_WITH_FILES: readonly OperationKind[] = (Object.keys(FILES) as OperationKind[]).filter((kind) => FILES[kind] !== null);

/**
 * What this program knows of files, as one text. Where a log was read for files by a program that knew other kinds or
 * versions, it is read anew.
 */
export const FILES_READ_AS = KINDS_WITH_FILES.map((kind) => `${kind}@${OPERATION_VERSIONS[kind]}`).join(' ');

/**
 * The files that an operation names, each once. An operation of an unknown kind or version, or one whose payload is
 * not what its version promises, names none: it is kept and has no effect.
 */
export function filesNamedBy(kind: string, v: number, payload: unknown): readonly NamedFile[] {
  if (!isOperationKind(kind)) return [];
  const filesOf = FILES[kind] as FilesOf<OperationKind>;
  if (filesOf === null) return [];
  const files = readable(() => filesOf(readPayload(kind, v, payload)));
  return [...new Map(files.filter(({ sha256 }) => /^[0-9a-f]{64}$/.test(sha256)).map((file) => [file.sha256, file])).values()];
}

function readable(read: () => readonly NamedFile[]): readonly NamedFile[] {
  try {
    return read();
  } catch {
    return [];
  }
}
