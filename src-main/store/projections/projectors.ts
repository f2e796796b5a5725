import type { OperationPayload } from '#shared/sync/operation-kinds.ts';
import { evidenceKeys, evidenceSlot, missingKeys } from './evidence-keys.ts';
import type { Projectors, RowWriter } from './project.ts';
import type { ProjectionTable } from './tables.ts';

type Files = OperationPayload<'letter.received'>['files'];
type Requisites = OperationPayload<'card.registered'>['requisites'];

const COLUMN_OF_REQUISITE: Readonly<Record<keyof Requisites, string>> = {
  direction: 'direction',
  journalId: 'journal_id',
  kindId: 'kind_id',
  correspondent: 'correspondent',
  correspondentNumber: 'correspondent_number',
  correspondentDate: 'correspondent_date',
  subject: 'subject',
  sheets: 'sheets',
  attachmentSheets: 'attachment_sheets',
  language: 'language',
  caseId: 'case_id',
  addressee: 'addressee',
  author: 'author',
  restricted: 'restricted',
  note: 'note',
};

function requisiteColumns(requisites: { readonly [Name in keyof Requisites]?: Requisites[Name] | undefined }): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(COLUMN_OF_REQUISITE)
      .filter(([requisite]) => Object.hasOwn(requisites, requisite))
      .map(([requisite, column]) => [column, requisites[requisite as keyof Requisites] ?? null]),
  );
}

function insertFiles(rows: RowWriter, table: ProjectionTable, owner: Readonly<Record<string, string>>, files: Files): void {
  files.forEach((file, position) => {
    rows.insert(table, { ...owner, position, sha256: file.sha256, file_name: file.fileName, size: file.size, media_type: file.mediaType, role: file.role });
  });
}

/** How each kind of operation changes the tables. Pure reading: the same log gives the same tables. */
export const projectors: Projectors = {
  'office.created': (rows, p) =>
    rows.insert('office', {
      office_id: p.officeId,
      name: p.name,
      country: p.country,
      document_languages: p.documentLanguages,
      zone: p.zone,
      desk_code: p.deskCode,
      rule_pack: p.rulePack,
      demonstration: p.demonstration,
    }),
  'account.created': (rows, p, operation) => {
    rows.insert('account', {
      account_id: p.accountId,
      login: p.login,
      name: p.name,
      roles: p.roles,
      verifier: p.verifier,
      password_change_due: p.passwordChangeDue,
      locked_reason: null,
      failures: 0,
      created_at: operation.at,
    });
    rows.insert('password_used', { account_id: p.accountId, position: 1, verifier: p.verifier });
  },
  'account.passwordSet': (rows, p) => {
    rows.update('account', { account_id: p.accountId }, { verifier: p.verifier, password_change_due: p.passwordChangeDue });
    const position = rows.count('password_used', { account_id: p.accountId }) + 1;
    rows.insert('password_used', { account_id: p.accountId, position, verifier: p.verifier });
  },
  'account.locked': (rows, p) => rows.update('account', { account_id: p.accountId }, { locked_reason: p.reason }),
  'account.unlocked': (rows, p) => rows.update('account', { account_id: p.accountId }, { locked_reason: null, failures: 0 }),
  'session.opened': (rows, p) => rows.update('account', { account_id: p.accountId }, { failures: 0 }),
  'session.closed': () => undefined,
  'session.refused': (rows, p) => {
    if (p.accountId !== null) rows.update('account', { account_id: p.accountId }, { failures: p.failures });
  },
  'journal.defined': (rows, p, operation) => {
    rows.remove('journal', { journal_id: p.journalId });
    rows.insert('journal', { journal_id: p.journalId, position: operation.deskSeq, direction: p.direction, names: p.names, pattern: p.pattern });
  },
  'kind.defined': (rows, p, operation) => {
    rows.remove('document_kind', { kind_id: p.kindId });
    rows.insert('document_kind', { kind_id: p.kindId, position: operation.deskSeq, directions: p.directions, names: p.names, letter: p.letter, mandatory: p.mandatory });
  },
  'case.defined': (rows, p) => {
    rows.remove('case_file', { case_id: p.caseId });
    rows.insert('case_file', { case_id: p.caseId, case_index: p.index, title: p.title, retention: p.retention });
  },
  'unit.defined': (rows, p) => {
    rows.remove('unit', { unit_id: p.unitId });
    rows.insert('unit', { unit_id: p.unitId, name: p.name });
  },
  'person.defined': (rows, p) => {
    rows.remove('person', { person_id: p.personId });
    rows.insert('person', { person_id: p.personId, name: p.name, position: p.position, unit_id: p.unitId });
  },
  'letter.received': (rows, p, operation) => {
    rows.insert('letter', { letter_id: p.letterId, position: operation.deskSeq, received_at: operation.at, received_by: operation.actor?.name ?? '', state: 'waiting', document_id: null });
    insertFiles(rows, 'letter_file', { letter_id: p.letterId }, p.files);
  },
  'letter.joined': (rows, p) => {
    rows.update('letter', { letter_id: p.letterId }, { state: 'joined' });
    rows.remove('letter_file', { letter_id: p.intoLetterId });
    insertFiles(rows, 'letter_file', { letter_id: p.intoLetterId }, p.files);
    rows.remove('verification', { letter_id: p.intoLetterId });
    rows.update('made_signature', { letter_id: p.letterId }, { letter_id: p.intoLetterId });
  },
  'letter.discarded': (rows, p) => rows.update('letter', { letter_id: p.letterId }, { state: 'discarded' }),
  'verification.recorded': (rows, p, operation) => {
    rows.insert('verification', {
      verification_id: p.verificationId,
      letter_id: p.letterId,
      document_id: p.documentId,
      verdict: p.verdict,
      reports_sha256: p.reportsSha256,
      suggestions: p.suggestions,
      checked_at: p.checkedAt,
      position: operation.deskSeq,
      cause: p.trigger,
      missing: p.missing,
    });
    for (const key of missingKeys(p.missing)) rows.insert('verification_missing', { key, verification_id: p.verificationId });
    p.evidence.forEach(({ kind, source, sha256, obtainedAt }, position) => {
      rows.insert('verification_evidence', { verification_id: p.verificationId, position, kind, source, sha256, obtained_at: obtainedAt });
    });
    for (const content of p.contents) {
      rows.remove('file_content', { of_sha256: content.ofSha256 });
      rows.insert('file_content', { of_sha256: content.ofSha256, sha256: content.sha256, size: content.size, media_type: content.mediaType });
    }
    if (p.documentId !== null) rows.update('card', { document_id: p.documentId }, { verdict: p.verdict });
  },
  'card.registered': (rows, p, operation) => {
    rows.insert('reg_number', { journal_id: p.requisites.journalId, year: p.registrationYear, number: p.registrationNumber, document_id: p.documentId });
    rows.insert('card', {
      document_id: p.documentId,
      request_id: p.requestId,
      letter_id: p.letterId,
      ...requisiteColumns(p.requisites),
      registration_index: p.registrationIndex,
      registration_number: p.registrationNumber,
      registration_year: p.registrationYear,
      registration_date: p.registrationDate,
      registered_at: operation.at,
      registered_by: operation.actor?.accountId ?? '',
      registered_by_name: operation.actor?.name ?? '',
      state: 'registered',
      verdict: p.verdict,
    });
    insertFiles(rows, 'card_file', { document_id: p.documentId }, p.files);
    if (p.letterId === null) return;
    rows.update('letter', { letter_id: p.letterId }, { state: 'registered', document_id: p.documentId });
    rows.update('verification', { letter_id: p.letterId }, { document_id: p.documentId });
    rows.update('made_signature', { letter_id: p.letterId }, { document_id: p.documentId });
  },
  'card.corrected': (rows, p) => rows.update('card', { document_id: p.documentId }, requisiteColumns(p.changes)),
  'copy.made': (rows, p, operation) =>
    rows.insert('copy', {
      copy_id: p.copyId,
      document_id: p.documentId,
      form: p.form,
      sha256: p.sha256,
      file_name: p.fileName,
      size: p.size,
      method: p.method,
      made_at: operation.at,
      made_by: operation.actor?.name ?? '',
    }),
  'signature.made': (rows, p, operation) => {
    const { sha256, fileName, size, mediaType, role } = p.file;
    const file = { sha256, file_name: fileName, size, media_type: mediaType, role };
    const [table, owner] = p.documentId === null ? (['letter_file', { letter_id: p.letterId }] as const) : (['card_file', { document_id: p.documentId }] as const);
    rows.insert(table, { ...owner, position: rows.count(table, owner), ...file });
    rows.insert('made_signature', {
      signature_id: p.signatureId,
      position: operation.deskSeq,
      letter_id: p.letterId,
      document_id: p.documentId,
      of_sha256: p.ofSha256,
      ...file,
      signer: p.signer,
      timestamp: p.timestamp,
      made_at: operation.at,
      made_by: operation.actor?.name ?? '',
    });
  },
  'signature.timestamped': (rows, p) => {
    const { sha256, size } = p.file;
    // The file with the timestamp stands where the one without it stood, in the letter and in what it became; the same
    // bytes that came in another letter stay as they came.
    if (p.letterId !== null) rows.update('letter_file', { letter_id: p.letterId, sha256: p.replaces }, { sha256, size });
    if (p.documentId !== null) rows.update('card_file', { document_id: p.documentId, sha256: p.replaces }, { sha256, size });
    rows.update('made_signature', { signature_id: p.signatureId }, { sha256, size, timestamp: 'present' });
  },
  'signing.settingsChanged': (rows, p) => {
    rows.remove('signing_setting', { only_row: 1 });
    rows.insert('signing_setting', { only_row: 1, timestamp_authority: p.timestampAuthority });
  },
  'trust.added': (rows, p, operation) =>
    rows.insert('trust_entry', { entry_id: p.entryId, kind: p.kind, file_name: p.fileName, sha256: p.sha256, description: p.description, added_at: operation.at, added_by: operation.actor?.name ?? '' }),
  'trust.removed': (rows, p) => rows.remove('trust_entry', { entry_id: p.entryId }),
  'evidence.obtained': (rows, p, operation) => {
    const slot = evidenceSlot(p);
    // The older one is no longer in use; it stays, since a verdict may lean on it.
    rows.update('evidence', { slot, in_use: true }, { in_use: false });
    rows.insert('evidence', {
      evidence_id: p.evidenceId,
      position: operation.deskSeq,
      slot,
      in_use: true,
      kind: p.kind,
      url: p.url,
      sha256: p.sha256,
      size: p.size,
      obtained_at: p.obtainedAt,
      this_update: p.thisUpdate,
      next_update: p.nextUpdate,
      description: p.description,
    });
    for (const key of evidenceKeys(p)) rows.insert('evidence_key', { key, evidence_id: p.evidenceId });
  },
  'evidence.settingsChanged': (rows, p) => {
    rows.remove('evidence_setting', { only_row: 1 });
    rows.insert('evidence_setting', { only_row: 1, fetch: p.fetch, allowed_hosts: p.allowedHosts, proxy: p.proxy });
  },
};
