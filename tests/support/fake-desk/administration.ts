import type { MethodOutput } from '#shared/contract/index.ts';
import { fakeId } from './data.ts';
import type { FakeHandlers, FakeHoldings } from './holdings.ts';
import { PEOPLE } from './words.ts';

/** Trusted certificates, fetching, and reading of texts. */
export function fakeAdministration(held: FakeHoldings): FakeHandlers<'administration' | 'extraction'> {
  let extraction: MethodOutput<'extraction.state'> = { restricted: true, queued: 2, held: 0, read: 118, withoutTextLayer: 7, unreadable: 1, unsupported: 3 };
  return {
    'administration.trust': () => ({
      entries: [
        { entryId: fakeId(31), kind: 'anchor', fileName: 'CA-3DB73AEF52F.cer', sha256: '4f'.repeat(32), description: 'Центральний засвідчувальний орган', addedAt: '2026-01-11T08:00:00Z', addedBy: PEOPLE[3] },
        { entryId: fakeId(32), kind: 'crl', fileName: 'nca_gost.crl', sha256: '1c'.repeat(32), description: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST)', addedAt: '2026-03-01T08:00:00Z', addedBy: PEOPLE[3] },
      ],
    }),
    'administration.addTrust': ({ kind, fileName, fingerprint }) => ({ entryId: held.nextId(), kind, fileName, sha256: fingerprint, description: fileName, addedAt: '2026-03-05T10:00:00Z', addedBy: PEOPLE[3] }),
    'administration.removeTrust': () => ({}),
    'administration.fetching': () => held.fetching,
    'administration.setFetching': (settings) => (held.fetching = settings),
    'extraction.state': () => extraction,
    'extraction.setRestricted': ({ restricted }) => (extraction = { ...extraction, restricted }),
  };
}
