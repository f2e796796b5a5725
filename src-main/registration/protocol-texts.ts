import type { Card } from '#shared/contract/registration.ts';
import { boundDifferences } from '#shared/domain/bound-files.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import type { CertificateHolder } from '#shared/domain/certificate-holder.ts';
import type { CertificateSummary, TimestampEvidence } from '#shared/domain/signature-evidence.ts';
import { verdictOf } from '#shared/domain/signature-indications.ts';
import type { SignatureReport, Signer, ValidationReport } from '#shared/domain/signature-report.ts';
import { inTree, type PlacedSignature } from '#shared/domain/signature-tree.ts';
import { statedLevel } from '#shared/domain/stated-level.ts';
import { claimText, codesText, purposeText, roleText, signerNameText } from '#shared/i18n/holder-text.ts';
import type { ProtocolDocument, ProtocolRow, ProtocolSection } from '../pdf/index.ts';
import type { DocumentWords } from './document-words.ts';

/** The one signature that a protocol is about: its file and its id in the report; `all` for every one. */
export type ProtocolChoice = 'all' | { readonly sha256: string; readonly id: string };

export interface ProtocolSource {
  readonly words: DocumentWords;
  readonly card: Card | null;
  /** What has no card yet: rows about it, and the place of its one signature among all of them; none where absent. */
  readonly about?: { readonly rows: readonly ProtocolRow[]; readonly number: number; readonly total: number } | undefined;
  readonly reports: readonly ValidationReport[];
  /** Sections about what was signed without a certificate; none where absent. */
  readonly recorded?: readonly ProtocolSection[] | undefined;
  /** What people decided on what was checked; told on every protocol of the document, also on one about a single signature. */
  readonly decisions?: readonly ProtocolSection[] | undefined;
  readonly officeName: string;
  /** Line under the title: the document, as people name it. */
  readonly subtitle: string;
}

/**
 * The protocol of the signature check (VER-06): what was found, and on which evidence.
 * `brief` is the part for the sheets of a paper copy; `full` adds every question with its answer.
 */
export class ProtocolTexts {
  readonly #source: ProtocolSource;
  readonly #extent: 'brief' | 'full';

  constructor(source: ProtocolSource, extent: 'brief' | 'full') {
    this.#source = source;
    this.#extent = extent;
  }

  /** @throws RangeError where the chosen signature is in none of the reports. */
  make(choice: ProtocolChoice = 'all'): ProtocolDocument {
    const { reports, words, subtitle } = this.#source;
    const recorded = this.#recorded(choice);
    const first = reports[0];
    const chosen = choice === 'all' ? reports : reports.filter(({ sha256 }) => sha256 === choice.sha256);
    const files = chosen.map((report) => ({ report, placed: inTree(report.signatures).filter(({ signature }) => choice === 'all' || belongsTo(signature.id, choice.id)) }));
    if (choice !== 'all' && files.every(({ placed }) => placed.length === 0)) throw new RangeError(`no signature ${choice.id} in the reports`);
    return {
      title: words.text('protocol.title'),
      subtitle,
      sections: [
        this.#documentSection(choice),
        ...(this.#extent === 'full' && first !== undefined ? [this.#checkSection(first)] : []),
        ...files.flatMap(({ report, placed }) => [this.#fileSection(report), ...placed.map((one) => this.#signatureSection(one))]),
        ...recorded,
        ...(this.#source.decisions ?? []),
      ],
      notes: [
        ...(first === undefined ? [this.#notChecked(choice)] : [words.text('protocol.asOf', { time: words.instant(first.checkedAt) }), words.text('protocol.ownOrigin', { engine: first.engine })]),
        ...(recorded.length === 0 ? [] : [words.text('protocol.recordedNote')]),
      ],
    };
  }

  /** A protocol about one signature of a certificate tells nothing of the others. */
  #recorded(choice: ProtocolChoice): readonly ProtocolSection[] {
    return choice === 'all' ? (this.#source.recorded ?? []) : [];
  }

  #notChecked(choice: ProtocolChoice): string {
    return this.#source.words.text(this.#recorded(choice).length === 0 ? 'protocol.notChecked' : 'protocol.filesNotChecked');
  }

  /** The verdict over everything stands only on a protocol about everything: on one about a single signature it would be read as that one's. */
  #documentSection(choice: ProtocolChoice): ProtocolSection {
    const { card, about, reports, words } = this.#source;
    const heading = words.text('protocol.documentHeading');
    const recorded = this.#recorded(choice);
    const rows = [...(card === null ? (about?.rows ?? []) : this.#cardRows(card)), ...words.rows([['protocol.label.withoutCertificate', recorded.length === 0 ? null : String(recorded.length)]])];
    if (reports.length === 0) return { heading, verdict: null, verdictText: this.#notChecked(choice), rows };
    if (choice !== 'all') {
      const total = about?.total ?? reports.reduce((sum, report) => sum + report.signatures.length, 0);
      return { heading, verdict: null, verdictText: words.text('protocol.oneSigner', { number: about?.number ?? choice.id, total }), rows };
    }
    const verdict = overallVerdict(reports);
    // «No signature» would be untrue where somebody signed without a certificate.
    if (verdict === 'unsigned' && recorded.length > 0) return { heading, verdict: null, verdictText: words.text('protocol.noneWithCertificate'), rows };
    return { heading, verdict, verdictText: words.text(`verdict.word.${verdict}`), rows };
  }

  #cardRows(card: Card): ProtocolRow[] {
    const { words } = this.#source;
    const their = [card.correspondentNumber, card.correspondentDate === null ? null : words.day(card.correspondentDate)].filter((part) => part !== null).join(' · ');
    return words.rows([
      ['protocol.label.registrationIndex', card.registrationIndex],
      ['protocol.label.registrationDate', words.day(card.registrationDate)],
      ['protocol.label.correspondent', card.correspondent],
      ['protocol.label.correspondentNumber', their],
      ['protocol.label.subject', card.subject],
      ['protocol.label.sheets', sheetsShown(card)],
    ]);
  }

  /** By whom, when and under which rules the check was made: before any result, so that nobody takes it for another's. */
  #checkSection(report: ValidationReport): ProtocolSection {
    const { officeName, words } = this.#source;
    const lists = report.trust.lists.map((list) => `${words.text('signature.trustList', { name: list.name, number: list.sequenceNumber ?? '—', from: list.issuedAt === null ? '—' : words.instant(list.issuedAt) })}; SHA-256 ${list.sha256}`);
    // A report without a policy comes from an engine that did not count anchors either.
    const trust = report.policy === '' ? null : [words.text('signature.trustAnchors', { anchors: report.trust.anchors }), ...lists].join('\n');
    return {
      heading: words.text('protocol.checkHeading'),
      verdict: null,
      verdictText: null,
      rows: words.rows([
        ['protocol.label.origin', words.text('protocol.ownOrigin', { engine: report.engine })],
        ['protocol.label.office', officeName],
        ['protocol.label.checkedAt', words.instant(report.checkedAt)],
        ['protocol.label.validationTime', words.instant(report.validationTime)],
        ['signature.policy', report.policy],
        ['signature.trust', trust],
      ]),
    };
  }

  #fileSection(report: ValidationReport): ProtocolSection {
    const { card, words } = this.#source;
    const container = report.signatures.length === 0 && report.container !== 'unreadable' ? 'none' : report.container;
    return {
      heading: words.text('protocol.fileHeading', { fileName: report.fileName }),
      verdict: null,
      verdictText: null,
      rows: [
        ...words.rows([
          ['protocol.label.container', words.text(`protocol.container.${container}`)],
          ['protocol.label.size', String(report.size)],
        ]),
        { label: 'SHA-256', value: report.sha256 },
        ...words.rows([
          ['protocol.label.content', report.content === null ? null : `${report.content.fileName} · SHA-256 ${report.content.sha256}`],
          ['signature.unsignedFiles', report.unsignedFiles.join('\n')],
          ['signature.boundDifferences', boundDifferences([report], card?.files ?? []).map(({ fileName, difference }) => `${fileName}: ${words.text(`signature.bound.${difference}`)}`).join('\n')],
          ['signature.documentTimestamps', this.#timestamps(report.documentTimestamps)],
          ['protocol.label.checkedAt', words.instant(report.checkedAt)],
        ]),
      ],
    };
  }

  #signatureSection({ signature, depth }: PlacedSignature<SignatureReport>): ProtocolSection {
    const { words } = this.#source;
    const verdict = verdictOf(signature.indication);
    const heading = signature.kind === 'counter-signature' ? 'protocol.counterHeading' : 'protocol.signatureHeading';
    return {
      heading: words.text(heading, { number: signature.id, signer: (signature.signer === null ? null : signerNameText(signature.signer)) ?? words.signerName(signature) }),
      verdict,
      verdictText: words.text(`verdict.word.${verdict}`),
      depth,
      rows: words.rows([
        ['protocol.label.code', [signature.indication, signature.subIndication].filter((part) => part !== null).join(' / ')],
        ['protocol.label.reason', words.reasons(signature.reasons)],
        ...this.#signerRows(signature),
        ...this.#certificateRows(signature),
        ['protocol.label.algorithm', signature.algorithm],
        ['protocol.label.format', signature.level],
        ['signature.signaturePolicy', signature.signaturePolicy],
        ['protocol.label.claimedTime', words.instantOr(signature.claimedSigningTime, 'protocol.value.none')],
        ['protocol.label.provedTime', words.instantOr(signature.bestSignatureTime, 'protocol.value.none')],
        ['protocol.label.integrity', words.threeWay(signature.dataIntact)],
        ['protocol.label.cryptography', words.threeWay(signature.signatureIntact)],
        ['signature.objects', signature.signedObjects.map((object) => [`${object.name}: ${words.text(`signature.object.${object.status}`)}`, object.sha256 === null ? null : `SHA-256 ${object.sha256}`].filter((part) => part !== null).join('; ')).join('\n')],
        ['signature.changes', this.#changes(signature)],
        ...this.#evidenceRows(signature),
      ]),
      ...(this.#extent === 'full' && signature.constraints.length > 0 ? { table: this.#constraints(signature) } : {}),
    };
  }

  #signerRows(signature: SignatureReport): Parameters<DocumentWords['rows']>[0] {
    const { words } = this.#source;
    const { signer, signerKind } = signature;
    const holder = signer?.holder;
    const level = statedLevel(signature);
    return [
      ['protocol.label.level', words.text(signerKind === 'seal' ? `signature.sealLevel.${level}` : `signature.legal.${level}`)],
      ['signature.signerKind', words.text(holder === undefined || holder.kind === null ? `signature.signerKind.${signerKind ?? 'unknown'}` : `holder.kind.${holder.kind}`)],
      ['protocol.label.signer', signer?.distinguishedName ?? null],
      ...(holder === undefined ? this.#plainRows(signer) : this.#holderRows(holder)),
    ];
  }

  #holderRows(holder: CertificateHolder): Parameters<DocumentWords['rows']>[0] {
    const { language } = this.#source.words;
    const { person, organization, claim } = holder;
    return [
      ['holder.capacity', roleText(holder, language)],
      ['protocol.label.organization', organization?.name ?? null],
      ['holder.unit', organization?.unit ?? null],
      ['protocol.label.personalCode', codesText(person?.codes, language)],
      ['protocol.label.organizationCode', codesText(organization?.codes, language)],
      ['holder.purpose', purposeText(holder, language)],
      ['holder.claim', claimText(claim, language)],
    ];
  }

  /** What a report of an engine has that read no profiles. */
  #plainRows(signer: Signer | null): Parameters<DocumentWords['rows']>[0] {
    return [
      ['protocol.label.position', signer?.position ?? null],
      ['protocol.label.organization', signer?.organization ?? null],
      ['protocol.label.personalCode', signer?.personalCode ?? null],
      ['protocol.label.organizationCode', signer?.organizationCode ?? null],
    ];
  }

  #certificateRows({ certificate }: SignatureReport): Parameters<DocumentWords['rows']>[0] {
    const { words } = this.#source;
    if (certificate === null) return [['protocol.label.certificate', words.text('protocol.value.none')]];
    return [
      ['protocol.label.certificate', `${certificate.serialNumber}\nSHA-256 ${certificate.sha256}`],
      ['protocol.label.issuer', certificate.issuer.distinguishedName],
      ['protocol.label.validity', words.validity(certificate)],
      ['protocol.label.keyCarrier', this.#extent === 'full' ? words.text(keyCarrierKey(certificate)) : null],
    ];
  }

  #evidenceRows(signature: SignatureReport): Parameters<DocumentWords['rows']>[0] {
    const { words } = this.#source;
    const none = words.text('protocol.value.none');
    const link = (certificate: SignatureReport['chain'][number]): string => words.text('protocol.chainLink', { owner: certificate.subject.commonName ?? certificate.subject.distinguishedName, serial: certificate.serialNumber, validity: words.validity(certificate) });
    const missing = signature.missing.map((one) => words.text(`signature.missing.${one.kind}`, one.kind === 'issuer' || one.kind === 'trust-anchor' ? { issuer: one.issuer } : {}));
    return [
      ['protocol.label.chain', signature.chain.map(link).join('\n') || none],
      ['protocol.label.revocation', signature.revocation.map((evidence) => words.revocation(evidence)).join('\n') || none],
      ['signature.timestamps', this.#timestamps(signature.timestamps) || none],
      ['signature.missing.heading', [...new Set(missing)].join('\n')],
    ];
  }

  #changes(signature: SignatureReport): string {
    const { words } = this.#source;
    return signature.changesAfter
      .map(({ kind, revision, allowed, detail }) => [words.text(allowed ? 'signature.changeAllowed' : 'signature.changeForbidden', { change: words.text(`signature.change.${kind}`), revision }), detail].filter((part) => part !== '').join('; '))
      .join('\n');
  }

  #timestamps(timestamps: readonly TimestampEvidence[]): string {
    const { words } = this.#source;
    return timestamps
      .map((stamp) => {
        const line = words.text('protocol.timestamp', { time: words.instant(stamp.time), kind: words.text(`signature.timestampKind.${stamp.kind}`), issuer: stamp.issuer ?? words.text('protocol.value.unknown'), verdict: words.text(`verdict.word.${verdictOf(stamp.indication)}`) });
        return stamp.indication === 'TOTAL-PASSED' || stamp.reasons.length === 0 ? line : `${line}. ${words.reasons(stamp.reasons)}`;
      })
      .join('\n');
  }

  #constraints({ constraints }: SignatureReport): NonNullable<ProtocolSection['table']> {
    const { words } = this.#source;
    return {
      heading: words.text('signature.constraints'),
      rows: constraints.map(({ key, status, reasons }) => ({ label: words.text(key), value: [words.text(`constraint.status.${status}`), words.reasons(reasons)].filter((part) => part !== '').join('. ') })),
    };
  }
}

/** A signature with the counter-signatures below it. */
function belongsTo(id: string, chosen: string): boolean {
  return id === chosen || id.startsWith(`${chosen}.`);
}

/** Sheets of the document and of its attachments; null where they are not stated. */
export function sheetsShown(card: Card): string | null {
  if (card.sheets === null) return null;
  return card.attachmentSheets === null ? String(card.sheets) : `${card.sheets} + ${card.attachmentSheets}`;
}

/** What the certificate says about the device of the key; where it says nothing, nothing is guessed. */
function keyCarrierKey({ keyCarrier }: CertificateSummary): 'protocol.value.keyCarrierQualified' | 'protocol.value.keyCarrierUnknown' {
  return keyCarrier === 'qualified-device' ? 'protocol.value.keyCarrierQualified' : 'protocol.value.keyCarrierUnknown';
}
