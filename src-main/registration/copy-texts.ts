import type { Card } from '#shared/contract/registration.ts';
import type { Language } from '#shared/domain/languages.ts';
import { type CertificateSummary, type RevocationEvidence, type SignatureReport, type ValidationReport, verdictOf } from '#shared/domain/signature-report.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { FooterTexts, PaperCopyRequest, ProtocolDocument, ProtocolRow, ProtocolSection, RegistrationStamp, SignatureBlock } from '../pdf/index.ts';
import { type RulePack, type SentenceId, sentenceAt, type SignatureMarkKind } from '../rule-packs/index.ts';

/** What the texts of a copy are made from. `today` is the calendar day on which the copy is made. */
export interface CopyTextSource {
  /** Null: the file has not been registered (command line); the copy then names the file alone. */
  readonly card: Card | null;
  readonly files: readonly { readonly fileName: string; readonly sha256: string; readonly size: number }[];
  readonly reports: readonly ValidationReport[];
  readonly officeName: string;
  readonly zone: string;
  readonly pack: RulePack;
  readonly language: Language;
  readonly today: string;
}

/** Length of the hash that the QR code carries: enough to tell files apart, short enough to survive a scan. */
const QR_HASH_LENGTH = 20;

/** The words of stamps, marks and protocol in one language of the office. */
export class CopyTexts {
  readonly #source: CopyTextSource;

  constructor(source: CopyTextSource) {
    this.#source = source;
  }

  stamp(): RegistrationStamp | null {
    const { card, officeName } = this.#source;
    if (card === null) return null;
    return {
      office: officeName,
      title: this.#sentence(`registration-stamp.${card.direction}`),
      registrationIndex: card.registrationIndex,
      date: this.#day(card.registrationDate),
      rows: card.sheets === null ? [] : [{ label: this.#text('protocol.label.sheets'), value: sheetsShown(card) }],
    };
  }

  /** One block per signature, in the order of the signatures (requirements C.4). */
  blocks(): SignatureBlock[] {
    return this.#source.reports.flatMap((report) => report.signatures.map((signature) => this.#block(signature, report)));
  }

  /** All that a paper copy says beside the document itself (PAP-03, VER-06). */
  paperCopy(mainSha256: string): Pick<PaperCopyRequest, 'footer' | 'signatures' | 'protocol' | 'legalSentences'> {
    return {
      footer: this.footer(mainSha256),
      signatures: { title: this.#text('protocol.signaturesTitle'), blocks: this.blocks() },
      protocol: this.protocol(),
      legalSentences: this.legalSentences(),
    };
  }

  footer(mainSha256: string): FooterTexts {
    const { card } = this.#source;
    const id = card?.documentId ?? 'unregistered';
    return {
      documentId: card === null ? `SHA-256 ${mainSha256}` : `${card.registrationIndex} · ${card.documentId}`,
      copyOfElectronicDocument: this.#sentence('paper-copy.footer'),
      pageOf: this.#text('protocol.pageOf'),
      qrPayload: `CH1:${id}:${mainSha256.slice(0, QR_HASH_LENGTH)}`,
    };
  }

  /** Sentences of the law in every document language; those about a checked signature only where it passed. */
  legalSentences(): string[] {
    const { pack, reports, today } = this.#source;
    const passed = overallVerdict(reports) === 'passed';
    return pack.documentLanguages.flatMap((language) => {
      const sentence = sentenceAt(pack, 'paper-copy.legal', language, today);
      return sentence === null || (sentence.condition === 'verified-signature' && !passed) ? [] : [sentence.text];
    });
  }

  /** The protocol of the signature check (VER-06): what was found, and on which evidence. */
  protocol(): ProtocolDocument {
    const { reports } = this.#source;
    const first = reports[0];
    return {
      title: this.#text('protocol.title'),
      subtitle: this.title(),
      sections: [this.#documentSection(), ...reports.flatMap((report) => [this.#fileSection(report), ...report.signatures.map((signature, at) => this.#signatureSection(signature, at + 1))])],
      notes:
        first === undefined
          ? [this.#text('protocol.notChecked')]
          : [this.#text('protocol.asOf', { time: this.#instant(first.checkedAt) }), this.#text('protocol.ownOrigin', { engine: first.engine })],
    };
  }

  /** Title of a copy: number and date, or the name of an unregistered file. */
  title(): string {
    const { card, files } = this.#source;
    return card === null ? (files[0]?.fileName ?? '') : `${card.registrationIndex} · ${this.#day(card.registrationDate)}`;
  }

  /** File name of a copy, without characters that file systems refuse. */
  fileName(form: 'stamped' | 'paper'): string {
    const name = this.#text(`protocol.copyName.${form}`, { index: this.#source.card?.registrationIndex ?? '' });
    return `${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')}.pdf`;
  }

  /** Sheet that stands for a document without a visual form. */
  otherSheet(): { readonly title: string; readonly lines: readonly string[] } {
    return { title: this.#text('protocol.otherSheet.title'), lines: this.#source.files.map((file) => `${file.fileName} · ${file.size} · SHA-256 ${file.sha256}`) };
  }

  #documentSection(): ProtocolSection {
    const { card, reports } = this.#source;
    const verdict = overallVerdict(reports);
    return {
      heading: this.#text('protocol.documentHeading'),
      verdict: reports.length === 0 ? null : verdict,
      verdictText: reports.length === 0 ? this.#text('protocol.notChecked') : this.#text(`verdict.word.${verdict}`),
      rows: card === null ? [] : this.#cardRows(card),
    };
  }

  #cardRows(card: Card): ProtocolRow[] {
    const their = [card.correspondentNumber, card.correspondentDate === null ? null : this.#day(card.correspondentDate)].filter((part) => part !== null).join(' · ');
    return this.#rows([
      ['protocol.label.registrationIndex', card.registrationIndex],
      ['protocol.label.registrationDate', this.#day(card.registrationDate)],
      ['protocol.label.correspondent', card.correspondent],
      ['protocol.label.correspondentNumber', their],
      ['protocol.label.subject', card.subject],
      ['protocol.label.sheets', card.sheets === null ? null : sheetsShown(card)],
    ]);
  }

  #fileSection(report: ValidationReport): ProtocolSection {
    return {
      heading: this.#text('protocol.fileHeading', { fileName: report.fileName }),
      verdict: null,
      verdictText: null,
      rows: [
        ...this.#rows([
          ['protocol.label.container', this.#text(`protocol.container.${report.signatures.length === 0 && report.container !== 'unreadable' ? 'none' : report.container}`)],
          ['protocol.label.size', String(report.size)],
        ]),
        { label: 'SHA-256', value: report.sha256 },
        ...this.#rows([
          ['protocol.label.content', report.content === null ? null : `${report.content.fileName} · SHA-256 ${report.content.sha256}`],
          ['protocol.label.checkedAt', this.#instant(report.checkedAt)],
        ]),
      ],
    };
  }

  #signatureSection(signature: SignatureReport, number: number): ProtocolSection {
    const verdict = verdictOf(signature.indication);
    const { certificate, signer } = signature;
    return {
      heading: this.#text('protocol.signatureHeading', { number, signer: this.#signerName(signature) }),
      verdict,
      verdictText: this.#text(`verdict.word.${verdict}`),
      rows: this.#rows([
        ['protocol.label.result', [signature.indication, signature.subIndication].filter((part) => part !== null).join(' / ')],
        ['protocol.label.reason', signature.reasons.map((reason) => this.#text(reason.key, reason.params)).join(' ')],
        ['protocol.label.signer', signer?.distinguishedName ?? null],
        ['protocol.label.position', signer?.position ?? null],
        ['protocol.label.organization', signer?.organization ?? null],
        ['protocol.label.personalCode', signer?.personalCode ?? null],
        ['protocol.label.organizationCode', signer?.organizationCode ?? null],
        ['protocol.label.certificate', certificate?.serialNumber ?? null],
        ['protocol.label.issuer', certificate?.issuer.distinguishedName ?? null],
        ['protocol.label.validity', certificate === null ? null : this.#validity(certificate)],
        ['protocol.label.algorithm', signature.algorithm],
        ['protocol.label.format', [signature.format, signature.baselineLevel].filter((part) => part !== null).join('-')],
        ['protocol.label.claimedTime', signature.claimedSigningTime === null ? this.#text('protocol.value.none') : this.#instant(signature.claimedSigningTime)],
        ['protocol.label.provedTime', signature.bestSignatureTime === null ? this.#text('protocol.value.none') : this.#instant(signature.bestSignatureTime)],
        ['protocol.label.integrity', this.#threeWay(signature.dataIntact)],
        ['protocol.label.cryptography', this.#threeWay(signature.signatureIntact)],
        ['protocol.label.chain', signature.chain.map((link) => link.subject.commonName ?? link.subject.distinguishedName).join(' › ') || this.#text('protocol.value.none')],
        ['protocol.label.revocation', signature.revocation.map((evidence) => this.#revocation(evidence)).join('\n') || this.#text('protocol.value.none')],
      ]),
    };
  }

  #block(signature: SignatureReport, report: ValidationReport): SignatureBlock {
    const verdict = verdictOf(signature.indication);
    const { certificate } = signature;
    return {
      title: this.#sentence(`signature-mark.${markKind(signature)}`),
      verdict: verdict === 'unsigned' ? 'undetermined' : verdict,
      verdictText: `${this.#text(`verdict.word.${verdict}`)} · ${this.#instant(report.checkedAt)}`,
      rows: this.#rows([
        ['protocol.label.signer', this.#signerName(signature)],
        ['protocol.label.position', signature.signer?.position ?? null],
        ['protocol.label.organization', signature.signer?.organization ?? null],
        ['protocol.label.certificate', certificate?.serialNumber ?? null],
        ['protocol.label.issuer', certificate === null ? null : (certificate.issuer.commonName ?? certificate.issuer.distinguishedName)],
        ['protocol.label.validity', certificate === null ? null : this.#validity(certificate)],
        ...(signature.bestSignatureTime === null
          ? ([['protocol.label.claimedTime', signature.claimedSigningTime === null ? null : this.#instant(signature.claimedSigningTime)]] as const)
          : ([['protocol.label.provedTime', this.#instant(signature.bestSignatureTime)]] as const)),
      ]),
      note: this.#sentence('signature-mark.note'),
    };
  }

  #revocation(evidence: RevocationEvidence): string {
    return this.#text(`protocol.revocation.${evidence.status}`, {
      serial: evidence.certificateSerialNumber,
      kind: evidence.kind.toUpperCase(),
      thisUpdate: this.#instant(evidence.thisUpdate),
      revokedAt: evidence.revokedAt === null ? '' : this.#instant(evidence.revokedAt),
      source: evidence.source,
    });
  }

  #signerName(signature: SignatureReport): string {
    return signature.signer?.commonName ?? signature.signer?.distinguishedName ?? this.#text('protocol.value.unknownSigner');
  }

  #validity(certificate: CertificateSummary): string {
    return `${this.#instant(certificate.notBefore)} – ${this.#instant(certificate.notAfter)}`;
  }

  #threeWay(value: boolean | null): string {
    if (value === null) return this.#text('protocol.value.unknown');
    return this.#text(value ? 'protocol.value.yes' : 'protocol.value.no');
  }

  #rows(pairs: readonly (readonly [MessageKey, string | null])[]): ProtocolRow[] {
    return pairs.flatMap(([key, value]) => (value === null || value === '' ? [] : [{ label: this.#text(key), value }]));
  }

  #text(key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string {
    return translate(this.#source.language, key, params);
  }

  /** A sentence of the rule pack; a pack without one that holds today cannot print truthfully. */
  #sentence(id: SentenceId): string {
    const { pack, language, today } = this.#source;
    const sentence = sentenceAt(pack, id, language, today);
    if (sentence === null) throw new Error(`rule pack ${pack.packVersion} has no sentence ${id} in ${language} for ${today}`);
    return sentence.text;
  }

  #day(day: string): string {
    return day.split('-').toReversed().join('.');
  }

  /** Instant in the office's zone with its offset, so that paper can be read without asking where. */
  #instant(instant: string): string {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: this.#source.zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset' });
    const parts = Object.fromEntries(format.formatToParts(Date.parse(instant)).map((part) => [part.type, part.value]));
    return `${parts['day']}.${parts['month']}.${parts['year']} ${parts['hour']}:${parts['minute']}:${parts['second']} ${(parts['timeZoneName'] ?? '').replace('GMT', 'UTC')}`;
  }
}

function sheetsShown(card: Card): string {
  return card.attachmentSheets === null ? String(card.sheets) : `${card.sheets} + ${card.attachmentSheets}`;
}

/** Kind of mark: never more than the report knows (requirements C.4: the kind is named truthfully). */
function markKind(signature: SignatureReport): SignatureMarkKind {
  if (signature.indication !== 'TOTAL-PASSED') return 'undetermined-signature';
  if (signature.legalLevel === 'qualified') return 'qualified-signature';
  return signature.legalLevel === 'advanced' ? 'advanced-signature' : 'undetermined-signature';
}
