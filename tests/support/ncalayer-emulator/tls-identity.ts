import { X509Certificate } from 'node:crypto';
import type { TestPki } from '../../../src-main/demo/pki/index.ts';

/** Key and certificate of a TLS server, PEM. */
export interface TlsIdentity {
  readonly key: string;
  readonly cert: string;
}

/** A certificate under an authority that no client here trusts, as NCALayer's own is. */
export async function tlsIdentity(pki: TestPki): Promise<TlsIdentity> {
  const { keys, certificate } = await pki.issue({ country: 'KZ', organization: 'TEST', commonName: '127.0.0.1' }, 'p-256');
  return { key: keys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), cert: new X509Certificate(certificate).toString() };
}
