import { crl, ocspResponse } from '../../src-main/demo/pki/index.ts';
import { basicConstraints, extension, extKeyUsage, issueCertificate, keyUsage } from '../../src-main/demo/pki/certificates.ts';
import { nothing } from '../../src-main/demo/pki/der.ts';
import { createKeyPair } from '../../src-main/demo/pki/keys.ts';
import { cades, certificateValues, revocationValues, signatureTimestamp } from '../support/cades-builder.ts';
import type { TestSigner } from '../../src-main/demo/pki/index.ts';
import type { CertificateRequest, Holder } from '../../src-main/demo/pki/certificates.ts';
import type { ValidationOptions } from '../../src-main/signatures/index.ts';

const NOW = new Date('2026-03-10T09:00:00.000Z');
const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const CONTENT_BYTES = 16 * 1024;

/** Signed files with all that their validation needs but the anchor. */
export interface Corpus {
  /** CAdES-LT with its content inside, each of another signer. */
  readonly files: readonly Uint8Array[];
  readonly options: ValidationOptions;
}

const at = (offset: number): Date => new Date(NOW.getTime() + offset);
const named = (commonName: string) => ({ country: 'KZ', organization: 'TEST Chancery bench', commonName });

async function certify(commonName: string, issuer: Holder | null, serial: number, extensions: readonly Uint8Array[], change: Partial<CertificateRequest> = {}): Promise<Holder> {
  const serialNumber = Buffer.alloc(8);
  serialNumber.writeUInt32BE(serial, 4);
  serialNumber[0] = 0x5a;
  const request = { name: named(commonName), keys: await createKeyPair('rsa-2048'), serialNumber, notBefore: at(-YEAR), notAfter: at(YEAR), issuer, extensions };
  return issueCertificate({ ...request, ...change });
}

/**
 * Files of as many signers under a root and two authorities, everything RSA-2048. Making the keys takes minutes
 * for thousands; two are made at a time.
 */
export async function makeCorpus(count: number, told: (made: number) => void): Promise<Corpus> {
  const lists = [basicConstraints(-1), keyUsage(5, 6)];
  const root = await certify('Root', null, 1, lists, { notBefore: at(-3 * YEAR), notAfter: at(5 * YEAR) });
  const policy = await certify('Policy authority', root, 2, lists);
  const issuing = await certify('Issuing authority', policy, 3, lists);
  const chain = [issuing.certificate, policy.certificate];
  const member = (holder: Holder): TestSigner => ({ ...holder, issuer: issuing, chain });
  const tsa = member(await certify('TSA', issuing, 4, [basicConstraints(null), keyUsage(0), extKeyUsage(true, '1.3.6.1.5.5.7.3.8')]));
  const responder = await certify('Responder', issuing, 5, [
    basicConstraints(null),
    keyUsage(0),
    extKeyUsage(false, '1.3.6.1.5.5.7.3.9'),
    extension('1.3.6.1.5.5.7.48.1.5', false, nothing()),
  ]);
  const window = { thisUpdate: at(-HOUR), nextUpdate: at(24 * HOUR) };
  const crls = [root, policy, issuing].map((issuer) => crl({ issuer, revoked: [], ...window }));
  const values = [certificateValues(...chain, root.certificate)];

  const files: Uint8Array[] = [];
  const make = async (serial: number): Promise<Uint8Array> => {
    const signer = member(await certify(`Signer ${serial}`, issuing, 100 + serial, [basicConstraints(null), keyUsage(0, 1)]));
    const answer = ocspResponse({ certificate: signer, issuer: issuing, responder, revokedAt: null, ...window });
    const content = Buffer.alloc(CONTENT_BYTES, `content of ${serial} `);
    const unsigned = [signatureTimestamp({ authority: tsa, time: at(-2 * HOUR) }), ...values, revocationValues({ crls, ocspResponses: [answer] })];
    return cades({ content, signers: [{ signer, signingTime: at(-3 * HOUR), unsigned }] });
  };
  for (let serial = 0; serial < count; serial += 2) {
    files.push(...(await Promise.all([serial, serial + 1].filter((next) => next < count).map(make))));
    if (files.length % 100 === 0) told(files.length);
  }
  const options = { now: NOW.toISOString(), trustAnchors: [{ fileName: 'root.cer', bytes: root.certificate }] };
  return { files, options };
}
