import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Letter } from '#shared/contract/intake.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import { boundDifferences } from '#shared/domain/bound-files.ts';
import { basicConstraints, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import type { TestSigner } from '../../../src-main/demo/pki/index.ts';
import { checkIntegrity } from '../../../src-main/desk/integrity.ts';
import type { JobRunner } from '../../../src-main/jobs/job-runner.ts';
import { describePdf } from '../../../src-main/pdf/describe.ts';
import { evidenceServer, type EvidenceServer } from '../../support/evidence-server.ts';
import { nationalSigner } from '../../support/national-signers.ts';
import { openTestDesk, errorOf, signIn, someRequisites, testJobs, upload, valueOf } from '../../support/test-desk.ts';
import { answerTo } from '../../support/timestamp-answers.ts';
import { add, at, HOUR, LETTER, listOf, DAY, MINUTE, office, type Office, pki, sha256 } from './evidence-office.ts';

/** A key file: PKCS#8, with the certificates beside it. */
type Key = MethodInput<'signing.inspectKeyFile'>;
const keyOf = (signer: TestSigner): Key => ({
  container: Uint8Array.from(signer.keys.privateKey.export({ format: 'der', type: 'pkcs8' })),
  password: '',
  certificates: [Uint8Array.from(signer.certificate), Uint8Array.from(pki.intermediate.certificate)],
});

/** An office that knows nobody as revoked. */
async function signingOffice(options: Parameters<typeof office>[0] = {}): Promise<Office> {
  const here = await office(options);
  await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
  return here;
}

async function unsignedLetter({ client, desk }: Office, name = 'Наказ.txt', content: Uint8Array = LETTER): Promise<Letter> {
  const { sha256: hash } = await upload(client, name, content);
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256: hash, fileName: name }] })).letters;
  await desk.rooms.intake.settled(letter?.letterId ?? '');
  return valueOf(await client.intake.get({ letterId: letter?.letterId ?? '' }));
}

const targetOf = (letter: Letter) => ({ subject: { letterId: letter.letterId }, file: letter.files[0]?.sha256 ?? '', fileName: letter.files[0]?.fileName ?? '', form: 'cades-detached' as const });
const sign = ({ client }: Office, letter: Letter, signer: TestSigner, key: Key = keyOf(signer)) => client.signing.sign({ ...targetOf(letter), key: { by: 'keyFile', ...key, certificate: sha256(signer.certificate) } });

async function settled({ desk }: Office, letterId: string): Promise<void> {
  await desk.rooms.signing.settled();
  await desk.rooms.intake.settled(letterId);
  await desk.rooms.evidence.settled();
  await desk.rooms.intake.settled(letterId);
}

/** An authority whose clock is the desk's; `refuses` makes it silent. */
async function authority(state: { refuses: boolean } = { refuses: false }): Promise<EvidenceServer> {
  return evidenceServer({
    '/tsa': (request, response, body) => {
      if (state.refuses || request.headers['content-type'] !== 'application/timestamp-query') response.writeHead(503).end();
      else response.writeHead(200, { 'content-type': 'application/timestamp-reply' }).end(answerTo(body, pki, { time: at(0) }));
    },
  });
}

describe('signing at the desk', () => {
  it('[SIGN-17] a key whose serial number is told compromised signs nothing here, however the number was written', async () => {
    const here = await signingOffice();
    const letter = await unsignedLetter(here);
    const { personId } = valueOf(await here.client.review.definePerson({ personId: null, name: 'Ткаченко Оксана', position: '', unitId: null, accountId: null }));
    const { serialNumber: serial, issuer } = new X509Certificate(pki.signers.clerk.certificate);
    const certificateIssuer = /CN=(.*)/u.exec(issuer)?.[1] ?? '';
    // An entry of the same number that names another issuer may be a slip of the pen.
    const others = { holdingId: crypto.randomUUID(), personId, level: 'qualified', issuer: 'КНЕДП', basis: '№ 2', medium: 'key-file', serial, certificateIssuer: 'Інший центр', validUntil: null } as const;
    valueOf(await here.client.agreements.issueSignature(others));
    valueOf(await here.client.agreements.tellHolding({ stepId: crypto.randomUUID(), holdingId: others.holdingId, step: 'compromised', since: null, reason: 'lost' }));
    expect(errorOf(await sign(here, letter, pki.signers.clerk))).toMatchObject({ message: 'error.sign.issuerUnclear', params: { issuer: 'Інший центр' } });
    expect(valueOf(await here.client.signing.made({ subject: { letterId: letter.letterId } })).signatures).toEqual([]);
    here.environment.advance(MINUTE);
    valueOf(await here.client.agreements.issueSignature({ ...others, holdingId: crypto.randomUUID(), basis: '№ 4', certificateIssuer: ` ${certificateIssuer.toUpperCase()} ` }));
    valueOf(await sign(here, await unsignedLetter(here), pki.signers.clerk));
    const entry = { holdingId: crypto.randomUUID(), personId, level: 'qualified', issuer: 'КНЕДП', basis: '№ 3', medium: 'key-file', serial: `0x00 ${serial.toLowerCase()}`, certificateIssuer, validUntil: null } as const;
    valueOf(await here.client.agreements.issueSignature(entry));
    valueOf(await here.client.agreements.tellHolding({ stepId: crypto.randomUUID(), holdingId: entry.holdingId, step: 'compromised', since: null, reason: 'lost' }));
    expect(errorOf(await sign(here, letter, pki.signers.clerk)).message).toBe('error.sign.compromised');
    expect(valueOf(await here.client.signing.made({ subject: { letterId: letter.letterId } })).signatures).toEqual([]);
    expect(valueOf(await here.client.intake.get({ letterId: letter.letterId })).files).toHaveLength(1);
  });

  it('shows whose keys a file holds, signs, and the letter passes', async () => {
    const here = await signingOffice();
    const letter = await unsignedLetter(here);
    expect(letter.verdict).toBe('unsigned');
    const { keys } = valueOf(await here.client.signing.inspectKeyFile(keyOf(pki.signers.clerk)));
    expect(keys).toEqual([expect.objectContaining({ certificate: sha256(pki.signers.clerk.certificate), algorithm: 'ECDSA with SHA-256', problem: null })]);
    const made = valueOf(await sign(here, letter, pki.signers.clerk));
    expect(made).toMatchObject({ ofSha256: sha256(LETTER), signer: keys[0]?.holder, timestamp: 'pending', file: { fileName: 'Наказ.txt.p7s', role: 'signature' } });
    await settled(here, letter.letterId);
    const signed = valueOf(await here.client.intake.get({ letterId: letter.letterId }));
    expect(signed.verdict).toBe('passed');
    expect(signed.files.map(({ fileName }) => fileName)).toEqual(['Наказ.txt', 'Наказ.txt.p7s']);
    const [report] = signed.reports.filter(({ fileName }) => fileName === 'Наказ.txt.p7s');
    expect(report?.signatures).toEqual([expect.objectContaining({ level: 'CAdES-BASELINE-B', indication: 'TOTAL-PASSED' })]);
  });

  it('two people sign one document, with national keys as well', async () => {
    const here = await signingOffice();
    const letter = await unsignedLetter(here);
    for (const name of ['KZ GOST 34.10-2015, 512 bit', 'DSTU 4145, m = 257'] as const) {
      const signer = await nationalSigner(pki, name);
      const container = Uint8Array.from(signer.forms['OCTET STRING, big-endian'] ?? []);
      valueOf(await sign(here, letter, signer, { ...keyOf(pki.signers.clerk), container, certificates: [Uint8Array.from(signer.certificate), Uint8Array.from(pki.intermediate.certificate)] }));
    }
    await settled(here, letter.letterId);
    const signed = valueOf(await here.client.intake.get({ letterId: letter.letterId }));
    expect(signed.files.map(({ fileName }) => fileName)).toEqual(['Наказ.txt', 'Наказ.txt.p7s', 'Наказ.txt.2.p7s']);
    expect(signed.reports.flatMap(({ signatures }) => signatures).map(({ algorithm, indication }) => [algorithm, indication])).toEqual([
      ['GOST 34.10-2015 with Streebog-512', 'TOTAL-PASSED'],
      ['DSTU 4145-2002 with GOST 34.311-95', 'TOTAL-PASSED'],
    ]);
  });

  it('refuses an expired, a revoked and a foreign key in clear words, and keeps nothing', async () => {
    const here = await office();
    await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY), [pki.signers.revoked]));
    const letter = await unsignedLetter(here);
    const authentication = await pki.issue({ country: 'KZ', organization: 'TEST Office', commonName: 'TEST sign-in' }, 'p-256', { extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.2')] });
    const { expired, revoked, clerk, citizen } = pki.signers;
    expect(errorOf(await sign(here, letter, expired)).message).toBe('error.sign.expired');
    expect(errorOf(await sign(here, letter, revoked)).message).toBe('error.sign.revoked');
    expect(errorOf(await sign(here, letter, authentication)).message).toBe('error.sign.notForSigning');
    expect(errorOf(await sign(here, letter, clerk, keyOf(citizen))).message).toBe('error.sign.noCertificate');
    expect(valueOf(await here.client.signing.inspectKeyFile(keyOf(expired))).keys).toEqual([expect.objectContaining({ problem: 'expired' })]);
    await settled(here, letter.letterId);
    expect(valueOf(await here.client.intake.get({ letterId: letter.letterId })).files).toHaveLength(1);
    expect(valueOf(await here.client.signing.made({ subject: { letterId: letter.letterId } })).signatures).toEqual([]);
  });

  it('nobody without the right signs, and a key file is not kept', async () => {
    const here = await signingOffice();
    const letter = await unsignedLetter(here);
    expect(errorOf(await here.admin.signing.sign({ ...targetOf(letter), key: { by: 'keyFile', ...keyOf(pki.signers.clerk), certificate: sha256(pki.signers.clerk.certificate) } })).code).toBe('no-right');
    valueOf(await sign(here, letter, pki.signers.clerk));
    await settled(here, letter.letterId);
    const { store } = here.desk.rooms;
    expect(store.blobs.has(sha256(keyOf(pki.signers.clerk).container))).toBe(false);
  });
});

describe('a check that began before a signature was made', () => {
  it('records nothing of the files as they were: the newest record is of what lies there', async () => {
    const pool = testJobs();
    let hold: Promise<void> | null = null;
    const began = Promise.withResolvers<void>();
    const jobs: JobRunner = {
      run: async (kind, input, options) => {
        const held = kind === 'verify' ? hold : null;
        hold = kind === 'verify' ? null : hold;
        const result = await pool.run(kind, input, options);
        if (held !== null) began.resolve();
        await held;
        return result;
      },
    };
    const here = await signingOffice({ jobs });
    const letter = await unsignedLetter(here);
    const card = valueOf(await here.client.registration.register({ requestId: letter.letterId, letterId: letter.letterId, requisites: await someRequisites(here.client) }));
    const gate = Promise.withResolvers<void>();
    hold = gate.promise;
    const early = here.client.registration.recheck({ documentId: card.documentId });
    await began.promise;
    valueOf(await here.client.signing.sign({ ...targetOf(letter), subject: { documentId: card.documentId }, key: { by: 'keyFile', ...keyOf(pki.signers.clerk), certificate: sha256(pki.signers.clerk.certificate) } }));
    const verdict = async () => valueOf(await here.client.registration.get({ documentId: card.documentId })).card.verdict;
    await expect.poll(verdict).toBe('passed');
    gate.resolve();
    valueOf(await early);
    expect(await verdict()).toBe('passed');
    expect(here.desk.rooms.store.log.ofEntity(card.documentId).filter(({ kind }) => kind === 'verification.recorded').map(({ payload }) => (payload as { verdict: string }).verdict)).not.toContain('unsigned');
  });
});

describe('one container over a document and its annexes', () => {
  const ANNEXES = [['Додаток 1.txt', 'кошторис'], ['Додаток 2.txt', 'список']] as const;

  async function withAnnexes(here: Office): Promise<Letter> {
    const letter = await unsignedLetter(here);
    for (const [name, text] of ANNEXES) valueOf(await here.client.intake.join({ letterId: (await unsignedLetter(here, name, Buffer.from(text))).letterId, intoLetterId: letter.letterId }));
    await here.desk.rooms.intake.settled(letter.letterId);
    return valueOf(await here.client.intake.get({ letterId: letter.letterId }));
  }

  const together = ({ client }: Office, letter: Letter, annexes = letter.files.slice(1).map(({ sha256: hash, fileName }) => ({ sha256: hash, fileName }))) =>
    client.signing.sign({ ...targetOf(letter), form: 'asic-e', annexes, key: { by: 'keyFile', ...keyOf(pki.signers.clerk), certificate: sha256(pki.signers.clerk.certificate) } });

  it('[CARD-08] [VER-11] binds all of them by name and hash, passes, and its timestamp joins it later', async () => {
    const state = { refuses: true };
    const server = await authority(state);
    const here = await signingOffice({ servers: [server] });
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: server.url('/tsa') }));
    const letter = await withAnnexes(here);
    const made = valueOf(await together(here, letter));
    expect(made).toMatchObject({ ofSha256: sha256(LETTER), timestamp: 'pending', file: { fileName: 'Наказ.txt.asice', role: 'signature', mediaType: 'application/vnd.etsi.asic-e+zip' } });
    state.refuses = false;
    expect(valueOf(await here.client.signing.completeTimestamps({}))).toEqual({ pending: 0 });
    await settled(here, letter.letterId);
    const signed = valueOf(await here.client.intake.get({ letterId: letter.letterId }));
    expect(signed.verdict).toBe('passed');
    const report = signed.reports.find(({ fileName }) => fileName === 'Наказ.txt.asice');
    expect(report?.signatures).toEqual([expect.objectContaining({ level: 'CAdES-BASELINE-T', indication: 'TOTAL-PASSED', bestSignatureTime: at(0).toISOString() })]);
    expect(report?.signatures[0]?.signedObjects.map(({ name, status, sha256: hash }) => [name, status, hash])).toEqual([['Наказ.txt', 'intact', sha256(LETTER)], ...ANNEXES.map(([name, text]) => [name, 'intact', sha256(Buffer.from(text))])]);
    expect(boundDifferences(signed.reports, signed.files)).toEqual([]);
    expect((await checkIntegrity(here.desk.rooms.store, {})).problems).toEqual([]);
  });

  it('[VER-11] an annex that it does not bind is named in the protocol of the document', async () => {
    const here = await signingOffice();
    const letter = await withAnnexes(here);
    const [first] = letter.files.slice(1);
    valueOf(await together(here, letter, first === undefined ? [] : [{ sha256: first.sha256, fileName: first.fileName }]));
    await settled(here, letter.letterId);
    const card = valueOf(await here.client.registration.register({ requestId: letter.letterId, letterId: letter.letterId, requisites: await someRequisites(here.client) }));
    const protocol = valueOf(await here.client.registration.makeCopy({ documentId: card.documentId, form: 'protocol', language: 'uk' }));
    const { text } = await describePdf(await here.desk.rooms.store.blobs.read(protocol.sha256), { textLimit: 100_000 });
    expect((text ?? '').replaceAll(/\s+/g, ' ')).toContain('Додаток 2.txt: немає в підписаному переліку');
  });

  it('signs nothing where a file is not there, or where two have one name', async () => {
    const here = await signingOffice();
    const letter = await withAnnexes(here);
    expect(errorOf(await together(here, letter, [{ sha256: 'b'.repeat(64), fileName: 'Додаток 1.txt' }])).message).toBe('error.sign.fileGone');
    const twice = letter.files.map(({ sha256: hash, role }) => ({ sha256: hash, role, fileName: role === 'main' ? 'Наказ.txt' : 'додаток.txt' }));
    valueOf(await here.client.intake.arrange({ letterId: letter.letterId, files: twice }));
    await here.desk.rooms.intake.settled(letter.letterId);
    expect(errorOf(await together(here, valueOf(await here.client.intake.get({ letterId: letter.letterId })))).message).toBe('error.sign.fileNames');
    expect(valueOf(await here.client.signing.made({ subject: { letterId: letter.letterId } })).signatures).toEqual([]);
  });
});

describe('timestamps of signatures that were made here', () => {
  it('[SIGN-05] wait while the authority does not answer, through a new start of the desk, and come by themselves', async () => {
    const state = { refuses: true };
    const server = await authority(state);
    const here = await signingOffice({ servers: [server] });
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: server.url('/tsa') }));
    const letter = await unsignedLetter(here);
    const made = valueOf(await sign(here, letter, pki.signers.clerk));
    await settled(here, letter.letterId);
    const madeAt = async ({ client }: Pick<Office, 'client'>) => valueOf(await client.signing.made({ subject: { letterId: letter.letterId } })).signatures;
    expect(await madeAt(here)).toEqual([expect.objectContaining({ signatureId: made.signatureId, timestamp: 'pending', timestampProblem: 'httpStatus' })]);
    await here.desk.close();

    state.refuses = false;
    const again = await openTestDesk({ dataDirectory: here.desk.dataDirectory, environment: here.environment });
    const client = again.client();
    await signIn(client);
    await settled({ ...here, desk: again, client }, letter.letterId);
    expect(await madeAt({ client })).toEqual([expect.objectContaining({ timestamp: 'present', timestampProblem: null })]);
    const signed = valueOf(await client.intake.get({ letterId: letter.letterId }));
    const [report] = signed.reports.filter(({ fileName }) => fileName === made.file.fileName);
    expect(report?.signatures).toEqual([expect.objectContaining({ level: 'CAdES-BASELINE-T', indication: 'TOTAL-PASSED', bestSignatureTime: at(0).toISOString() })]);
    expect((await checkIntegrity(again.rooms.store, {})).problems).toEqual([]);
  });

  it('[SIGN-05] join a document that was registered meanwhile', async () => {
    const state = { refuses: true };
    const server = await authority(state);
    const here = await signingOffice({ servers: [server] });
    const letter = await unsignedLetter(here);
    const made = valueOf(await sign(here, letter, pki.signers.clerk));
    await settled(here, letter.letterId);
    const card = valueOf(await here.client.registration.register({ requestId: letter.letterId, letterId: letter.letterId, requisites: await someRequisites(here.client) }));
    state.refuses = false;
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: server.url('/tsa') }));
    expect(valueOf(await here.client.signing.completeTimestamps({}))).toEqual({ pending: 0 });
    const after = valueOf(await here.client.registration.get({ documentId: card.documentId })).card;
    const file = after.files.find(({ fileName }) => fileName === made.file.fileName);
    expect(file?.sha256).not.toBe(made.file.sha256);
    expect(valueOf(await here.client.signing.made({ subject: { documentId: card.documentId } })).signatures).toEqual([expect.objectContaining({ timestamp: 'present', file })]);
    expect((await checkIntegrity(here.desk.rooms.store, {})).problems).toEqual([]);
  });

  it('[SIGN-05] move with a letter that joins another, and leave the same bytes in a third letter as they came', async () => {
    const state = { refuses: true };
    const server = await authority(state);
    const here = await signingOffice({ servers: [server] });
    const letter = await unsignedLetter(here);
    const made = valueOf(await sign(here, letter, pki.signers.clerk));
    await settled(here, letter.letterId);
    const { store } = here.desk.rooms;
    const bytes = await store.blobs.read(made.file.sha256);
    const stranger = await unsignedLetter(here, 'stranger.p7s', bytes);
    const other = await unsignedLetter(here, 'other.txt', Buffer.from('another letter'));
    valueOf(await here.client.intake.join({ letterId: letter.letterId, intoLetterId: other.letterId }));
    await settled(here, other.letterId);
    state.refuses = false;
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: server.url('/tsa') }));
    expect(valueOf(await here.client.signing.completeTimestamps({}))).toEqual({ pending: 0 });
    await settled(here, other.letterId);
    const joined = valueOf(await here.client.intake.get({ letterId: other.letterId }));
    const [signature] = valueOf(await here.client.signing.made({ subject: { letterId: other.letterId } })).signatures;
    expect(signature).toMatchObject({ signatureId: made.signatureId, timestamp: 'present' });
    expect(joined.files.map((file) => file.sha256)).toContain(signature?.file.sha256);
    expect(joined.files.map((file) => file.sha256)).not.toContain(made.file.sha256);
    expect(valueOf(await here.client.intake.get({ letterId: stranger.letterId })).files.map((file) => file.sha256)).toEqual([made.file.sha256]);
    expect((await checkIntegrity(store, {})).problems).toEqual([]);
  });

  it('are not asked for once the letter was discarded', async () => {
    const state = { refuses: true };
    const server = await authority(state);
    const here = await signingOffice({ servers: [server] });
    const letter = await unsignedLetter(here);
    valueOf(await sign(here, letter, pki.signers.clerk));
    await settled(here, letter.letterId);
    valueOf(await here.client.intake.discard({ letterId: letter.letterId, reason: 'mistake' }));
    state.refuses = false;
    const before = server.asked.length;
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: server.url('/tsa') }));
    expect(valueOf(await here.client.signing.completeTimestamps({}))).toEqual({ pending: 0 });
    expect(server.asked).toHaveLength(before);
  });

  it('say why they do not come: no authority, fetching off, a token for other data', async () => {
    const wrong = await evidenceServer({ '/tsa': (_request, response, body) => response.end(answerTo(body, pki, { time: at(0), nonce: Uint8Array.of(9) })) });
    const here = await signingOffice({ servers: [wrong] });
    const letter = await unsignedLetter(here);
    valueOf(await sign(here, letter, pki.signers.clerk));
    const problem = async () => {
      valueOf(await here.client.signing.completeTimestamps({}));
      return valueOf(await here.client.signing.made({ subject: { letterId: letter.letterId } })).signatures[0]?.timestampProblem;
    };
    expect(await problem()).toBe('noAuthority');
    valueOf(await here.admin.signing.setSettings({ timestampAuthority: wrong.url('/tsa') }));
    expect(await problem()).toBe('wrongToken');
    valueOf(await here.admin.administration.setFetching({ fetch: false, allowedHosts: [wrong.host], proxy: null }));
    expect(await problem()).toBe('fetchingOff');
    expect(errorOf(await here.admin.signing.setSettings({ timestampAuthority: 'file:///etc/passwd' })).message).toBe('error.timestampAuthorityWrong');
    expect(errorOf(await here.admin.signing.setSettings({ timestampAuthority: 'http://name:secret@tsp.example/' })).message).toBe('error.timestampAuthorityWrong');
  });
});
