import { fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';

/** Evidence for signatures, and earlier verdicts. */
export function fakeEvidence(held: FakeHoldings): FakeHandlers<'evidence' | 'verification'> {
  return {
    'evidence.state': () => ({ fetching: false, lastSuccessAt: null, lastFailureAt: null, lastFailureReason: null, waiting: 0, queued: 0, setting: { fetch: held.fetching.fetch } }),
    'evidence.missing': () => ({ items: [], attempts: [], fetching: false, queued: false }),
    'evidence.fetchNow': () => ({ obtained: [], failed: [{ url: 'http://crl.pki.gov.kz/nca_gost.crl', failure: 'unreachable' }], verdict: 'undetermined' }),
    'evidence.pieces': () => ({ verificationId: fakeId(41), checkedAt: '2026-03-05T09:30:00Z', pieces: [] }),
    'verification.verifiableUntil': () => ({ askedAt: '2026-03-05T09:30:00Z', passesNow: true, until: '2031-11-20T12:00:00Z' }),
    'verification.history': () => ({
      entries: [
        { verificationId: fakeId(41), checkedAt: '2026-03-05T09:30:00Z', verdict: 'passed', trigger: 'evidence', changes: [{ fileName: 'лист.p7s', signature: '1', signer: 'Коваленко Олена Петрівна', before: { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' }, after: { indication: 'TOTAL-PASSED', subIndication: null } }], evidence: [{ kind: 'crl', source: 'http://crl.pki.gov.kz/nca_gost.crl', sha256: '1c'.repeat(32), obtainedAt: '2026-03-05T09:29:58Z' }] },
        { verificationId: fakeId(40), checkedAt: '2026-03-04T09:30:00Z', verdict: 'undetermined', trigger: 'intake', changes: [], evidence: [] },
      ],
    }),
  };
}
