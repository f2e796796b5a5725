import { beforeAll, describe, expect, it } from 'vitest';

import { createTestPki } from '../../src-main/demo/pki/index.ts';
import { addSigner, createSignatureValidator, parseCertificate, signingAlgorithmFor, timestampRequestFor, withSignatureTimestamp } from '../../src-main/signatures/index.ts';
import { certificatesOfSet } from '../../src-main/signatures/formats/cms/certificate-bag.ts';
import { armourText, looksLikePem, pemBlocks } from '../../src-main/signatures/formats/pem.ts';
import { readSignedData } from '../../src-main/signatures/creation/signed-data.ts';
import { identifySigningCertificate } from '../../src-main/signatures/validation/cms/signing-certificate.ts';
import { memoryKey } from '../unit/signatures/creation/support.ts';
import { answerTo } from '../support/timestamp-answers.ts';
import { corporaPresent, corpusFile, corpusFiles, suffix } from './corpora.ts';
import type { TestPki } from '../../src-main/demo/pki/index.ts';

const NOW = '2026-03-10T09:00:00.000Z';

interface Sample {
  readonly name: string;
  readonly cms: Uint8Array;
  /** Null where it is attached. */
  readonly content: Uint8Array | null;
}

interface Task {
  readonly comment?: string;
  readonly parameters?: { readonly signature?: { readonly bytes: string; readonly content?: string } };
}

function der(path: string): Uint8Array {
  const bytes = corpusFile(path);
  return looksLikePem(bytes) ? (pemBlocks(armourText(bytes))[0]?.bytes ?? bytes) : bytes;
}

function samples(): Sample[] {
  const { tasks } = JSON.parse(corpusFile('ua/verify-dstu.json').toString('utf8')) as { readonly tasks: readonly Task[] };
  const ukrainian = tasks.flatMap(({ comment = '', parameters }): Sample[] => {
    const { signature } = parameters ?? {};
    if (signature === undefined || comment.includes('invalid')) return [];
    const content = signature.content === undefined ? null : Buffer.from(signature.content, 'base64');
    return [{ name: comment, cms: Buffer.from(signature.bytes, 'base64'), content }];
  });
  const kazakh = corpusFiles('kz').filter((path) => path.endsWith('.p7s')).map((name) => ({ name, cms: der(name), content: name.includes('DETACHED') ? Buffer.from('test123') : null }));
  const russian = corpusFiles('gost-r').filter((path) => path.includes('signed')).map((name) => ({ name, cms: der(name), content: null }));
  return [...ukrainian, ...kazakh, ...russian];
}

const raw = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const isNational = (oid: string): boolean => /^1\.2\.(?:398|643|804)\./.test(oid);

describe.skipIf(!corporaPresent)(`national samples and what we would sign${suffix}`, () => {
  const all = corporaPresent ? samples() : [];
  let pki: TestPki;
  beforeAll(async () => {
    pki = await createTestPki({ now: NOW });
  });

  it('their signers write the very identifiers that we choose for their certificates', () => {
    const beside = corpusFiles('gost-r').filter((path) => path.endsWith('_cert.pem')).map((path) => parseCertificate(der(path)));
    const compared = all.flatMap(({ name, cms }) => {
      const { signedData } = readSignedData(cms);
      const pool = [...(signedData.certificates === null ? [] : certificatesOfSet(signedData.certificates)), ...beside];
      return signedData.signerInfos.flatMap((signer) => {
        const { certificate } = identifySigningCertificate(signer, pool);
        if (certificate === null || !isNational(signer.signatureAlgorithm.oid)) return [];
        const chosen = signingAlgorithmFor(certificate);
        expect([chosen?.digestIdentifier, chosen?.signatureIdentifier].map((bytes) => raw(bytes ?? Buffer.alloc(0))), name).toEqual([signer.digestAlgorithm.raw, signer.signatureAlgorithm.raw].map(raw));
        return [signer.signatureAlgorithm.oid];
      });
    });
    expect(new Set(compared)).toEqual(new Set(['1.2.804.2.1.1.1.1.3.1.1', '1.2.398.3.10.1.1.2.3.2', '1.2.643.7.1.1.1.1', '1.2.643.7.1.1.1.2']));
  });

  it('certificates of the old Kazakh algorithm are signed under the identifier that we choose', () => {
    const old = corpusFiles('kz').filter((path) => path.endsWith('NCA_2004_GOST_CERT.cer')).map((path) => parseCertificate(der(path)));
    expect(old).toHaveLength(1);
    for (const certificate of old) expect(raw(signingAlgorithmFor(certificate)?.signatureIdentifier ?? Buffer.alloc(0))).toBe(raw(certificate.signatureAlgorithm.raw));
  });

  it.each(all.map((sample) => [sample.name, sample] as const))('%s: one more signer and a timestamp, and the others verify as before', async (_name, { cms, content }) => {
    const detachedContents = content === null ? [] : [{ fileName: 'content', bytes: content }];
    const intact = async (bytes: Uint8Array) => {
      const { signatures } = await createSignatureValidator().validate({ fileName: 'a.p7s', bytes, detachedContents }, { now: NOW, trustAnchors: [] });
      return signatures.map(({ dataIntact, signatureIntact }) => [dataIntact, signatureIntact]);
    };
    const before = await intact(cms);
    const grown = await addSigner(cms, { key: memoryKey(pki.signers.clerk), signingTime: new Date(NOW), ...(content === null ? {} : { content }) });
    const response = answerTo(timestampRequestFor(grown, 0, Buffer.of(7)), pki, { time: new Date(NOW) });
    const stamped = withSignatureTimestamp(grown, 0, response, Buffer.of(7));
    expect(await intact(stamped)).toEqual([...before, [true, true]]);
    const [first, second] = [readSignedData(cms), readSignedData(grown)].map(({ parts }) => parts.signerInfos.map(raw));
    expect(second?.slice(0, -1)).toEqual(first);
  });
});
