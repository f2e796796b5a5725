import { describe, expect, it } from 'vitest';

import { extractAttachedContent } from '../../src-main/signatures/index.ts';
import { corporaPresent, suffix } from './corpora.ts';
import { sample, signaturesOf } from './national-samples.ts';

const CERTIFICATES = ['gost-r/root256_cert.pem', 'gost-r/sender256_cert.pem', 'gost-r/sender512_cert.pem'];
const FILES = [
  ['gost-r/signed_a111.pem', 'GOST R 34.10-2012 with Streebog-512'],
  ['gost-r/signed_a121.pem', 'GOST R 34.10-2012 with Streebog-256'],
] as const;

describe.skipIf(!corporaPresent)(`GOST R 34.10-2012 in CMS (RFC 9215)${suffix}`, () => {
  it.each(FILES)('[VER-11] %s: document and value intact', async (path, algorithm) => {
    // These certificates have no revocation service at all, so that the verdict stays open; the cryptography does not.
    const options = { now: '2021-06-01T00:00:00Z', trustAnchors: CERTIFICATES.map(sample) };
    const signatures = await signaturesOf(sample(path), options);
    expect(signatures).toHaveLength(1);
    expect(signatures[0]).toMatchObject({ algorithm, dataIntact: true, signatureIntact: true, indication: 'INDETERMINATE' });
  });

  it.each(FILES)('[VER-11] %s with a changed content fails', async (path) => {
    const pem = sample(path).bytes.toString();
    const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64');
    const content = extractAttachedContent(der);
    const changed = Buffer.from(der);
    const at = der.indexOf(content?.bytes ?? '');
    changed[at] = (changed[at] ?? 0) ^ 1;
    const options = { now: '2021-06-01T00:00:00Z', trustAnchors: CERTIFICATES.map(sample) };
    const [signature] = await signaturesOf({ fileName: path, bytes: changed }, options);
    // The second file has no signed attributes: there the value itself covers the content.
    expect(signature).toMatchObject(
      path.includes('a121')
        ? { indication: 'TOTAL-FAILED', subIndication: 'SIG_CRYPTO_FAILURE', signatureIntact: false }
        : { indication: 'TOTAL-FAILED', subIndication: 'HASH_FAILURE', dataIntact: false },
    );
  });
});
