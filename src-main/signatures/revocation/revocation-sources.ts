import { attempt } from '../asn1/attempt.ts';
import { Fields } from '../asn1/fields.ts';
import { childrenOf, readSingle } from '../asn1/tlv.ts';
import { oidOf } from '../asn1/values.ts';
import { EXT } from '../certificates/extensions.ts';
import { generalNameOf } from '../certificates/general-names.ts';
import { distributionPointsOf, pointUrls, webUrls } from './distribution-points.ts';
import type { Certificate } from '../certificates/certificate.ts';

/** Where a certificate says that more about it is published; http and https only, in the order given. */
export interface RevocationSources {
  readonly ocspUrls: readonly string[];
  readonly crlUrls: readonly string[];
  readonly deltaCrlUrls: readonly string[];
  /** Certificates of the issuer (id-ad-caIssuers). */
  readonly issuerUrls: readonly string[];
}

const OCSP = '1.3.6.1.5.5.7.48.1';
const CA_ISSUERS = '1.3.6.1.5.5.7.48.2';

/** URLs from authorityInfoAccess, cRLDistributionPoints and freshestCRL; an extension that cannot be read gives none. */
export function revocationSources({ extensions }: Certificate): RevocationSources {
  const points = (oid: string): string[] => unique(attempt(() => pointUrls(distributionPointsOf(extensions, oid))) ?? []);
  const access = attempt(() => accessUrls(extensions.get(EXT.authorityInfoAccess)?.value ?? null)) ?? [];
  const urls = (method: string): string[] => unique(access.filter((one) => one.method === method).map(({ url }) => url));
  return {
    ocspUrls: urls(OCSP),
    crlUrls: points(EXT.crlDistributionPoints),
    deltaCrlUrls: points(EXT.freshestCrl),
    issuerUrls: urls(CA_ISSUERS),
  };
}

function accessUrls(value: Uint8Array | null): { method: string; url: string }[] {
  if (value === null) return [];
  return childrenOf(readSingle(value)).flatMap((item) => {
    const fields = Fields.ofSequence(item, 'AccessDescription');
    const method = oidOf(fields.any());
    const location = generalNameOf(fields.any());
    fields.finish();
    return webUrls([location]).map((url) => ({ method, url }));
  });
}

function unique(urls: readonly string[]): string[] {
  return [...new Set(urls)];
}
