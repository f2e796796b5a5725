import type { SignatureReport, ValidationReport } from '#shared/domain/signature-report.ts';
import { inTree } from '#shared/domain/signature-tree.ts';
import { capacityText, otherPurposeText, signerNameText } from '#shared/i18n/holder-text.ts';
import { reasonText } from '#shared/i18n/reason-text.ts';
import type { Language } from '#shared/domain/languages.ts';
import { type MessageKey, translate } from '#shared/i18n/translate.ts';

/** Reads instants as they stand in the report: a terminal has no office and no zone. */
const asWritten = (text: string): string => text;

function jsonSignature(signature: SignatureReport) {
  const { format, baselineLevel, legalLevel, signer, algorithm, claimedSigningTime, bestSignatureTime, dataFound, dataIntact, signatureIntact, indication, subIndication, reasons, ...rest } = signature;
  return {
    format,
    baselineLevel,
    legalLevel,
    signer: signer?.distinguishedName ?? null,
    algorithm,
    claimedSigningTime,
    bestSignatureTime,
    dataFound,
    dataIntact,
    signatureIntact,
    indication,
    subIndication,
    reasons: reasons.map((reason) => reasonText(reason, { language: 'en', instant: asWritten })),
    holder: signer?.holder ?? null,
    ...rest,
  };
}

/** What a file without a signature answers in the list of signatures. */
const NO_SIGNATURE = {
  format: null,
  baselineLevel: null,
  legalLevel: null,
  signer: null,
  algorithm: null,
  claimedSigningTime: null,
  bestSignatureTime: null,
  dataFound: false,
  dataIntact: null,
  signatureIntact: null,
  indication: 'NO_SIGNATURE_FOUND',
  subIndication: null,
  reasons: [translate('en', 'verdict.noSignature')],
  holder: null,
} as const;

/**
 * One file's report as one line of JSON. The fields are those of the report; `signer` is the name by RFC 4514,
 * `holder` what the certificate says of them, and `reasons` are English sentences, whose keys stand in `constraints`.
 */
export function jsonLine(file: string, report: ValidationReport): string {
  const { sha256, container, signatures, fileName: _given, ...rest } = report;
  return JSON.stringify({ file, sha256, container, signatures: signatures.length > 0 ? signatures.map(jsonSignature) : [NO_SIGNATURE], ...rest });
}

/** Controls and bidirectional marks: a name in a certificate must not steer the terminal or reorder a line. */
const STEERING = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Foreign text for a terminal, with everything that works unseen replaced. */
export function printable(text: string): string {
  return text.replace(STEERING, '\uFFFD');
}

/** One file's report as lines for people; counter-signatures stand inside what they sign. */
export function textLines(file: string, report: ValidationReport, language: Language): string {
  const text = (key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string => translate(language, key, params);
  const lines = [`${file}  SHA-256 ${report.sha256}`];
  if (report.signatures.length === 0) lines.push(`  ${text('verdict.noSignature')}`);
  for (const { signature, depth } of inTree(report.signatures)) {
    const indent = '  '.repeat(depth + 1);
    lines.push(...signatureLines(signature, language).map((line, at) => `${indent}${at === 0 ? '' : '  '}${line}`));
  }
  for (const stamp of report.documentTimestamps) lines.push(`  ${text('signature.documentTimestamps')}: ${stamp.time} · ${stamp.issuer ?? text('protocol.value.unknown')} · ${resultOf(stamp)}`);
  for (const name of report.unsignedFiles) lines.push(`  ${text('signature.unsignedFiles')}: ${name}`);
  return lines.map(printable).join('\n');
}

function resultOf({ indication, subIndication }: Pick<SignatureReport, 'indication' | 'subIndication'>): string {
  return [indication, subIndication].filter((part) => part !== null).join(' / ');
}

function signatureLines(signature: SignatureReport, language: Language): string[] {
  const text = (key: MessageKey, params: Readonly<Record<string, string | number>> = {}): string => translate(language, key, params);
  const { signer, bestSignatureTime, claimedSigningTime } = signature;
  const kind = signature.kind === 'counter-signature' ? [text('signature.counter')] : [];
  const time = bestSignatureTime === null ? (claimedSigningTime === null ? [] : [text('signature.timeClaimed', { time: claimedSigningTime })]) : [text('signature.timeProved', { time: bestSignatureTime })];
  const holder = signer?.holder;
  const capacity = signer === null || holder === undefined ? [] : [capacityText(signer, language), otherPurposeText(holder, language)].filter((part) => part !== null);
  const missing = signature.missing.map((one) => `${text('signature.missing.heading')}: ${text(`signature.missing.${one.kind}`, one.kind === 'issuer' || one.kind === 'trust-anchor' ? { issuer: one.issuer } : {})}`);
  return [
    `${signature.id}. ${resultOf(signature)}: ${[(signer === null ? null : signerNameText(signer)) ?? text('protocol.value.unknownSigner'), ...kind, signature.level, signature.algorithm].join(' · ')}`,
    ...capacity,
    ...time,
    ...signature.reasons.map((reason) => reasonText(reason, { language, instant: asWritten })),
    ...signature.signedObjects.filter(({ status }) => status !== 'intact').map(({ name, status }) => `${name}: ${text(`signature.object.${status}`)}`),
    ...signature.changesAfter.map(({ kind: change, revision, allowed, detail }) => [text(allowed ? 'signature.changeAllowed' : 'signature.changeForbidden', { change: text(`signature.change.${change}`), revision }), detail].filter((part) => part !== '').join('; ')),
    ...new Set(missing),
  ];
}
