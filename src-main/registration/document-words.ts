import type { Language } from '#shared/domain/languages.ts';
import type { CertificateSummary, RevocationEvidence } from '#shared/domain/signature-evidence.ts';
import type { SignatureReport } from '#shared/domain/signature-report.ts';
import type { VerdictReason } from '#shared/domain/verdict-reasons.ts';
import { reasonText } from '#shared/i18n/reason-text.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';
import type { ProtocolRow } from '../pdf/index.ts';

type Params = Readonly<Record<string, string | number>>;

/** Words and values as papers of an office show them: one language, the office's zone. */
export class DocumentWords {
  readonly language: Language;
  readonly #zone: string;

  constructor(language: Language, zone: string) {
    this.language = language;
    this.#zone = zone;
  }

  text(key: MessageKey, params: Params = {}): string {
    return translate(this.language, key, params);
  }

  day(day: string): string {
    return day.split('-').toReversed().join('.');
  }

  /** Instant in the office's zone with its offset, so that paper can be read without asking where. */
  instant(instant: string): string {
    const format = new Intl.DateTimeFormat('en-GB', { timeZone: this.#zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23', timeZoneName: 'longOffset' });
    const parts = Object.fromEntries(format.formatToParts(Date.parse(instant)).map((part) => [part.type, part.value]));
    return `${parts['day']}.${parts['month']}.${parts['year']} ${parts['hour']}:${parts['minute']}:${parts['second']} ${(parts['timeZoneName'] ?? '').replace('GMT', 'UTC')}`;
  }

  instantOr(instant: string | null, absent: MessageKey): string {
    return instant === null ? this.text(absent) : this.instant(instant);
  }

  /** Rows of a table; those without a value are left out. */
  rows(pairs: readonly (readonly [MessageKey, string | null])[]): ProtocolRow[] {
    return pairs.flatMap(([key, value]) => (value === null || value === '' ? [] : [{ label: this.text(key), value }]));
  }

  reasons(reasons: readonly VerdictReason[]): string {
    const words = { language: this.language, instant: (text: string) => this.instant(text) };
    return reasons.map((reason) => reasonText(reason, words)).join(' ');
  }

  signerName({ signer }: Pick<SignatureReport, 'signer'>): string {
    return signer?.commonName ?? signer?.distinguishedName ?? this.text('protocol.value.unknownSigner');
  }

  validity(certificate: Pick<CertificateSummary, 'notBefore' | 'notAfter'>): string {
    return `${this.instant(certificate.notBefore)} – ${this.instant(certificate.notAfter)}`;
  }

  threeWay(value: boolean | null): string {
    if (value === null) return this.text('protocol.value.unknown');
    return this.text(value ? 'protocol.value.yes' : 'protocol.value.no');
  }

  revocation(evidence: RevocationEvidence): string {
    const line = this.text(`protocol.revocation.${evidence.status}`, {
      serial: evidence.certificateSerialNumber,
      kind: evidence.kind.toUpperCase(),
      thisUpdate: this.instant(evidence.thisUpdate),
      revokedAt: evidence.revokedAt === null ? '' : this.instant(evidence.revokedAt),
      source: evidence.source === EMBEDDED ? this.text('signature.evidence.embedded') : evidence.source,
    });
    return [
      line,
      evidence.reason === null ? null : this.text('signature.evidence.reason', { reason: evidence.reason }),
      evidence.issuer === null ? null : this.text('signature.evidence.issuer', { issuer: evidence.issuer }),
      evidence.obtainedAt === null ? null : this.text('protocol.obtained', { time: this.instant(evidence.obtainedAt) }),
    ]
      .filter((part) => part !== null)
      .join('; ');
  }
}

/** Source that reports state for evidence which lay inside the signature. */
const EMBEDDED = 'embedded';
