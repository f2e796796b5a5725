import type { Card, CopyForm } from '#shared/contract/registration.ts';
import { writeCopyCode } from '#shared/domain/copy-code.ts';
import type { Language } from '#shared/domain/languages.ts';
import { verdictOf } from '#shared/domain/signature-indications.ts';
import type { CertificateSummary } from '#shared/domain/signature-evidence.ts';
import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { scanCertificationOf } from '#shared/domain/paper-intake.ts';
import { pageRangeText } from '#shared/domain/page-range.ts';
import { overallVerdict } from '#shared/domain/letter-files.ts';
import { statedLevel } from '#shared/domain/stated-level.ts';
import type { FooterTexts, PaperCopyRequest, ProtocolDocument, ProtocolPdfRequest, ProtocolRow, RegistrationStamp, SignatureBlock, SignatureSheet } from '../pdf/index.ts';
import { type RulePack, type SentenceId, sentenceAt, type SignatureMarkKind, type SignatureRegime } from '../rule-packs/index.ts';
import { dayInZone } from '#shared/domain/working-zone.ts';
import { DocumentWords } from './document-words.ts';
import { type ProtocolChoice, ProtocolTexts, sheetsShown } from './protocol-texts.ts';
import { type ForceDecision, forceSection } from './force-section.ts';
import { recordedSection } from './recorded-sections.ts';
import { momentOf, recordedBlock, type RecordedSignature, standsOnCopies } from './recorded-signatures.ts';

/** What the texts of a copy are made from. `today` is the calendar day on which the copy is made. */
export interface CopyTextSource {
  /** Null: the file has not been registered (command line); the copy then names the file alone. */
  readonly card: Card | null;
  /** A draft that bears no number yet: its title, and what its protocol says of the step (VER-07). */
  readonly draft?: { readonly title: string; readonly rows: readonly ProtocolRow[]; readonly number: number; readonly total: number } | undefined;
  readonly files: readonly { readonly fileName: string; readonly sha256: string; readonly size: number }[];
  readonly reports: readonly ValidationReport[];
  /** What was recorded of signing without a certificate; none where absent. */
  readonly recorded?: readonly RecordedSignature[] | undefined;
  /** The decision on the force of an application; none where absent. */
  readonly forceDecision?: ForceDecision | null | undefined;
  readonly officeName: string;
  readonly zone: string;
  readonly pack: RulePack;
  readonly language: Language;
  readonly today: string;
}

/** What a certification says that neither card nor office know. */
export interface CertifiedFacts {
  readonly number: string;
  readonly certifiedBy: string;
  readonly position: string;
  /** Pages of an extract; null: the whole document. */
  readonly pages: readonly number[] | null;
}

/** A numbered copy of a local act. */
export interface ActCopyFacts {
  readonly number: string;
  readonly holder: string;
}

/** What a copy's file is named by beside its document. */
interface NamedBy {
  readonly choice?: ProtocolChoice;
  readonly certified?: CertifiedFacts | null;
  readonly actCopy?: ActCopyFacts | null;
}

/** The words of stamps, marks and protocol in one language of the office. */
export class CopyTexts {
  readonly #source: CopyTextSource;
  readonly #words: DocumentWords;

  constructor(source: CopyTextSource) {
    this.#source = source;
    this.#words = new DocumentWords(source.language, source.zone);
  }

  /** @param actCopy the numbered copy of a local act that is stamped (NUM-05) */
  stamp(actCopy: ActCopyFacts | null = null): RegistrationStamp | null {
    const { card, officeName } = this.#source;
    if (card === null) return null;
    return {
      office: officeName,
      title: this.#sentence(`registration-stamp.${card.direction}`),
      registrationIndex: card.registrationIndex,
      date: this.#words.day(card.registrationDate),
      rows: this.#words.rows([
        ['protocol.label.sheets', sheetsShown(card)],
        ['act.copy.number', actCopy?.number ?? null],
        ['act.copy.holder', actCopy?.holder ?? null],
      ]),
    };
  }

  /**
   * What a stamped copy shows of signatures: one block per signature, in their order (requirements C.4), each with the code
   * that leads to the original. A scan of a paper original says so first: what was signed by hand is signed there.
   */
  blocks(mainSha256: string): SignatureBlock[] {
    // Letters of one case take the shorter mode of the code (ISO/IEC 18004, 7.4.4); who reads it takes both.
    const code = this.#code(mainSha256).toUpperCase();
    return this.#marks().map(({ block }) => ({ ...block, code }));
  }

  /** Blocks by kind of signature where there are several kinds, each with what it means (SIGN-10, SIGN-14); else one list. */
  signatureSheet(): SignatureSheet {
    const title = this.#words.text('protocol.signaturesTitle');
    const marks = this.#marks();
    const regimes = [...new Set(marks.map(({ regime }) => regime))];
    if (regimes.length < 2) return { title, intro: '', groups: [{ heading: '', note: '', blocks: marks.map(({ block }) => block) }] };
    const signatures = marks.filter(({ regime }) => regime !== 'paper-original');
    const groups = regimes.map((regime) => ({
      heading: this.#sentence(regime === 'paper-original' ? 'scan-copy.mark' : `signature-mark.${regime}`),
      note: this.#sentence(`signature-regime.${regime}`),
      // The kinds part what was signed in one order.
      blocks: marks.flatMap((mark) => (mark.regime === regime ? [{ ...mark.block, order: this.#orderRow(signatures.indexOf(mark) + 1, signatures.length) }] : [])),
    }));
    return { title, intro: this.#sentence('signature-regime.intro'), groups };
  }

  /** All that a paper copy says beside the document itself (PAP-03, VER-06). */
  paperCopy(mainSha256: string): Pick<PaperCopyRequest, 'footer' | 'signatures' | 'protocol' | 'legalSentences'> {
    return {
      footer: this.footer(mainSha256),
      signatures: this.signatureSheet(),
      protocol: this.protocol(),
      legalSentences: this.legalSentences(),
    };
  }

  /** The same for a certified copy, with its certification; an extract says so in mark and footer (PAP-02). */
  certifiedCopy(mainSha256: string, facts: CertifiedFacts): Pick<PaperCopyRequest, 'footer' | 'signatures' | 'protocol' | 'legalSentences' | 'certification' | 'pages'> {
    const paper = this.paperCopy(mainSha256);
    const number = this.#words.text('protocol.certified.number', { number: facts.number });
    const pages = facts.pages === null ? null : this.#words.text('protocol.certified.pages', { pages: pageRangeText(facts.pages) });
    const kind = pages === null ? paper.footer.copyOfElectronicDocument : `${this.#sentence('copy-extract.footer')} · ${pages}`;
    return {
      ...paper,
      footer: { ...paper.footer, copyOfElectronicDocument: `${kind} · ${number}` },
      // The law speaks of the document, and an extract is not the document.
      ...(facts.pages === null ? {} : { pages: facts.pages, legalSentences: [] }),
      certification: {
        title: this.#sentence('copy-certification.mark'),
        number,
        extract: pages === null ? null : `${this.#sentence('copy-extract.mark')} · ${pages}`,
        position: facts.position,
        name: facts.certifiedBy,
        date: this.#words.day(this.#source.today),
        signatureCaption: this.#words.text('protocol.certified.signature'),
        seal: this.#words.text('protocol.certified.seal'),
        rows: this.#words.rows([
          ['protocol.certified.document', this.title()],
          ['protocol.certified.kept', this.#source.officeName],
        ]),
      },
    };
  }

  footer(mainSha256: string): FooterTexts {
    const { card } = this.#source;
    return {
      documentId: card === null ? `SHA-256 ${mainSha256}` : `${card.registrationIndex} · ${card.documentId}`,
      copyOfElectronicDocument: this.#sentence(this.#isScan() ? 'scan-copy.footer' : 'paper-copy.footer'),
      pageOf: this.#words.text('protocol.pageOf'),
      qrPayload: this.#code(mainSha256),
    };
  }

  /** Sentences of the law in every document language, but none on a copy of a scan; those about a checked signature only where it passed. */
  legalSentences(): string[] {
    const { pack, reports, today } = this.#source;
    // The law speaks of electronic originals; a scan is a copy of a paper one (REG-06).
    if (this.#isScan()) return [];
    const passed = overallVerdict(reports) === 'passed';
    return pack.documentLanguages.flatMap((language) => {
      const sentence = sentenceAt(pack, 'paper-copy.legal', language, today);
      return sentence === null || (sentence.condition === 'verified-signature' && !passed) ? [] : [sentence.text];
    });
  }

  /** The protocol as sheets of a paper copy, or as a document of its own about all signatures or one (VER-06, VER-07). */
  protocol(extent: 'brief' | 'full' = 'brief', choice: ProtocolChoice = 'all'): ProtocolDocument {
    const { card, draft, reports, officeName, recorded = [], forceDecision = null } = this.#source;
    const sections = recorded.map((record) => recordedSection(record, this.#words, (id) => this.#sentence(id)));
    const decisions = forceDecision === null ? [] : [forceSection(forceDecision, this.#words)];
    return new ProtocolTexts({ words: this.#words, card, about: draft, reports, recorded: sections, decisions, officeName, subtitle: this.title() }, extent).make(choice);
  }

  /** Whether there is such a signature; `all` wants one checked file at least, or one signature that was recorded. */
  knows(choice: ProtocolChoice): boolean {
    const { reports, recorded = [] } = this.#source;
    return choice === 'all' ? reports.length > 0 || recorded.length > 0 : reports.some((report) => report.sha256 === choice.sha256 && report.signatures.some(({ id }) => id === choice.id));
  }

  /** All that the protocol's own document says (VER-06); its signatures are those of the reports. */
  protocolDocument(choice: ProtocolChoice): Pick<ProtocolPdfRequest, 'protocol' | 'pageOf' | 'language' | 'title'> {
    return { protocol: this.protocol('full', choice), pageOf: this.#words.text('protocol.pageOf'), language: this.#words.language, title: `${this.#words.text('protocol.title')} · ${this.title()}` };
  }

  /** Title of a copy: number and date, or that of a draft, or the name of an unregistered file. */
  title(): string {
    const { card, draft, files } = this.#source;
    return card === null ? (draft?.title ?? files[0]?.fileName ?? '') : `${card.registrationIndex} · ${this.#words.day(card.registrationDate)}`;
  }

  /** File name of a copy, without characters that file systems refuse; that of the protocol is prescribed (VER-06). */
  fileName(form: Exclude<CopyForm, 'card'>, { choice = 'all', certified = null, actCopy = null }: NamedBy = {}): string {
    if (form === 'protocol') return choice === 'all' ? 'Validation_Report.pdf' : `Validation_Report_${choice.id.replace(/[^0-9.]/g, '_')}.pdf`;
    const index = this.#source.card?.registrationIndex ?? '';
    if (actCopy !== null) return fileNameOf(this.#words.text('protocol.copyName.actCopy', { index, number: actCopy.number }));
    return fileNameOf(this.#words.text(certified?.pages ? 'protocol.copyName.extract' : `protocol.copyName.${form}`, { index, number: certified?.number ?? '' }));
  }

  /** Sheet that stands for a document without a visual form. */
  otherSheet(): { readonly title: string; readonly lines: readonly string[] } {
    return { title: this.#words.text('protocol.otherSheet.title'), lines: this.#source.files.map((file) => `${file.fileName} · ${file.size} · SHA-256 ${file.sha256}`) };
  }

  /** The code that leads any desk to the original, without a link. */
  #code(mainSha256: string): string {
    const { card, reports } = this.#source;
    return writeCopyCode({ documentId: card?.documentId ?? null, sha256: mainSha256, verdict: reports.length === 0 ? null : overallVerdict(reports) });
  }

  /** Whether what is copied is itself the electronic copy of a paper original (REG-06). */
  #isScan(): boolean {
    return this.#source.card?.medium === 'paper';
  }

  /** The mark of a scan: where its original is, and whether the copy is certified (REG-07). */
  #scanBlocks(): SignatureBlock[] {
    const { card, officeName, reports } = this.#source;
    if (card === null || !this.#isScan()) return [];
    return [
      {
        regime: 'paper-original',
        title: this.#sentence('scan-copy.mark'),
        order: null,
        code: null,
        rows: this.#words.rows([
          ['protocol.label.paperOriginal', `${officeName}, ${this.title()}`],
          ['protocol.label.sheets', sheetsShown(card)],
          ['protocol.label.scanCertification', this.#words.text(`paper.certification.${scanCertificationOf(reports)}`)],
        ]),
        note: this.#sentence('scan-copy.note'),
      },
    ];
  }

  /** All marks of the copy: that of a scan, then those of its signatures in their order. */
  #marks(): readonly { readonly regime: SignatureRegime; readonly block: SignatureBlock }[] {
    return [...this.#scanBlocks().map((block) => ({ regime: 'paper-original' as const, block })), ...this.#signatures()];
  }

  /** A recorded signature stands before the first checked one that is later than it. */
  #signatures(): { readonly regime: SignatureMarkKind; readonly block: SignatureBlock }[] {
    const { reports, recorded = [] } = this.#source;
    const checked = reports.flatMap((report) =>
      report.signatures.map((signature) => ({ moment: signature.bestSignatureTime ?? signature.claimedSigningTime, mark: { regime: markKind(signature), block: this.#block(signature, report) } })),
    );
    const waiting = recorded.filter(standsOnCopies).toSorted((one, other) => Date.parse(momentOf(one)) - Date.parse(momentOf(other)));
    const marks = checked.flatMap(({ moment, mark }) => {
      const earlier = moment === null ? 0 : waiting.findIndex((record) => Date.parse(momentOf(record)) > Date.parse(moment));
      return [...waiting.splice(0, earlier < 0 ? waiting.length : earlier).map((record) => this.#recordedMark(record)), mark];
    });
    return [...marks, ...waiting.map((record) => this.#recordedMark(record))];
  }

  #recordedMark(record: RecordedSignature): { readonly regime: SignatureMarkKind; readonly block: SignatureBlock } {
    return { regime: record.kind, block: recordedBlock(record, this.#words, (id) => this.#sentence(id)) };
  }

  /** Null: it stands in no order, as the mark of a scan. */
  #orderRow(number: number, all: number): ProtocolRow | null {
    return number === 0 ? null : { label: this.#words.text('protocol.label.signatureOrder'), value: this.#words.text('protocol.value.signatureOrder', { number, all }) };
  }

  #block(signature: SignatureReport, report: ValidationReport): SignatureBlock {
    const verdict = verdictOf(signature.indication);
    const { certificate } = signature;
    return {
      regime: statedLevel(signature),
      title: this.#sentence(`signature-mark.${markKind(signature)}`),
      order: null,
      code: null,
      verdict: verdict === 'unsigned' ? 'undetermined' : verdict,
      verdictText: `${this.#words.text(`verdict.word.${verdict}`)} · ${this.#words.instant(report.checkedAt)}`,
      rows: this.#words.rows([
        ['protocol.label.certificate', certificate?.serialNumber ?? null],
        ['protocol.label.signer', this.#words.signerName(signature)],
        ['protocol.label.position', signature.signer?.position ?? null],
        ['protocol.label.organization', signature.signer?.organization ?? null],
        ['protocol.label.validity', certificate === null ? null : this.#days(certificate)],
        ['protocol.label.issuer', certificate === null ? null : (certificate.issuer.commonName ?? certificate.issuer.distinguishedName)],
        ...(signature.bestSignatureTime === null
          ? ([['protocol.label.claimedTime', signature.claimedSigningTime === null ? null : this.#words.instant(signature.claimedSigningTime)]] as const)
          : ([['protocol.label.provedTime', this.#words.instant(signature.bestSignatureTime)]] as const)),
      ]),
      // The other note says that the original is kept in electronic form.
      note: this.#sentence(this.#isScan() ? 'scan-copy.signature-note' : 'signature-mark.note'),
    };
  }

  /** Days of a certificate's validity in the office's zone; the protocol has the instants. */
  #days({ notBefore, notAfter }: CertificateSummary): string {
    const { zone } = this.#source;
    return `${this.#words.day(dayInZone(zone, notBefore))} – ${this.#words.day(dayInZone(zone, notAfter))}`;
  }

  /** A sentence of the rule pack; a pack without one that holds today cannot print truthfully. */
  #sentence(id: SentenceId): string {
    const { pack, language, today } = this.#source;
    const sentence = sentenceAt(pack, id, language, today);
    if (sentence === null) throw new Error(`rule pack ${pack.packVersion} has no sentence ${id} in ${language} for ${today}`);
    return sentence.text;
  }
}

/** Name of a PDF, without characters that file systems refuse. */
export function fileNameOf(name: string): string {
  return `${name.replace(/[\\/:*?"<>|\u0000-\u001f]/g, '_')}.pdf`;
}

/** Kind of mark: never more than the report knows (requirements C.4: the kind is named truthfully). */
function markKind(signature: SignatureReport): SignatureMarkKind {
  const level = statedLevel(signature);
  return signature.signerKind === 'seal' && level !== 'undetermined' ? `${level}-seal` : `${level}-signature`;
}
