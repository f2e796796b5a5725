import path from 'node:path';
import { Refusal } from '#shared/contract/errors.ts';
import type { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import type { Actor } from '#shared/domain/rights.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { translate } from '#shared/i18n/translate.ts';
import { createDispatcher, type Handlers } from '#shared/rpc/dispatcher.ts';
import { AccountsRoom } from '../accounts/accounts-room.ts';
import { DestroyedDocuments } from '../archive/destruction/destroyed-documents.ts';
import { Erasure } from '../archive/erasure/erasure.ts';
import { removedAtServer } from '../archive/erasure/removed-at-server.ts';
import { CorrespondentRecords } from '../correspondents/correspondent-records.ts';
import { CorrespondentsRoom } from '../correspondents/correspondents-room.ts';
import { SenderCategories } from '../correspondents/sender-categories.ts';
import { isoInstant } from '../environment.ts';
import { EvidenceShelf } from '../evidence/evidence-shelf.ts';
import { ExtractionRoom } from '../extraction/extraction-room.ts';
import { folderHandlers } from '../intake/folder/folder-handlers.ts';
import { FolderSettingsRecord } from '../intake/folder/folder-settings.ts';
import { FolderWatch } from '../intake/folder/folder-watch.ts';
import { IntakeRoom } from '../intake/intake-room.ts';
import { HandedFiles } from '../intake/handed-files.ts';
import { Uploads } from '../intake/uploads.ts';
import { JournalImportRoom } from '../journal-import/journal-import-room.ts';
import { DraftsRoom } from '../drafts/drafts-room.ts';
import { RunningJobs } from '../jobs/running-jobs.ts';
import { forceEntity } from '../applications/application-records.ts';
import { CopyRegisterRecords } from '../copy-register/copy-register-records.ts';
import { PaperDuplicateRecords } from '../paper-duplicates/paper-duplicate-records.ts';
import { ActCopies } from '../local-acts/act-copies.ts';
import { PaperRecords } from '../paper-intake/paper-records.ts';
import { systemPrinting } from '../printing/cups.ts';
import { openPrinting } from '../printing/open-printing.ts';
import { ALL_LEAVES, FileLeaves } from '../printing/print-leaves.ts';
import { ANY_SEAT, FileSeat } from '../notifications/mail/mail-seat.ts';
import { NoticeMailRoom } from '../notifications/mail/notice-mail-room.ts';
import { NotificationsRoom } from '../notifications/notifications-room.ts';
import { Filing } from '../nomenclature/filing.ts';
import { NomenclatureRecords } from '../nomenclature/nomenclature-records.ts';
import { NomenclatureRoom } from '../nomenclature/nomenclature-room.ts';
import { CardRecords } from '../registration/card-records.ts';
import { Copies } from '../registration/copies.ts';
import { CopyCheck } from '../registration/copy-check.ts';
import { DirectoriesRoom } from '../registration/directories-room.ts';
import { Directories, type OfficeRecord } from '../registration/directories.ts';
import { EqualOriginals } from '../registration/equal-originals.ts';
import { OwnNumbers } from '../registration/numbers.ts';
import { RegistrationRoom } from '../registration/registration-room.ts';
import { streamOf } from '../registration/streams.ts';
import { SearchIndex } from '../search/search-index.ts';
import { SearchRoom } from '../search/search-room.ts';
import { ReviewRecords } from '../review/review-records.ts';
import { ResolutionRecords } from '../resolutions/resolution-records.ts';
import { ReviewRoom } from '../review/review-room.ts';
import { calendarFor, kindsToHead, type RulePack } from '../rule-packs/index.ts';
import { draftFiles } from '../routing/draft-files.ts';
import { isTwinOfDraft } from '../routing/draft-twins.ts';
import { DraftExecution } from '../routing/draft-execution.ts';
import { StepProtocols } from '../routing/step-protocols.ts';
import { openRouting } from '../routing/open-routing.ts';
import { deskFiles, Store } from '../store/store.ts';
import { StructureRecords } from '../structure/structure-records.ts';
import { StructureRoom } from '../structure/structure-room.ts';
import { bringFile } from '../sync/files/bring-file.ts';
import { StickRoom } from '../sync/stick/stick-room.ts';
import { SyncRoom } from '../sync/sync-room.ts';
import { Synchronisation } from '../sync/synchronisation.ts';
import { NO_TOKENS } from '../signing/no-tokens.ts';
import { TrustRoom } from '../trust/trust-room.ts';
import { filesOfSubject } from '../verification/subject.ts';
import { Verification } from '../verification/verification.ts';
import { HoldRecords } from '../archive/holds/hold-records.ts';
import { openArchiveRooms } from './archive-rooms.ts';
import type { CommonParts } from './common-parts.ts';
import { deskKeys } from './desk-keys.ts';
import { DeskRoom } from './desk-room.ts';
import { Events } from './events.ts';
import { letRead, openExecutionRooms } from './execution-rooms.ts';
import { filesRoom } from './files-room.ts';
import { DeskLock } from './lock.ts';
import { OfficeRules } from './office-rules.ts';
import type { Desk, DeskOptions, DeskRooms } from './opened-desk.ts';
import { openPaperRooms } from './paper-rooms.ts';
import { openPersonnelRooms } from './personnel-rooms.ts';
import { refusalOfFailure } from './refusal-of-failure.ts';
import { openSignatureRooms } from './signature-rooms.ts';
import { beginWipe, finishWipe } from './wipe.ts';

/** What the paper has not gone through yet stands in the way of its review (REG-05). */
const PAPER_OBSTACLES = { stamp: 'notStamped', scan: 'notScanned', review: 'notScanned' } as const;
const IDLE_LOOK_MILLISECONDS = 60_000;
/** How often the desk looks whether an address may be asked again. */
const EVIDENCE_LOOK_MILLISECONDS = 60_000;

/**
 * Opens the store below the data directory and puts the rooms together. The only place that knows all
 * of them.
 *
 * @throws DeskInUse, NewerDatabase, RulePackRefused
 */
export async function openDesk(options: DeskOptions): Promise<Desk & { readonly rooms: DeskRooms }> {
  const { dataDirectory, resourcesDirectory, environment, keyStore, logger } = options;
  const lock = DeskLock.take(dataDirectory);
  finishWipe(dataDirectory);
  const store = await Store.open(dataDirectory, environment, options.onRebuild).catch((error: unknown) => {
    lock.release();
    throw error;
  });
  const events = new Events();
  const logUnexpected = (what: string, error: unknown): string => logger.unexpected(what, error);
  const directories = new Directories(store);
  const cards = new CardRecords(store.database);
  const destroyed = new DestroyedDocuments(store.database, cards);
  const paperRecords = new PaperRecords(store.database);
  const correspondentRecords = new CorrespondentRecords(store.database);
  const runningJobs = new RunningJobs(environment, (jobs) => events.emit({ event: 'jobs', jobs }, 'signed-in'));

  const fontsDirectory = path.join(resourcesDirectory, 'fonts');
  const rules = new OfficeRules(resourcesDirectory);
  const rulePack = (): RulePack => rules.pack();
  const bodies = (): HeadOnlyBodies => rules.bodies();
  const passwordChangeDue = (from: number): string => rules.passwordChangeDue(from);
  const senders = new SenderCategories(correspondentRecords, bodies);

  const accounts = new AccountsRoom({
    store,
    environment,
    passwordChangeDue,
    deskCode: () => directories.office()?.deskCode ?? '',
    onSessionOpen: () => {
      notifications.signedIn();
      handedFiles.offer().catch((error: unknown) => logUnexpected('handed files', error));
    },
    onSessionEnd: (connection, reason) => events.emit({ event: 'sessionEnded', reason }, { connection }),
    onChanged: () => events.changed('accounts'),
    ...(options.scryptCost === undefined ? {} : { scryptCost: options.scryptCost }),
  });
  const notifications: NotificationsRoom = new NotificationsRoom({ store, environment, mayReadDraft: (documentId, actor) => routing.participants.mayReadDraft(documentId, actor), calendar: () => (directories.office() === null ? null : rules.calendar()), signedIn: () => accounts.sessions.signedIn(), emit: (event, connection) => events.emit(event, { connection }), onChanged: () => events.changed('notifications'), logUnexpected });
  events.subscribe((event) => {
    if (event.event !== 'changed' || event.topics.every((topic) => topic === 'notifications')) return;
    notifications.consider();
    noticeMail.queue.kick();
  });
  const noticeMail = new NoticeMailRoom({ store, environment, jobs: options.jobs, notices: notifications.records, seat: options.sync === undefined ? ANY_SEAT : new FileSeat(options.sync.witnessDirectory, options.sync.machine, () => store.identity.desk), office: () => ({ language: directories.office()?.documentLanguages[0] ?? 'en', zone: directories.office()?.zone ?? 'UTC', name: directories.office()?.name ?? '' }), onChanged: () => events.changed('notifications'), logUnexpected });
  const uploads = new Uploads(store, environment);
  const handedFiles = new HandedFiles(uploads, {
    canTake: () => store.blobs.isOpen && accounts.sessions.isAnyoneSignedIn(),
    emit: (files) => events.emit({ event: 'openFiles', files }, 'signed-in'),
  });
  const trust = new TrustRoom(store, environment, { onChanged: () => events.changed('trust'), onAdded: (kind, description) => evidence.handedIn(kind, description) });
  const shelf = new EvidenceShelf(store);
  const verification = new Verification({ store, environment, jobs: options.jobs, trust, shelf, policy: options.signaturePolicy ?? null, onRecorded: (outcome) => evidence.consider(outcome) });
  const annexName = (number: number, fileName: string): string => translate(directories.office()?.documentLanguages[0] ?? 'en', 'intake.annexName', { number, fileName });
  const intake = new IntakeRoom({
    store,
    environment,
    uploads,
    cards,
    verification,
    runningJobs,
    messages: { jobs: options.jobs, annexName },
    zone: () => directories.office()?.zone ?? 'UTC',
    onChanged: () => events.changed('letters', 'status'),
    logUnexpected,
  });
  const folderSettings = new FolderSettingsRecord(store.database, environment, dataDirectory);
  const folder = new FolderWatch({ store, environment, settings: folderSettings, uploads, intake, onChanged: () => events.changed('letters'), logUnexpected });
  const reviewRecords = new ReviewRecords(store.database);
  const isTwin = (documentId: string): boolean => isTwinOfDraft(store.database, documentId);
  const equals = new EqualOriginals(store.database);
  const equalOnItsWay = (documentId: string): boolean => equals.isOtherOnItsWay(documentId);
  const resolutionRecords = new ResolutionRecords(store.database);
  const entitiesBeside = (documentId: string): string[] => [...resolutionRecords.entitiesOf(documentId), forceEntity(documentId)];
  const copyRegisterRecords = new CopyRegisterRecords(store.database);
  const duplicateRecords = new PaperDuplicateRecords(store.database);
  const actCopies = new ActCopies(store.database);
  const copies = new Copies({ recordedOf: (documentId) => simpleSignatures.recordedOf(documentId), forceDecisionOf: (documentId) => personnel.applications.decisionOf(documentId), entitiesBeside, register: copyRegisterRecords, duplicates: duplicateRecords, actCopies, directories, store, environment, cards, jobs: options.jobs, runningJobs, verification, rulePack, fontsDirectory });
  const sync = options.sync === undefined ? null : new Synchronisation({ store, environment, host: options.sync, directories, onTaken: () => events.changed('cards', 'letters', 'directories', 'accounts', 'trust', 'copies', 'signatures', 'status', 'sync'), onFileArrived: (sha256) => extraction.arrived(sha256), onChanged: () => events.changed('status', 'sync'), logUnexpected });
  const checkSignatures = (documentId: string, actor: Actor | null): void => {
    const found = filesOfSubject(store.database, { documentId });
    if (found === null) return;
    const checked = runningJobs.run({ title: 'job.verify', fileName: found.files[0]?.fileName ?? null }, (jobOptions) => verification.check({ documentId }, found.files, found.stream, actor, jobOptions));
    checked.then(() => events.changed('cards', 'status')).catch((error: unknown) => logUnexpected('check of a document', error));
  };
  const registration = new RegistrationRoom({ entitiesBeside, doubtOf: (card) => personnel.applications.doubtOf(card), executionStage: (documentId) => resolutionRecords.stageOf(documentId), store, environment, cards, directories, correspondents: correspondentRecords, intake, verification, copies, numbers: sync?.numbers ?? new OwnNumbers(store.database), runningJobs, paperProgress: (documentId) => paperRecords.progress(documentId), signedDrafts: () => routing.signedDrafts, checkSignatures, onChanged: (...topics) => events.changed(...topics, 'status') });
  const officeOf = (): OfficeRecord => {
    const office = directories.office();
    if (office === null) throw new Refusal('not-ready', 'error.deskNotReady');
    return office;
  };
  const readable = (documentId: string, actor: Actor) => registration.readable(documentId, actor);
  const common: CommonParts = { store, environment, jobs: options.jobs, runningJobs, directories, rules, rulePack, office: officeOf, fontsDirectory, readable, changed: (...topics) => events.changed(...topics) };
  const journalImport = new JournalImportRoom({ store, environment, jobs: options.jobs, runningJobs, directories, onChanged: () => events.changed('cards', 'status') });
  const records = new NomenclatureRecords(store.database);
  const holdRecords = new HoldRecords(store.database);
  const filing = new Filing({ store, records, readable: (documentId, actor) => registration.readable(documentId, actor), streamOf, holdsWithoutCase: (documentId, caseId) => holdRecords.holdsWithoutCase(documentId, caseId) });
  const nomenclature = new NomenclatureRoom({
    store,
    environment,
    records,
    directories,
    filing,
    jobs: options.jobs,
    runningJobs,
    rulePack,
    fontsDirectory,
    onChanged: (...topics) => events.changed(...topics),
  });
  const correspondents = new CorrespondentsRoom({
    store,
    environment,
    records: correspondentRecords,
    jobs: options.jobs,
    runningJobs,
    senders,
    bodies,
    today: () => dayInZone(officeOf().zone, isoInstant(environment.now())),
    onChanged: () => events.changed('directories', 'cards'),
  });
  const structure = new StructureRoom({ store, environment, directories, records: new StructureRecords(store.database), headPersonId: () => reviewRecords.headPersonId(), accounts: () => accounts.listed(), calendar: () => calendarFor(rulePack()), zone: () => officeOf().zone, onChanged: () => events.changed('directories') });
  const personnel = openPersonnelRooms({ ...common, cards, review: reviewRecords, standingIn: structure.standingIn, uploads, verification, copies, confirmPassword: (actor, password) => accounts.confirmPassword(actor, password), routeOfCard: (documentId, actor) => routing.ofCard(documentId, actor) });
  const { simpleSignatures } = personnel;
  const bringOne = bringFile({ sync, runningJobs, isErased: (sha256) => store.erased.has(sha256) });
  const archive = openArchiveRooms({ ...common, cards, nomenclature: records, duplicateRecords, holdRecords, uploads, intake, bring: bringOne, version: options.version, documentOf: (documentId, actor) => registration.document(documentId, actor), verification, signaturePolicy: options.signaturePolicy ?? null, obtainEvidence: (...asked) => evidence.obtain(...asked), logUnexpected, confirmPassword: (actor, password) => accounts.confirmPassword(actor, password) });
  const papers = openPaperRooms({ ...common, volumeOnPaper: (caseId, volume, actor) => archive.caseFiles.volumeOnPaper(caseId, volume, actor), intake, verification, cards, copies, paperRecords, copyRegisterRecords, duplicateRecords, actCopies, nomenclature: records, acknowledgements: personnel.acknowledgements, gapsOf: (journalId, serialYear) => syncRoom.gaps(journalId, serialYear) });
  const execution = openExecutionRooms({ ...common, standingIn: structure.standingIn, review: reviewRecords, records: resolutionRecords, missingForce: (card) => personnel.applications.missingForce(card), isTwin, equalOnItsWay });
  const review = new ReviewRoom({
    store,
    environment,
    cards,
    directories,
    senders,
    records: reviewRecords,
    equals,
    verification,
    indexOfCase: (caseId) => directories.caseOfAnyYear(caseId)?.index ?? null,
    kindsToHead: () => kindsToHead(rulePack()),
    isTwin,
    sameFileAs: (card) => registration.sameFileAs(card),
    sameDetailsAs: (card) => registration.sameDetailsAs(card),
    // KhAI 3.6: the complete scan of a paper is what goes to the reviewer (REG-05).
    missingBeforePass: (card) => papers.paperIntake.missingBeforePass(card).map((stage) => PAPER_OBSTACLES[stage]),
    letRead,
    reviewDueAt: (personId, at) => execution.terms.review(personId, at).at,
    readable,
    accounts: () => accounts.listed(),
    onChanged: (...topics) => events.changed(...topics, 'status'),
  });
  const { evidence, signing }: ReturnType<typeof openSignatureRooms> = openSignatureRooms({ ...common, verification, trust, shelf, intake, tokens: options.tokens ?? NO_TOKENS, ncalayer: options.ncalayer ?? {}, checkSignatures, demandNotCompromised: (key) => personnel.holdings.demandNotCompromised(key), demandSealHolder: (key, actor) => personnel.holdings.demandSealHolder(key, actor), signedOnRoute: (documentId) => routing.signedDrafts.isSigned(documentId), cards, logUnexpected });
  const extraction: ExtractionRoom = new ExtractionRoom({ store, environment, jobs: options.jobs, onChanged: () => events.changed('cards'), logUnexpected });
  const searchIndex = new SearchIndex(store.database, logUnexpected);
  const search = new SearchRoom({
    store,
    environment,
    index: searchIndex,
    databaseFile: deskFiles(dataDirectory).database,
    threadEntry: options.searchThread ?? null,
    runningJobs,
    today: () => dayInZone(directories.office()?.zone ?? 'UTC', isoInstant(environment.now())),
    onChanged: (topic) => events.changed(topic),
    copies: new CopyCheck(store.database, cards, verification),
  });

  const syncRoom = new SyncRoom({
    store,
    environment,
    synchronisation: sync,
    cards,
    directories,
    changing: registration.changing,
    office: officeOf,
    wipe: () => {
      beginWipe(dataDirectory);
      events.emit({ event: 'wiped' }, 'everyone');
      options.onWiped?.();
    },
    onChanged: () => events.changed('status', 'sync', 'cards'),
  });
  const stick = new StickRoom({ store, environment, synchronisation: sync, drives: options.sync?.drives ?? (async () => []), runningJobs, unsent: () => syncRoom.unsent(), onChanged: () => events.changed('status', 'sync', 'cards') });
  const checkStepSignature = (documentId: string, files: Parameters<typeof draftFiles>[0]) => runningJobs.run({ title: 'job.verify', fileName: files.at(-1)?.fileName ?? null }, (jobOptions) => verification.preview({ documentId }, draftFiles(files), jobOptions));
  const routing = openRouting({ store, environment, directories, rules, headPersonId: () => reviewRecords.headPersonId(), signByPassword: (actor, password, wish) => simpleSignatures.signing.signByPassword(actor, password, wish), draftWords: (title) => simpleSignatures.draftWords(title), wasHandedIn: (sha256, connection) => uploads.wasHandedIn(sha256, connection), checkSignature: checkStepSignature, protocols: new StepProtocols({ store, environment, jobs: options.jobs, runningJobs, fontsDirectory, rulePack, office: officeOf, checkSignature: checkStepSignature, recordedStep: simpleSignatures.recordedStep }), signDraft: (wish, call, lay) => signing.signDraft(wish, call, lay), mayActFor: (deputy, principal, action, kindId, at) => (action === 'approve' || action === 'sign' ? structure.standingIn.delegationOf(deputy, principal, action, kindId, at) : null), officialsOf: (actor, at) => structure.standingIn.officialsOf(actor.accountId, at), official: (personId) => structure.standingIn.official(personId), mediaTypeOf: (sha256) => uploads.mediaTypeOf(sha256), readableCard: (documentId, actor) => registration.readable(documentId, actor), execution: new DraftExecution({ equalOnItsWay, subordination: () => structure.standingIn.subordination(), headPersonId: () => reviewRecords.headPersonId(), kindsToHead: () => kindsToHead(rulePack()), issue: (...given) => execution.resolutions.issueWithin(...given), pass: (...given) => void review.passing.passWithin(...given) }), personsOf: (actor) => structure.standingIn.personsOf(actor), onChanged: () => events.changed('cards', 'status') });
  const storedFiles = filesRoom(store, uploads, bringOne, (sha256, actor) => routing.participants.mayReadFile(sha256, actor), (sha256, actor) => destroyed.demandFileKept(sha256, actor));
  const { queue: printQueue, room: printing } = openPrinting({
    store,
    environment,
    system: options.printing ?? systemPrinting(),
    leaves: options.sync === undefined ? ALL_LEAVES : new FileLeaves(options.sync.witnessDirectory, options.sync.machine),
    folder: deskFiles(dataDirectory).printing,
    deskCode: () => officeOf().deskCode,
    readable,
    copyForPrint: (documentId, form, actor, signal) => {
      destroyed.demandKept(documentId, actor);
      return registration.copyForPrint(documentId, form, actor, signal);
    },
    readFile: (input, actor, signal) => storedFiles.read(input, { connection: 'print queue', actor, signal, progress: () => undefined }),
    refusalOfFailure: (error) => refusalOfFailure(error, { files: sync?.files ?? null, erased: store.erased }),
    onChanged: () => events.changed('printing'),
    logUnexpected,
  });
  const erasure = new Erasure({ store, environment, backups: deskFiles(dataDirectory).backups, deskCode: () => officeOf().deskCode, indexQueued: () => searchIndex.indexQueued(), removedAtServer: removedAtServer(sync), waits: () => archive.actExecution.isBusy, onChanged: () => events.changed('archive', 'status'), logUnexpected });
  events.subscribe((event) => {
    if (event.event !== 'changed') return;
    archive.actExecution.kick();
    erasure.consider();
  });
  const keys = deskKeys(store, keyStore, dataDirectory);
  const onReady = async (): Promise<void> => {
    journalImport.abandonUnfinished();
    searchIndex.start();
    extraction.start();
    folder.start();
    intake.resumeChecks();
    sync?.start();
    evidence.begin();
    signing.look();
    archive.fixity.rounds.start();
    archive.preservation.rounds.start();
    notifications.begin();
    notifications.look();
    noticeMail.queue.start();
    await printQueue.start();
    archive.actExecution.start();
    erasure.start();
  };
  const deskRoom = new DeskRoom({
    store,
    environment,
    dataDirectory,
    host: options.host,
    version: options.version,
    passphraseNeeded: keyStore.passphraseNeeded,
    directories,
    intake,
    runningJobs,
    sync: syncRoom,
    loadPack: (country) => rules.load(country),
    passwordChangeDue,
    createKey: (passphrase) => keys.create(passphrase),
    openKey: (passphrase) => keys.open(passphrase),
    onReady,
    ...(options.scryptCost === undefined ? {} : { scryptCost: options.scryptCost }),
  });

  const handlers: Handlers = {
    desk: deskRoom.handlers,
    session: accounts.session,
    accounts: accounts.accounts,
    files: storedFiles,
    intake: { ...intake.handlers, ...folderHandlers({ folder, settings: folderSettings, onChanged: () => events.changed('letters') }) },
    registration: registration.handlers,
    directories: new DirectoriesRoom({ store, environment, directories, onChanged: () => events.changed('cards') }).handlers,
    drafts: new DraftsRoom(store, environment).handlers,
    nomenclature: nomenclature.handlers,
    correspondents: correspondents.handlers,
    review: review.handlers,
    structure: structure.handlers,
    routing: routing.handlers,
    ...execution.handlers,
    ...personnel.handlers,
    ...papers.handlers,
    ...archive.handlers,
    administration: { ...trust.administration, ...evidence.administration },
    evidence: evidence.evidence,
    verification: evidence.verification,
    signing: signing.handlers,
    extraction: extraction.handlers,
    journalImport: journalImport.handlers,
    sync: { ...syncRoom.handlers, gapAct: (input, call) => papers.dayPapers.gapAct(input, call) },
    stick: stick.handlers,
    printing: printing.handlers,
    notifications: notifications.handlers,
    noticeMail: noticeMail.handlers,
    search: search.handlers,
    jobs: {
      cancel: ({ jobId }) => {
        if (!runningJobs.cancel(jobId)) throw new Refusal('not-found', 'error.jobNotFound');
        return {};
      },
    },
  };
  const dispatch = createDispatcher({ handlers, sessions: accounts.sessions, logUnexpected, refusalOfFailure: (error) => refusalOfFailure(error, { files: sync?.files ?? null, erased: store.erased }), refusalOfInput: (method, input, actor) => destroyed.refusalOf(method, input, actor) });
  const idleTimer = setInterval(() => accounts.sessions.endIdle(), IDLE_LOOK_MILLISECONDS);
  idleTimer.unref();
  const evidenceTimer = setInterval(() => {
    evidence.look();
    signing.look();
    notifications.look();
    noticeMail.queue.kick();
  }, EVIDENCE_LOOK_MILLISECONDS);
  evidenceTimer.unref();

  const close = async (): Promise<void> => {
    clearInterval(idleTimer);
    clearInterval(evidenceTimer);
    evidence.stop();
    signing.stop();
    notifications.stop();
    await noticeMail.queue.stop();
    await printQueue.stop();
    await archive.actExecution.stop();
    await erasure.stop();
    await sync?.stop();
    await archive.fixity.rounds.stop();
    await archive.preservation.rounds.stop();
    searchIndex.stop();
    extraction.stop();
    folder.stop();
    runningJobs.cancelAll();
    await uploads.close();
    await search.close();
    store.close();
    lock.release();
  };
  try {
    const office = directories.office();
    if (office !== null) {
      await rules.load(office.country);
      if (!keyStore.passphraseNeeded || options.passphrase !== null) {
        await keys.open(options.passphrase);
        await onReady();
      }
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    dispatch,
    events,
    isSignedIn: (connection) => accounts.sessions.isSignedIn(connection),
    forget: (connection) => accounts.sessions.end(connection, 'signedOut'),
    openFile: (filePath) => handedFiles.add(filePath),
    close,
    rooms: { store, accounts, registration, intake, uploads, directories, trust, verification, evidence, signing, paperIntake: papers.paperIntake, searchIndex, correspondents, review, structure, notifications, noticeMail, extraction, folder, printQueue, erasure, actExecution: archive.actExecution, fixity: archive.fixity, preservation: archive.preservation, sync },
  };
}
