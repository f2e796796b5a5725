import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { basicConstraints, keyUsage, qcSeal } from '../../../src-main/demo/pki/certificates.ts';
import type { TestSigner } from '../../../src-main/demo/pki/index.ts';
import { describePdf } from '../../../src-main/pdf/describe.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { errorOf, someRequisites, upload, valueOf } from '../../support/test-desk.ts';
import { add, at, DAY, HOUR, LETTER, listOf, office, type Office, pki, sha256 } from './evidence-office.ts';

/** The seal of the office, of the test authority. */
const seal = await pki.issue({ country: 'UA', organization: 'ТЕСТ Університет', organizationCode: 'NTRUA-38621185', commonName: 'ТЕСТ Печатка університету' }, 'p-256', { extensions: [basicConstraints(null), keyUsage(0, 1), qcSeal()] });
const { clerk } = pki.signers;

const keyOf = (signer: TestSigner) => ({ by: 'keyFile' as const, container: Uint8Array.from(signer.keys.privateKey.export({ format: 'der', type: 'pkcs8' })), password: '', certificates: [Uint8Array.from(signer.certificate), Uint8Array.from(pki.intermediate.certificate)], certificate: sha256(signer.certificate) });

async function sealingOffice(): Promise<Office> {
  const here = await office({});
  await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  return here;
}

async function registered({ client, desk }: Office): Promise<string> {
  const { sha256: hash } = await upload(client, 'Наказ.txt', LETTER);
  const letterId = valueOf(await client.intake.receive({ files: [{ sha256: hash, fileName: 'Наказ.txt' }] })).letters[0]?.letterId ?? '';
  await desk.rooms.intake.settled(letterId);
  return valueOf(await client.registration.register({ requestId: crypto.randomUUID(), letterId, requisites: await someRequisites(client) })).documentId;
}

const wish = (documentId: string, signer: TestSigner) => ({ subject: { documentId }, file: sha256(LETTER), fileName: 'Наказ.txt', form: 'cades-detached' as const, key: keyOf(signer) });
const sealed = ({ client }: Office, documentId: string, signer: TestSigner) => client.signing.seal(wish(documentId, signer));

async function signed(here: Office): Promise<string> {
  const documentId = await registered(here);
  valueOf(await here.client.signing.sign(wish(documentId, clerk)));
  await checked(here, documentId);
  return documentId;
}

async function checked({ client, desk }: Office, documentId: string): Promise<void> {
  await desk.rooms.signing.settled();
  valueOf(await client.registration.recheck({ documentId }));
}

describe('the seal of the institution', () => {
  it('[SIGN-04] is laid after the official’s signature, recorded as a seal, and told as one in window and protocol', async () => {
    const here = await sealingOffice();
    const documentId = await signed(here);
    const made = valueOf(await sealed(here, documentId, seal));
    expect(made).toMatchObject({ kind: 'seal', timestamp: 'pending', file: { fileName: 'Наказ.txt.2.p7s', role: 'signature' } });
    await checked(here, documentId);
    const { signatures } = valueOf(await here.client.signing.made({ subject: { documentId } }));
    expect(signatures.map(({ kind }) => kind)).toEqual(['signature', 'seal']);
    const { reports, history, card } = valueOf(await here.client.registration.get({ documentId }));
    expect(card.verdict).toBe('passed');
    expect(reports.find(({ sha256: hash }) => hash === made.file.sha256)?.signatures).toEqual([expect.objectContaining({ signerKind: 'seal', indication: 'TOTAL-PASSED' })]);
    expect(history.filter(({ kind }) => kind === 'signature.made').at(-1)?.changes.map(({ field }) => field)).toContain('seal');
    const protocol = valueOf(await here.client.registration.makeCopy({ documentId, form: 'protocol', language: 'uk' }));
    const { text } = await describePdf(await here.desk.rooms.store.blobs.read(protocol.sha256), { textLimit: 100_000 });
    expect((text ?? '').replaceAll(/\s+/g, ' ')).toMatch(/електронна печатка/iu);
    const { store } = here.desk.rooms;
    expect(compareWithLog(store.database, store.log)).toEqual([]);
  });

  it('[SIGN-04] is no person’s signature, and a person’s key is no seal; nothing is kept of either', async () => {
    const here = await sealingOffice();
    const documentId = await signed(here);
    expect(errorOf(await here.client.signing.sign(wish(documentId, seal))).message).toBe('error.sign.sealAsSignature');
    expect(errorOf(await sealed(here, documentId, clerk)).message).toBe('error.sign.notASeal');
    expect(valueOf(await here.client.signing.made({ subject: { documentId } })).signatures).toHaveLength(1);
    expect(valueOf(await here.client.registration.get({ documentId })).card.files).toHaveLength(2);
  });

  it('[SIGN-04] does not come before the signature', async () => {
    const here = await sealingOffice();
    const documentId = await registered(here);
    expect(errorOf(await sealed(here, documentId, seal)).message).toBe('error.sign.sealBeforeSignature');
    expect(valueOf(await here.client.registration.get({ documentId })).card.files).toHaveLength(1);
  });

  it('[SEC-01] [SIGN-16] is laid by whoever has the right and holds it by the register', async () => {
    const here = await sealingOffice();
    const documentId = await signed(here);
    expect(errorOf(await here.admin.signing.seal(wish(documentId, seal))).code).toBe('no-right');
    const certificate = new X509Certificate(seal.certificate);
    const serial = certificate.serialNumber;
    const certificateIssuer = /CN=(.*)/u.exec(certificate.issuer)?.[1] ?? '';
    const holderOf = async (name: string, accountId: string | null) => valueOf(await here.client.review.definePerson({ personId: null, name, position: 'документознавець', unitId: null, accountId })).personId;
    const issue = async (personId: string, issuer = certificateIssuer) => valueOf(await here.admin.agreements.issueSignature({ holdingId: crypto.randomUUID(), personId, level: 'seal', issuer: 'КНЕДП', basis: '№ 7', medium: 'key-file', serial, certificateIssuer: issuer, validUntil: null }));
    await issue(await holderOf('Ткаченко Оксана', null));
    expect(errorOf(await sealed(here, documentId, seal)).message).toBe('error.sign.notSealHolder');
    expect(valueOf(await here.client.signing.made({ subject: { documentId } })).signatures).toHaveLength(1);
    const { accountId } = valueOf(await here.client.session.current({})) ?? { accountId: '' };
    const registrar = await holderOf('Реєстратор', accountId);
    await issue(registrar, 'Інший центр');
    expect(errorOf(await sealed(here, documentId, seal)).message).toBe('error.sign.sealIssuerUnclear');
    await issue(registrar);
    expect(valueOf(await sealed(here, documentId, seal)).kind).toBe('seal');
  });
});
