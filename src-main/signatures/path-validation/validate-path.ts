import { distinguishedName } from '../certificates/names.ts';
import { indeterminate, unsupportedAlgorithm } from '../validation/findings.ts';
import { judgePath } from './certification-path.ts';
import { PathSearch } from './path-building.ts';
import { settingsOf } from './path-question.ts';
import type { Finding } from '../validation/findings.ts';
import type { PathQuestion, PathVerdict } from './path-question.ts';

/**
 * X.509 certificate validation (EN 319 102-1 clause 5.2.6, RFC 5280 clause 6) without revocation and, unless
 * asked for, without the validity period of the end certificate, which depends on the proof of existence.
 *
 * Where several paths lead to anchors, one that is in order wins; where none is, the one that the search held
 * to be likeliest tells why.
 */
export function validatePath(question: PathQuestion): PathVerdict {
  const { end, pool, unreadableTrustFiles, prefers } = question;
  const anchors = question.anchors.filter((anchor) => anchor.basicConstraints.ca);
  const unread = unreadableTrustFiles.length > 0 ? { unreadable: unreadableTrustFiles.join(', ') } : undefined;
  const search = new PathSearch(end, pool, anchors, settingsOf(question).time);
  let best: PathVerdict | null = null;
  for (const path of search.paths()) {
    const verdict: PathVerdict = { path, trusted: true, ...judgePath(path, question) };
    const inOrder = verdict.findings.length === 0;
    if (inOrder && (prefers === undefined || prefers(path))) return verdict;
    if (best === null || (inOrder && best.findings.length > 0)) best = verdict;
  }
  if (best !== null) return best;
  if (anchors.length === 0) {
    return untrusted(search, [indeterminate('NO_CERTIFICATE_CHAIN_FOUND', 'verdict.noTrustAnchors', unread)]);
  }
  const last = search.partial.at(-1) ?? end;
  const params = { issuer: distinguishedName(last.issuer), ...unread };
  const findings = [indeterminate('NO_CERTIFICATE_CHAIN_FOUND', 'verdict.noChain', params)];
  if (search.unsupported !== null) findings.push(unsupportedAlgorithm(search.unsupported));
  return untrusted(search, findings);
}

function untrusted(search: PathSearch, findings: readonly Finding[]): PathVerdict {
  return { path: search.partial, trusted: false, findings, policies: [] };
}
