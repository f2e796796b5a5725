import type { Right } from '../domain/rights.ts';
import type { OperationKind } from './operation-kinds.ts';

/**
 * What becomes of an operation that was made while others, unseen by its desk, came before it in the server's order.
 *
 * - `registration`: insert-only; always accepted. A number that stands already gets a letter beside it, and is flagged.
 * - `fields`: the last in the server's order wins; a field that another changed meanwhile becomes a conflict, both
 *   values of which stay visible.
 * - `exclusive`: rests on the last operation of its entity that the desk saw; a stale one is kept as rejected.
 * - `directory`: as `exclusive`, and made only while the server is in reach: directories, accounts, settings.
 * - `evidence`: always accepted, whatever became of the step that it belongs to.
 * - `additive`: joins a set; always accepted.
 */
export const MERGE_RULES = ['registration', 'fields', 'exclusive', 'directory', 'evidence', 'additive'] as const;
export type MergeRule = (typeof MERGE_RULES)[number];

interface KindRule {
  readonly merge: MergeRule;
  /** What the acting person must be allowed when the operation takes its place; null: nothing, or the desk itself acts. */
  readonly right: Right | null;
  /**
   * Refused from an account that no office made or whose roles never gave the right: no desk would have written it. A
   * right that was there and was withdrawn by a lock is another matter; what was done until then is kept and flagged.
   */
  readonly strict: boolean;
}

const registration = (right: Right): KindRule => ({ merge: 'registration', right, strict: false });
const fields = (right: Right): KindRule => ({ merge: 'fields', right, strict: false });
const exclusive = (right: Right): KindRule => ({ merge: 'exclusive', right, strict: false });
const directory = (right: Right): KindRule => ({ merge: 'directory', right, strict: false });
const additive = (right: Right | null = null): KindRule => ({ merge: 'additive', right, strict: false });
const evidence: KindRule = { merge: 'evidence', right: null, strict: false };
/** As {@link additive}, from people of the office only. */
const strictlyAdditive = (right: Right): KindRule => ({ merge: 'additive', right, strict: true });
const strictEvidence = (right: Right | null): KindRule => ({ merge: 'evidence', right, strict: true });

/** The rule of each kind. */
export const KIND_RULES: Readonly<Record<OperationKind, KindRule>> = {
  'office.created': directory('account.manage'),
  'account.created': directory('account.manage'),
  'account.enrolled': directory('account.manage'),
  // A person changes the own password, an administrator gives a new one: the later one counts.
  'account.passwordSet': additive(),
  'account.locked': additive(),
  'account.unlocked': directory('account.manage'),
  'session.opened': additive(),
  'shift.changed': additive(),
  'session.closed': additive(),
  'session.refused': additive(),
  'card.registered': registration('card.register'),
  'card.corrected': fields('card.correct'),
  'card.voided': exclusive('card.correct'),
  'card.readersAdded': additive(),
  'copy.made': additive('copy.make'),
  'card.imported': registration('card.register'),
  'import.begun': additive('card.register'),
  'import.completed': additive('card.register'),
  'import.abandoned': additive(),
  'letter.received': additive(),
  'letter.joined': additive('card.register'),
  'letter.arranged': additive('card.register'),
  'letter.discarded': additive('card.register'),
  'letter.messageOpened': additive(),
  'letter.returned': additive('card.register'),
  'paper.returned': additive('card.register'),
  'card.linked': additive('card.register'),
  'card.unlinked': additive('card.register'),
  'act.described': fields('card.correct'),
  'act.changeEntered': additive('card.correct'),
  'act.copyIssued': additive('card.correct'),
  // Two desks may require an act differently: the later one counts, and nothing of the work on the card waits for it.
  'act.acknowledgementRequired': additive('acknowledgement.send'),
  'duplicate.recorded': additive('card.correct'),
  'copyRequest.filed': additive('copy.make'),
  'copyRequest.closed': additive('copy.make'),
  'copyRegister.takenOut': additive(),
  'stamp.placed': additive('card.register'),
  'scan.attached': additive('card.register'),
  'document.passed': exclusive('card.register'),
  'resolution.issued': exclusive('resolution.issue'),
  'assignment.noted': strictlyAdditive('card.readOwn'),
  // Reports are evidence of work: two of them, from two desks, both stay. What is decided about them is decided once.
  'execution.reported': strictlyAdditive('card.readOwn'),
  'execution.decided': exclusive('card.readOwn'),
  'extension.requested': strictlyAdditive('card.readOwn'),
  'extension.decided': exclusive('card.readOwn'),
  'control.set': exclusive('card.readOwn'),
  'control.lifted': exclusive('card.readOwn'),
  'document.filed': exclusive('card.correct'),
  'journal.printed': additive(),
  'handover.made': additive(),
  'journal.gapsPrinted': additive(),
  'handover.printed': additive(),
  'handover.signed': additive(),
  'outage.opened': additive(),
  'outage.closed': additive(),
  'outage.reported': additive(),
  'outage.noticeQueued': additive(),
  'outage.noticeSent': additive(),
  'search.saved': additive(),
  'search.forgotten': additive(),
  'search.exported': additive('card.export'),
  'signature.made': evidence,
  'signature.timestamped': evidence,
  'verification.recorded': evidence,
  'evidence.obtained': evidence,
  'journal.defined': directory('directory.edit'),
  'kind.defined': directory('directory.edit'),
  'case.defined': directory('directory.edit'),
  'registration.settingsChanged': directory('directory.edit'),
  'unit.defined': directory('directory.edit'),
  'person.defined': directory('directory.edit'),
  'office.headSet': directory('directory.edit'),
  'duty.defined': directory('directory.edit'),
  'duty.removed': directory('directory.edit'),
  'duty.ordered': directory('directory.edit'),
  // A grant of a locked account or of one without a role has no effect; its id is its own, so that no other makes it stale.
  'delegation.granted': exclusive('card.readOwn'),
  // To take a power away holds in every order: it joins the set of what was taken away.
  'delegation.removed': strictlyAdditive('card.readOwn'),
  'absence.recorded': strictlyAdditive('card.readOwn'),
  'absence.cancelled': strictlyAdditive('card.readOwn'),
  'workPlan.set': directory('directory.edit'),
  'extraction.settingsChanged': directory('desk.supervise'),
  'evidence.settingsChanged': directory('desk.supervise'),
  'signing.settingsChanged': directory('desk.supervise'),
  'trust.added': directory('desk.supervise'),
  'trust.removed': directory('desk.supervise'),
  'retention.listImported': directory('nomenclature.edit'),
  'retention.articlesListed': directory('nomenclature.edit'),
  'nomenclature.created': directory('nomenclature.edit'),
  'nomenclature.sectionDefined': directory('nomenclature.edit'),
  'nomenclature.sectionRemoved': directory('nomenclature.edit'),
  'nomenclature.agreed': directory('nomenclature.edit'),
  'nomenclature.returned': directory('nomenclature.edit'),
  'nomenclature.approved': directory('nomenclature.edit'),
  'nomenclature.takenIntoUse': directory('nomenclature.edit'),
  'nomenclature.summarised': directory('nomenclature.edit'),
  'nomenclature.imported': directory('nomenclature.edit'),
  'nomenclature.printed': additive(),
  'case.entered': directory('nomenclature.edit'),
  'case.changed': directory('nomenclature.edit'),
  'case.removed': directory('nomenclature.edit'),
  'case.discontinued': directory('nomenclature.edit'),
  'case.volumeOpened': directory('nomenclature.edit'),
  'correspondent.defined': additive('card.register'),
  'correspondent.changed': fields('directory.edit'),
  'correspondent.merged': exclusive('directory.edit'),
  // One version after another, so that its number stands for one text only.
  'routeTemplate.defined': directory('directory.edit'),
  'draftDocument.created': strictlyAdditive('card.readOwn'),
  // Two authors of one draft do not overwrite each other unseen.
  'draftDocument.changed': exclusive('card.readOwn'),
  'draftDocument.protocolMade': strictlyAdditive('card.readOwn'),
  // Parallel steps that two desks decided must both count: the machine of the route judges the order (running-route.ts).
  'route.started': strictlyAdditive('card.readOwn'),
  'route.stepDecided': strictlyAdditive('card.readOwn'),
  'route.returned': strictlyAdditive('card.readOwn'),
  'route.contentReplaced': strictlyAdditive('card.readOwn'),
  'route.restarted': strictlyAdditive('card.readOwn'),
  'route.registered': strictlyAdditive('card.register'),
  'route.withdrawn': strictlyAdditive('card.readOwn'),
  'conflict.settled': exclusive('card.correct'),
  // Many acknowledge at once and apart from each other (ACK-09): each word is kept, the rules say which one counts.
  'acknowledgement.requested': strictlyAdditive('acknowledgement.send'),
  'acknowledgement.peopleAdded': strictlyAdditive('acknowledgement.send'),
  'acknowledgement.made': strictlyAdditive('card.readOwn'),
  'acknowledgement.recordedByRegistrar': strictlyAdditive('card.correct'),
  'acknowledgement.withdrawn': strictlyAdditive('acknowledgement.send'),
  // Of former programs: desks that saw the same term pass said the same by the same name; the tables keep one of them.
  'notification.dueReached': additive(),
  // Each renewed desk says so; the first in the order counts.
  'notification.begun': additive(),
  // What was read stays read, at whatever desk.
  'notification.read': strictlyAdditive('card.readOwn'),
  // The later wish of one person counts; nobody else's rests on it.
  'notification.settingsChanged': strictlyAdditive('card.readOwn'),
  // One desk sends, so that nobody gets a message twice.
  'notification.mailDeskChosen': directory('desk.supervise'),
  // A report of misuse is taken in every order, and from a person who was locked meanwhile too.
  'account.compromiseReported': strictEvidence(null),
  'simpleSignature.made': strictEvidence(null),
  'identity.checked': strictlyAdditive('agreement.keep'),
  'agreement.registered': strictlyAdditive('agreement.keep'),
  'agreement.ended': strictlyAdditive('agreement.keep'),
  'holding.issued': strictlyAdditive('signature.issue'),
  'holding.returned': strictlyAdditive('signature.issue'),
  // Whoever lost the right meanwhile still saw that the secret is out: a warning is not thrown away.
  'holding.compromised': strictEvidence('signature.issue'),
  'dataRequest.asked': strictlyAdditive('agreement.keep'),
  // What somebody brought was brought, at whatever desk it was entered: the earliest day counts.
  'dataRequest.supplied': strictlyAdditive('card.readOwn'),
  // What happened to a contract happened, whichever desk wrote it down first: the machine judges the order (contracts.ts).
  'contract.textAgreed': strictlyAdditive('card.correct'),
  'contract.headSigned': strictlyAdditive('card.correct'),
  'contract.sent': strictlyAdditive('card.correct'),
  'contract.received': strictlyAdditive('card.correct'),
  'contract.protocolComposed': strictlyAdditive('card.correct'),
  'contract.paperSigned': strictlyAdditive('card.correct'),
  'contract.copyHandedOver': strictlyAdditive('card.correct'),
  // The machine judges the order (applications.ts): an acceptance of an author who was meanwhile put right has no effect.
  'application.received': strictlyAdditive('card.correct'),
  'application.verified': strictlyAdditive('card.correct'),
  'application.protocolImported': strictlyAdditive('card.correct'),
  'application.declared': strictlyAdditive('card.readOwn'),
  'application.accepted': strictlyAdditive('card.readOwn'),
  // Of two decisions on one doubt the first stands, and whoever made the other is told.
  'application.forceDecided': exclusive('card.readOwn'),
  'archive.settingsChanged': directory('directory.edit'),
  'case.closed': exclusive('archive.keep'),
  'case.reopened': exclusive('archive.keep'),
  'case.eventRecorded': exclusive('archive.keep'),
  'case.retentionDecided': exclusive('archive.keep'),
  // A hold is taken in every order: nothing may be destroyed because its word came late.
  'hold.placed': strictlyAdditive('archive.keep'),
  // Whoever files a document under a hold tells where it lies now.
  'hold.casesAdded': strictlyAdditive('card.correct'),
  'hold.lifted': exclusive('archive.keep'),
  // Of two protocols on one case the later in the order counts.
  'appraisal.recorded': strictlyAdditive('archive.keep'),
  // Numbers of inventories, and the approved text of an act, exist once in the office: the server orders them.
  'inventory.drawnUp': directory('archive.keep'),
  'inventory.entriesListed': directory('archive.keep'),
  'inventory.agreed': directory('archive.keep'),
  'inventory.approved': directory('archive.keep'),
  'inventory.returned': directory('archive.keep'),
  'inventory.discarded': directory('archive.keep'),
  'destruction.drawnUp': directory('archive.keep'),
  'destruction.casesAdded': directory('archive.keep'),
  'destruction.caseLeftOut': directory('archive.keep'),
  'destruction.agreed': directory('archive.keep'),
  'destruction.approved': directory('archive.keep'),
  'destruction.returned': directory('archive.keep'),
  'destruction.discarded': directory('archive.keep'),
  'destruction.begun': directory('archive.destroy'),
  'destruction.confirmed': directory('archive.destroy'),
  'destruction.resumed': directory('archive.destroy'),
  'destruction.completed': directory('archive.destroy'),
  // Nothing goes before the server has placed it after every hold that it knows.
  'case.destroyed': directory('archive.destroy'),
  'destruction.placeReported': additive(),
  'fixity.scheduleSet': directory('archive.keep'),
  'fixity.reported': additive(),
  'preservation.settingsChanged': directory('archive.keep'),
  // What a desk found stands beside what another found; the newest answer of the engine counts.
  'preservation.assessed': evidence,
  'preservation.evidenceMade': evidence,
  'preservation.reported': additive(),
  // What was given was given, at whatever desk it was written down; of two returns the first counts.
  'use.given': strictlyAdditive('archive.keep'),
  'use.returned': strictlyAdditive('archive.keep'),
  'use.takenOut': additive('archive.keep'),
  // Each package is a thing of its own: what was handed over was handed over.
  'package.made': strictlyAdditive('archive.keep'),
  'package.imported': strictlyAdditive('archive.keep'),
  // Two desks that took one document over made two letters: both are there, and the same file is told at registration.
  'package.documentTaken': strictlyAdditive('card.register'),
};

/** Whether operations of the rule follow one another on their entity, so that others must have seen them. */
export function ordersEntity(rule: MergeRule): boolean {
  return rule === 'registration' || rule === 'fields' || rule === 'exclusive' || rule === 'directory';
}

/** Whether a stale operation of the rule is rejected. */
export function needsFreshBase(rule: MergeRule): boolean {
  return rule === 'exclusive' || rule === 'directory';
}
