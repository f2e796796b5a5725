import { attempt } from '../../src-main/signatures/asn1/attempt.ts';
import { parseCertificate } from '../../src-main/signatures/certificates/certificate.ts';
import { validatePath } from '../../src-main/signatures/path-validation/validate-path.ts';
import { parseCrl } from '../../src-main/signatures/revocation/crl.ts';
import { checkRevocation } from '../../src-main/signatures/revocation/status.ts';
import { corpusFile } from './corpora.ts';
import type { Certificate } from '../../src-main/signatures/certificates/certificate.ts';
import type { Crl } from '../../src-main/signatures/revocation/crl.ts';
import type { Conformance } from './conformance.ts';
import type { RevocationVerdict, Sourced } from '../../src-main/signatures/revocation/status.ts';

/** One row of `pkits/pkits.json`. */
export interface PkitsCase {
  readonly id: string;
  readonly name: string;
  readonly cert: string;
  readonly other_certs?: readonly string[];
  readonly crls?: readonly string[];
  readonly path_len: number;
  readonly params?: {
    readonly user_initial_policy_set?: readonly string[];
    readonly initial_explicit_policy?: boolean;
    readonly initial_policy_mapping_inhibit?: boolean;
    readonly initial_any_policy_inhibit?: boolean;
  };
  /** Present: the path must be refused; its class tells whether the path or its revocation is at fault. */
  readonly error?: { readonly class: string; readonly msg_regex: string };
}

export interface PkitsAnswer {
  readonly accepted: boolean;
  /** What refused it: a reason key with its detail, or the state of revocation. */
  readonly why: string;
  readonly failing: 'path' | 'revocation' | null;
}

/** The suite is valid from 2010 to 2030; what is expired in it ended in 2011 or before. */
export const PKITS_INSTANT = Date.parse('2020-06-01T12:00:00Z');

export function pkitsCases(): readonly PkitsCase[] {
  return JSON.parse(corpusFile('pkits/pkits.json').toString('utf8')) as PkitsCase[];
}

/** Each file once: the engine's caches hang on the objects. Null: it cannot be read and proves nothing. */
function cached<T>(parse: (name: string) => T): (name: string) => T | null {
  const known = new Map<string, T | null>();
  return (name) => {
    const found = known.get(name);
    if (found !== undefined) return found;
    const read = attempt(() => parse(name));
    known.set(name, read);
    return read;
  };
}

const certificateOf = cached((name): Certificate => parseCertificate(corpusFile(`pkits/certs/${name}`)));
const crlOf = cached((name): Sourced<Crl> => ({ value: parseCrl(corpusFile(`pkits/crls/${name}`)), source: name }));
const present = <T>(value: T | null): T[] => (value === null ? [] : [value]);

/** Path and revocation of one case; every algorithm counts as strong, because the suite has DSA with SHA-1. */
export function judgePkits(
  { cert, other_certs = [], crls = [], params = {} }: PkitsCase,
  { admitsDsa } = { admitsDsa: true },
): PkitsAnswer {
  const weakness = (): null => null;
  const end = certificateOf(cert);
  if (end === null) return { accepted: false, failing: 'path', why: 'unreadable' };
  const pool = other_certs.flatMap((name) => present(certificateOf(name)));
  const evidence = ['TrustAnchorRootCRL.crl', ...crls].flatMap((name) => present(crlOf(name)));
  const verdict = validatePath({
    end,
    use: 'any',
    pool,
    anchors: present(certificateOf('TrustAnchorRootCertificate.crt')),
    unreadableTrustFiles: [],
    validationTime: PKITS_INSTANT,
    judgeEndValidity: true,
    weakness,
    admitsDsa,
    settings: {
      initialPolicySet: params.user_initial_policy_set ?? null,
      requireExplicitPolicy: params.initial_explicit_policy ?? false,
      inhibitPolicyMapping: params.initial_policy_mapping_inhibit ?? false,
      inhibitAnyPolicy: params.initial_any_policy_inhibit ?? false,
    },
  });
  const [finding] = verdict.findings;
  if (!verdict.trusted || finding !== undefined) {
    const { key, params: details } = finding?.reason ?? { key: 'untrusted' };
    return { accepted: false, failing: 'path', why: `${key} ${details?.['detail'] ?? ''}`.trim() };
  }
  for (const [index, certificate] of verdict.path.slice(0, -1).entries()) {
    const status = statusOf(certificate, verdict.path.slice(index + 1));
    if (status.state === 'good') continue;
    const why = [status.state, ...status.refused.map(({ source, cause }) => `${source}: ${cause}`)].join(' ');
    return { accepted: false, failing: 'revocation', why };
  }
  return { accepted: true, failing: null, why: '' };

  function statusOf(certificate: Certificate, issuers: readonly Certificate[]): RevocationVerdict {
    const [issuer] = issuers;
    if (issuer === undefined) throw new Error('a path ends with its anchor');
    return checkRevocation({
      certificate,
      issuer,
      issuers,
      pool,
      judgedAt: PKITS_INSTANT,
      now: PKITS_INSTANT,
      crls: evidence,
      ocspResponses: [],
      weakness,
      admitsDsa,
    });
  }
}

/** Every case; a miss tells what was expected and what the answer was. */
export function pkitsConformance(): Conformance {
  const cases = pkitsCases();
  const misses = cases.flatMap((one) => {
    const answer = judgePkits(one);
    const expected = one.error === undefined;
    if (answer.accepted === expected) return [];
    const wanted = one.error === undefined ? 'to be accepted' : `to be refused: ${one.error.msg_regex}`;
    return [`${one.id} ${one.name}: ${answer.accepted ? 'accepted' : `refused (${answer.failing}: ${answer.why})`}, expected ${wanted}`];
  });
  return { summary: `${cases.length - misses.length} of ${cases.length}`, misses };
}
