import { type ContractError, type DeskEvent, type MethodName, type MethodOutput, methods, Refusal } from '#shared/contract/index.ts';
import type { CopyEntry } from '#shared/contract/copy-register.ts';
import type { Letter } from '#shared/contract/intake.ts';
import type { MadeSignature, OfferedKey, TokenModule } from '#shared/contract/signing.ts';
import type { Country } from '#shared/domain/languages.ts';
import type { DocumentFile } from '#shared/domain/registration-card.ts';
import { fail, succeed } from '#shared/domain/result.ts';
import type { CallProgress, CallResult } from '#shared/rpc/transport.ts';
import { fakeAgreements, type FakeAgreementsOptions } from './agreements.ts';
import { fakeSimpleSignatures, type FakeSimpleSignaturesOptions } from './simple-signatures.ts';
import { fakeAcknowledgements, type FakeAcknowledgementsOptions } from './acknowledgements.ts';
import { fakeAccountsRoom } from './accounts.ts';
import { fakeAdministration } from './administration.ts';
import { fakeAppraisal, type FakeAppraisalOptions } from './appraisal.ts';
import { type FakeApplicationOptions, fakeApplications } from './applications.ts';
import { fakeCaseFiles, type FakeCaseFilesOptions } from './case-files.ts';
import { type FakeContractOptions, fakeContracts } from './contracts.ts';
import { fakeCopyRegister } from './copy-register.ts';
import { fakePackages, type FakePackagesOptions } from './packages.ts';
import { fakeCards, fakeLetters, fakeOffice } from './data.ts';
import { FakeDayPapers } from './day-papers.ts';
import { fakeDeskAndSession, type FakeSessionOptions } from './desk-session.ts';
import { type FakeDestruction, fakeDestruction } from './destruction.ts';
import { FakeDirectories } from './directories.ts';
import { fakeDrafts } from './drafts.ts';
import { fakeNotifications } from './notifications.ts';
import type { Notice } from '#shared/contract/notifications.ts';
import { fakeEvidence } from './evidence.ts';
import { fakeFiles } from './files.ts';
import { type FakeHandlers, FakeHoldings } from './holdings.ts';
import { fakeIntake } from './intake.ts';
import { fakeFixity, type FakeFixityOptions } from './fixity.ts';
import { fakePreservation, type FakePreservationOptions } from './preservation.ts';
import { fakeReadingRoom, type FakeReadingRoomOptions } from './reading-room.ts';
import { fakeForms } from './forms.ts';
import { fakeInventories, type FakeInventoriesOptions } from './inventories.ts';
import { FakeJournalImport } from './journal-import.ts';
import { FakeNomenclature, type FakeNomenclatureOptions } from './nomenclature.ts';
import { fakeOfficeDirectories } from './office-directories.ts';
import { fakeDuties, type FakeDutiesOptions } from './duties.ts';
import { fakePaperIntake } from './paper-intake.ts';
import { fakeRegistration, type FakeRegistrationOptions } from './registration.ts';
import { fakeRouting } from './routing.ts';
import type { FakeRoutingOptions } from './routing-scenes.ts';
import { FakeResolutions, type FakeResolutionsOptions } from './resolutions.ts';
import { fakeHolds, type FakeHoldsOptions } from './holds.ts';
import { fakeRetentionTerms, type FakeTermsOptions } from './retention-terms.ts';
import type { FakeArchive } from './fake-search.ts';
import { fakeSearch } from './search.ts';
import { FakeSigning, KEYS, TOKENS } from './signing.ts';
import { type FakePrinting, fakePrinting } from './printing.ts';
import { fakeStructure } from './structure.ts';
import { fakeStick, type FakeStickOptions } from './stick.ts';
import { FakeSync, type FakeSyncOptions } from './sync.ts';

export interface FakeDeskOptions extends FakeSessionOptions, FakeRegistrationOptions, FakeSyncOptions {
  readonly country?: Country;
  readonly cards?: number;
  readonly letters?: readonly Letter[];
  /** What every key file holds. */
  readonly keys?: readonly OfferedKey[];
  /** What the libraries of tokens show; two tokens and a library that is gone where left out. */
  readonly tokens?: readonly TokenModule[];
  /** Signatures that were made before. */
  readonly made?: readonly MadeSignature[];
  readonly nomenclature?: FakeNomenclatureOptions;
  readonly appraisal?: FakeAppraisalOptions;
  readonly caseFiles?: FakeCaseFilesOptions;
  readonly inventories?: FakeInventoriesOptions;
  /** Journals of the day that are not printed, in the evening. */
  readonly notPrinted?: readonly string[];
  readonly outages?: readonly MethodOutput<'outages.open'>[];
  /** The register of copies, newest first. */
  readonly copyEntries?: readonly CopyEntry[];
  readonly destruction?: FakeDestruction;
  readonly acknowledgements?: FakeAcknowledgementsOptions;
  readonly agreements?: FakeAgreementsOptions;
  readonly holds?: FakeHoldsOptions;
  readonly terms?: FakeTermsOptions;
  readonly contract?: FakeContractOptions;
  readonly duties?: FakeDutiesOptions;
  readonly fixity?: FakeFixityOptions;
  /** Documents that lie in the archive, or were destroyed. */
  readonly archived?: FakeArchive;
  readonly preservation?: FakePreservationOptions;
  readonly readingRoom?: FakeReadingRoomOptions;
  readonly packages?: FakePackagesOptions;
  readonly application?: FakeApplicationOptions;
  readonly simpleSignatures?: FakeSimpleSignaturesOptions;
  /** The main file of every document, in place of a PDF. */
  readonly mainFile?: Pick<DocumentFile, 'sha256' | 'fileName' | 'mediaType'>;
  /** What lies inside every signature around a document. */
  readonly content?: MethodOutput<'files.shown'>;
  /** Every document is barred from being passed outside. */
  readonly barred?: boolean;
  readonly stick?: FakeStickOptions;
  readonly printing?: FakePrinting;
  readonly resolutions?: FakeResolutionsOptions;
  readonly routing?: FakeRoutingOptions;
  readonly notices?: readonly Notice[];
  /** Every waiting document is like one that was passed on. */
  readonly likePassed?: boolean;
  /** Long calls that stay at this part of their work, 0…1, until they are given up. */
  readonly stays?: Partial<Record<MethodName, number | null>>;
  /** Answers given in place of the desk's own, by method. */
  readonly refuse?: Partial<Record<MethodName, ContractError>>;
}

/** Puts the rooms together; the compiler asks for each method of the contract. */
function roomsOf(held: FakeHoldings, options: FakeDeskOptions): FakeHandlers<string> {
  const joined = <Held extends { readonly files: Letter['files'] }>(one: Held, file: Letter['files'][number]): Held => ({ ...one, files: [...one.files, file] });
  const signing = new FakeSigning({
    keys: options.keys ?? KEYS,
    modules: options.tokens ?? TOKENS,
    made: options.made ?? [],
    add: (subject, file) => {
      if ('letterId' in subject) held.letters = held.letters.map((letter) => (letter.letterId === subject.letterId ? joined(letter, file) : letter));
      else held.cards = held.cards.map((card) => (card.documentId === subject.documentId ? joined(card, file) : card));
    },
    onChanged: () => held.changed(['letters', 'cards', 'status']),
  });
  const directories = new FakeDirectories({
    cards: () => held.cards,
    setState: (documentId, state) => {
      held.cards = held.cards.map((card) => (card.documentId === documentId ? { ...card, state } : card));
    },
    removeLetter: (letterId) => {
      const letter = held.letters.find((one) => one.letterId === letterId);
      held.letters = held.letters.filter((one) => one !== letter);
      return letter?.files[0]?.fileName ?? '';
    },
    nextId: () => held.nextId(),
    outages: held.outages,
    likePassed: options.likePassed === true,
    onChanged: (topics) => held.changed(topics),
  });
  const sync = new FakeSync(held, options);
  return {
    ...fakeDeskAndSession(held, () => sync.state(), options),
    ...sync.handlers,
    ...fakeStick(options.stick),
    ...fakePrinting(options.printing ?? {}, () => held.changed(['printing'])),
    ...fakeDestruction(held, options.destruction),
    ...fakeFiles(held, options),
    ...fakeIntake(held),
    ...fakeRegistration(held, options),
    ...fakePaperIntake(held),
    ...fakeOfficeDirectories(held),
    ...fakeCopyRegister(held),
    ...fakePackages(held, options.packages ?? {}),
    ...fakeAcknowledgements(held, options.acknowledgements ?? {}, () => [...directories.people()]),
    ...fakeAgreements(held, options.agreements ?? {}, () => directories.people()),
    ...fakeContracts(held, options.contract),
    ...fakeDuties(held, options.duties ?? {}, () => directories.people()),
    ...fakeSimpleSignatures(held, options.simpleSignatures ?? null),
    ...fakeApplications(held, options.application),
    ...fakeDrafts(held),
    ...fakeNotifications(held, options.notices ?? []),
    ...fakeForms(held),
    ...fakeFixity(held, options.fixity ?? {}),
    ...fakePreservation(held, options.preservation ?? {}),
    ...fakeReadingRoom(held, options.readingRoom ?? {}),
    ...fakeRouting(held, options.routing, (file) => ({ ...file, size: options.files?.get(file.sha256)?.byteLength ?? file.size })),
    ...new FakeResolutions(held, held.office.country, options.resolutions).handlers,
    ...fakeHolds(held, options.holds),
    ...fakeRetentionTerms(held, options.terms),
    ...fakeSearch(held, options.archived ?? {}),
    ...fakeAccountsRoom(held),
    ...fakeAdministration(held),
    ...fakeEvidence(held),
    ...fakeAppraisal(held, options.appraisal),
    ...new FakeNomenclature(options.nomenclature, () => held.changed(['nomenclature', 'cards'])).handlers,
    ...fakeCaseFiles(options.caseFiles, () => held.changed(['archive', 'nomenclature', 'cards'])),
    ...fakeInventories(held, options.inventories),
    ...new FakeDayPapers({ notPrinted: options.notPrinted ?? [], cards: () => held.cards, onChanged: () => held.changed(['cards']) }).handlers,
    ...new FakeJournalImport().handlers,
    ...signing.handlers,
    ...directories.handlers,
    ...fakeStructure(held, () => directories.people(), directories.headPersonId()),
  };
}

/**
 * A desk for looking at screens: typed by the contract, with plausible data, no store and no rights.
 * It exists for tests of the window only; nothing of it is part of the program.
 */
export class FakeDesk {
  readonly calls: { readonly method: string; readonly input: unknown }[] = [];
  readonly #refuse: NonNullable<FakeDeskOptions['refuse']>;
  readonly #handlers: FakeHandlers<string>;
  readonly #stays: NonNullable<FakeDeskOptions['stays']>;
  readonly #staying = new Map<string, (result: CallResult) => void>();
  #listeners = new Set<(event: DeskEvent) => void>();
  #progressListeners = new Set<(progress: CallProgress) => void>();

  constructor(options: FakeDeskOptions = {}) {
    this.#refuse = options.refuse ?? {};
    this.#stays = options.stays ?? {};
    const sized = <File extends { readonly sha256: string; readonly size: number }>(file: File): File => ({ ...file, size: options.files?.get(file.sha256)?.byteLength ?? file.size });
    const held = new FakeHoldings({
      office: fakeOffice(options.country ?? 'UA'),
      letters: (options.letters ?? fakeLetters()).map((letter) => ({ ...letter, files: letter.files.map(sized) })),
      cards: fakeCards(options.cards ?? 300).map((card) => ({ ...card, files: card.files.map((file) => sized(file.role === 'main' ? { ...file, ...options.mainFile } : file)), ...(options.barred === true ? { distributionBarred: true } : {}) })),
      outages: [...(options.outages ?? [])],
      copyEntries: options.copyEntries ?? [],
      tell: (event) => this.tell(event),
    });
    this.#handlers = roomsOf(held, options);
  }

  onEvent(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onProgress(listener: (progress: CallProgress) => void): () => void {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  }

  tell(event: DeskEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  /** Gives up a call that stays. */
  cancel(callId: string): void {
    this.#staying.get(callId)?.(fail({ code: 'cancelled', message: 'error.cancelled', params: {}, issues: [] }));
    this.#staying.delete(callId);
  }

  /** Answers a call as the dispatcher would: schema first, then the room. */
  async handle(method: string, input: unknown, callId = ''): Promise<CallResult> {
    this.calls.push({ method, input });
    const definition = methods.get(method);
    if (definition === undefined) throw new Error(`no method ${method}`);
    const parsed = definition.input.safeParse(input);
    if (!parsed.success) return fail({ code: 'bad-input', message: 'error.unknown', params: { reference: parsed.error.message }, issues: parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })) });
    const refusal = this.#refuse[method as MethodName];
    if (refusal !== undefined) return fail(refusal);
    const progress = this.#stays[method as MethodName];
    if (progress !== undefined) {
      for (const listener of this.#progressListeners) listener({ callId, progress });
      return new Promise((end) => this.#staying.set(callId, end));
    }
    try {
      const handler = this.#handlers[method as MethodName] as (checked: unknown) => unknown;
      const output = definition.output.safeParse(handler(parsed.data));
      if (!output.success) throw new Error(`${method} answered what the contract does not allow: ${output.error.message}`);
      return succeed(output.data);
    } catch (cause) {
      if (cause instanceof Refusal) return fail(cause.error);
      throw cause;
    }
  }
}
