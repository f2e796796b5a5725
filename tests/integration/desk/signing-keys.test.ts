import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Letter } from '#shared/contract/intake.ts';
import type { MethodInput } from '#shared/contract/index.ts';
import type { SigningKeyInput } from '#shared/contract/signing.ts';
import { signDetached } from '../../../src-main/demo/pki/index.ts';
import { compareWithLog } from '../../../src-main/store/projections/rebuild.ts';
import { type EmulatorOptions, NcalayerEmulator } from '../../support/ncalayer-emulator/emulator.ts';
import { type TlsIdentity, tlsIdentity } from '../../support/ncalayer-emulator/tls-identity.ts';
import { certificateOf, decisionFor, enterDraft, nameOf, participants, pki as routingPki, routeOf, templateOf, windowOfPerson } from '../../support/routing-office.ts';
import { findSoftHsm, SoftHsm } from '../../support/softhsm.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { errorOf, openTestDesk, setUpOffice, signIn, type TestDesk, upload, valueOf } from '../../support/test-desk.ts';
import { testEnvironment } from '../../support/test-environment.ts';
import { add, at, DAY, HOUR, LETTER, listOf, office, type Office, pki, sha256 } from './evidence-office.ts';

const library = findSoftHsm();
const PIN = 'token-pin-4711';
const pinBytes = (text: string = PIN): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);

async function letterOf({ client, desk }: Office, name = 'Наказ.txt', bytes: Uint8Array = LETTER): Promise<Letter> {
  const { sha256: hash } = await upload(client, name, bytes);
  const [letter] = valueOf(await client.intake.receive({ files: [{ sha256: hash, fileName: name }] })).letters;
  await desk.rooms.intake.settled(letter?.letterId ?? '');
  return valueOf(await client.intake.get({ letterId: letter?.letterId ?? '' }));
}

const signLetter = ({ client }: Office, letter: Letter, key: SigningKeyInput) =>
  client.signing.sign({ subject: { letterId: letter.letterId }, file: letter.files[0]?.sha256 ?? '', fileName: letter.files[0]?.fileName ?? '', form: 'cades-detached', key });
const filesOf = async ({ client }: Office, { letterId }: Letter): Promise<string[]> => valueOf(await client.intake.get({ letterId })).files.map(({ fileName }) => fileName);

/** A letter of two files, signed in one container; the names, states and hashes that the container binds. */
async function signTogether(here: Office, key: SigningKeyInput) {
  const letter = await letterOf(here);
  const annex = await letterOf(here, 'Додаток.txt', Buffer.from('кошторис'));
  const { files } = valueOf(await here.client.intake.join({ letterId: annex.letterId, intoLetterId: letter.letterId }));
  const annexes = files.slice(1).map(({ sha256: hash, fileName }) => ({ sha256: hash, fileName }));
  await here.desk.rooms.intake.settled(letter.letterId);
  const made = valueOf(await here.client.signing.sign({ subject: { letterId: letter.letterId }, file: files[0]?.sha256 ?? '', fileName: files[0]?.fileName ?? '', annexes, form: 'asic-e', key }));
  const verdict = await verdictOf(here, letter);
  const { reports } = valueOf(await here.client.intake.get({ letterId: letter.letterId }));
  const [signature] = reports.find(({ fileName }) => fileName === made.file.fileName)?.signatures ?? [];
  return { made, verdict, bound: signature?.signedObjects.map(({ name, status, sha256: hash }) => [name, status, hash]) };
}

const BOTH = [['Наказ.txt', 'intact', sha256(LETTER)], ['Додаток.txt', 'intact', sha256(Buffer.from('кошторис'))]];

async function verdictOf({ client, desk }: Office, { letterId }: Letter): Promise<Letter['verdict']> {
  await desk.rooms.signing.settled();
  await desk.rooms.intake.settled(letterId);
  return valueOf(await client.intake.get({ letterId })).verdict;
}

/** An office at which an officer approves a draft by signature. */
async function draftToApprove(test: TestDesk, country: 'KZ' | 'UA') {
  await setUpOffice(test.client(), country);
  const registrar = test.client('registrar');
  await signIn(registrar);
  const people = await participants(test, ['author', 'chief', 'rector']);
  const person = (login: string): string => people[login]?.personId ?? '';
  const { templateId } = valueOf(await registrar.routing.defineTemplate({ templateId: null, template: templateOf([['approver', [person('chief')]], ['signer', [person('rector')]]]) }));
  const author = await windowOfPerson(test, 'author');
  const { kinds } = valueOf(await registrar.registration.choices({}));
  const { documentId } = await enterDraft(author, { kindId: kinds.find(({ directions, transitional }) => directions.includes('internal') && !transitional)?.kindId ?? '' });
  valueOf(await author.routing.start({ documentId, routeId: crypto.randomUUID(), eventId: crypto.randomUUID(), templateId }));
  const chief = await windowOfPerson(test, 'chief');
  const wish = async (key: SigningKeyInput): Promise<MethodInput<'routing.sign'>> => {
    const { routeId, eventId, stepId, round, contentSha256, note } = decisionFor(valueOf(await chief.routing.draft({ documentId })));
    return { routeId, eventId, stepId, round, contentSha256, note, key };
  };
  const step = async () => routeOf(valueOf(await chief.routing.draft({ documentId }))).stages[0]?.steps[0];
  return { chief, wish, step, kinds: () => test.rooms.store.log.ofEntity(documentId).map(({ kind }) => kind) };
}

describe.skipIf(library === null)(`signing with a token at the desk${library === null ? ' (skipped: no SoftHSM)' : ''}`, () => {
  const home = mkdtempSync(path.join(tmpdir(), 'chancery-softhsm-'));
  const driver = library ?? '';
  let hsm: SoftHsm;

  beforeAll(() => {
    hsm = new SoftHsm(driver, home);
    hsm.addToken('Office', PIN);
    for (const [id, signer] of [['a1', pki.signers.director], ['a2', pki.signers.clerk], ['a3', pki.signers.expired], ['b1', routingPki.signers.clerk], ['b2', routingPki.signers.director]] as const) {
      hsm.addKey('Office', PIN, { id, privateKey: signer.keys.privateKey, certificate: signer.certificate });
    }
  });
  afterAll(() => {
    hsm.close();
    rmSync(home, { recursive: true, force: true });
  });

  async function tokenOffice(): Promise<Office> {
    const here = await office();
    await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
    await add(here.admin, 'intermediate', 'issuing.cer', pki.intermediate.certificate);
    valueOf(await here.admin.signing.setTokenModules({ modules: [driver] }));
    return here;
  }

  async function tokenOf(client: Office['client']) {
    const [module] = valueOf(await client.signing.tokens({})).modules;
    const token = module?.tokens.find(({ label }) => label === 'Office');
    return { module: driver, slot: token?.slot ?? '', serialNumber: token?.serialNumber ?? '' };
  }

  const keyOn = async (client: Office['client'], certificate: Uint8Array, pin = pinBytes()): Promise<SigningKeyInput> => ({ by: 'token', ...(await tokenOf(client)), pin, certificate: sha256(certificate) });

  it('shows what is plugged in without a PIN, opens a token with it, signs a letter, and the letter passes', async () => {
    const here = await tokenOffice();
    const [module] = valueOf(await here.client.signing.tokens({})).modules;
    expect(module).toMatchObject({ module: driver, problem: null, name: expect.stringContaining('SoftHSM'), tokens: [expect.objectContaining({ label: 'Office', pinTries: 'not-told' })] });
    const { keys } = valueOf(await here.client.signing.inspectToken({ ...(await tokenOf(here.client)), pin: pinBytes() }));
    const problemOf = (certificate: Uint8Array) => keys.find((key) => key.certificate === sha256(certificate))?.problem;
    expect([keys.length, problemOf(pki.signers.director.certificate), problemOf(pki.signers.expired.certificate)]).toEqual([5, null, 'expired']);
    for (const signer of [pki.signers.director, pki.signers.clerk]) {
      const letter = await letterOf(here);
      const made = valueOf(await signLetter(here, letter, await keyOn(here.client, signer.certificate)));
      expect(made).toMatchObject({ ofSha256: sha256(LETTER), timestamp: 'pending', file: { fileName: 'Наказ.txt.p7s' } });
      expect(await verdictOf(here, letter)).toBe('passed');
    }
    const { database, log } = here.desk.rooms.store;
    expect(compareWithLog(database, log)).toEqual([]);
  });

  it('[CARD-08] signs a document and its annex in one container', async () => {
    const here = await tokenOffice();
    const { made, verdict, bound } = await signTogether(here, await keyOn(here.client, pki.signers.director.certificate));
    expect([made.file.fileName, verdict, bound]).toEqual(['Наказ.txt.asice', 'passed', BOTH]);
  });

  it('refuses a wrong PIN, an expired key, a certificate that is not there and a token that is gone; nothing is kept', async () => {
    const here = await tokenOffice();
    const letter = await letterOf(here);
    const refused = async (key: SigningKeyInput): Promise<string> => errorOf(await signLetter(here, letter, key)).message;
    expect(errorOf(await here.client.signing.inspectToken({ ...(await tokenOf(here.client)), pin: pinBytes('another') }))).toMatchObject({ code: 'refused', message: 'signing.token.wrong-pin-few' });
    expect(await refused(await keyOn(here.client, pki.signers.clerk.certificate, pinBytes('another')))).toBe('signing.token.wrong-pin-few');
    expect(await refused(await keyOn(here.client, pki.signers.expired.certificate))).toBe('error.sign.expired');
    expect(await refused(await keyOn(here.client, pki.signers.auditor.certificate))).toBe('signing.token.key-not-found');
    const key = await keyOn(here.client, pki.signers.clerk.certificate);
    if (key.by !== 'token') throw new Error('no key of a token');
    expect(await refused({ ...key, pin: pinBytes(), serialNumber: '0000' })).toBe('signing.token.token-removed');
    expect(await filesOf(here, letter)).toEqual(['Наказ.txt']);
  });

  it('a revoked key signs nothing, as one of a file', async () => {
    const here = await office();
    await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY), [pki.signers.clerk]));
    await add(here.admin, 'intermediate', 'issuing.cer', pki.intermediate.certificate);
    valueOf(await here.admin.signing.setTokenModules({ modules: [driver] }));
    const letter = await letterOf(here);
    expect(errorOf(await signLetter(here, letter, await keyOn(here.client, pki.signers.clerk.certificate))).message).toBe('error.sign.revoked');
    expect(await filesOf(here, letter)).toEqual(['Наказ.txt']);
  });

  it('overwrites the PIN that it was handed, whatever came of it', async () => {
    const here = await tokenOffice();
    const token = await tokenOf(here.client);
    const { signing } = here.desk.rooms;
    const call = { connection: 'window', actor: { accountId: crypto.randomUUID(), name: 'Х', rights: [] } as never, signal: new AbortController().signal, progress: () => undefined };
    for (const pin of [pinBytes(), pinBytes('another')]) {
      await Promise.resolve(signing.handlers.inspectToken({ ...token, pin }, call)).catch(() => undefined);
      expect([...pin].every((byte) => byte === 0)).toBe(true);
    }
  });

  it('[SIGN-03] [ROUTE-10] takes a step of a route with the taker’s own key and with nobody else’s', async () => {
    const test = await openTestDesk({ environment: testEnvironment('2026-03-02T04:00:00.000Z') });
    const { chief, wish, step, kinds } = await draftToApprove(test, 'UA');
    const admin = test.client('administrator');
    await signIn(admin, 'admin');
    valueOf(await admin.signing.setTokenModules({ modules: [driver] }));
    const before = kinds();
    const others = await wish(await keyOn(chief, certificateOf('rector')));
    expect(errorOf(await chief.routing.sign(others))).toMatchObject({ message: 'error.routeSignatureNotHis', params: { person: nameOf('chief') } });
    expect(kinds()).toEqual(before);
    valueOf(await chief.routing.sign(await wish(await keyOn(chief, certificateOf('chief')))));
    expect(await step()).toMatchObject({ state: 'done', usedMeans: 'signature', signature: { signers: [nameOf('chief')] } });
    expect(kinds().filter((kind) => kind === 'signature.made')).toHaveLength(1);
    expect(compareWithLog(test.rooms.store.database, test.rooms.store.log)).toEqual([]);
  });
});

describe('libraries of tokens', () => {
  it('are named by an administrator alone, as files of this machine, and no other one is loaded', async () => {
    const here = await office();
    expect(valueOf(await here.client.signing.tokens({})).modules).toEqual([]);
    const file = path.join(temporaryFolder(), 'driver.so');
    writeFileSync(file, 'no driver');
    expect(errorOf(await here.client.signing.setTokenModules({ modules: [file] })).code).toBe('no-right');
    for (const wrong of ['driver.so', `${file}.gone`]) {
      expect(errorOf(await here.admin.signing.setTokenModules({ modules: [wrong] }))).toMatchObject({ message: 'error.tokenModuleMissing', issues: [{ path: 'modules' }] });
    }
    const key = { module: file, slot: '0', serialNumber: '1', pin: pinBytes() };
    expect(errorOf(await here.client.signing.inspectToken(key)).message).toBe('signing.token.driver-not-loadable');
    expect(valueOf(await here.admin.signing.setTokenModules({ modules: [file, file] }))).toEqual({ modules: [file] });
    expect(valueOf(await here.client.signing.tokens({})).modules).toEqual([{ module: file, name: null, problem: 'driver-not-loadable', tokens: [] }]);
    rmSync(file);
    expect(valueOf(await here.client.signing.tokens({})).modules).toMatchObject([{ problem: 'file-missing' }]);
    // They are of this machine: nothing of them goes to others.
    const told = here.desk.rooms.store.database.prepare<[string]>('SELECT count(*) FROM operation WHERE instr(CAST(body AS TEXT), ?) > 0').pluck();
    expect([told.get('root.cer'), told.get('driver.so')]).toEqual([1, 0]);
  });
});

describe('signing through NCALayer at the desk', () => {
  let identity: TlsIdentity;
  beforeAll(async () => {
    identity = await tlsIdentity(pki);
  });

  async function emulate(options: Partial<EmulatorOptions> = {}): Promise<NcalayerEmulator> {
    const emulator = await NcalayerEmulator.start({ identity, signer: pki.signers.clerk, ...options });
    onTestFinished(() => emulator.stop());
    return emulator;
  }

  async function officeWith(emulator: { readonly port: number }, options: { readonly country?: 'KZ' | 'UA'; readonly sign?: number } = {}): Promise<Office> {
    const here = await office({ country: options.country ?? 'KZ', ncalayer: { port: emulator.port, limits: { connect: 2_000, sign: options.sign ?? 5_000 } } });
    await add(here.admin, 'crl', 'issuing.crl', listOf(at(-HOUR), at(DAY)));
    await add(here.admin, 'intermediate', 'issuing.cer', pki.intermediate.certificate);
    return here;
  }

  const KEY = { by: 'ncalayer', locale: 'kk' } as const;
  const answering = (cms: Uint8Array): Partial<EmulatorOptions> => ({ answer: () => JSON.stringify({ status: true, body: { result: [Buffer.from(cms).toString('base64')] } }) });

  it('[SIGN-03] sends the very bytes, takes the signature that comes back, and tells whose it is', async () => {
    const emulator = await emulate();
    const here = await officeWith(emulator);
    const letter = await letterOf(here);
    const made = valueOf(await signLetter(here, letter, KEY));
    expect(emulator.requests).toMatchObject([{ args: { data: Buffer.from(LETTER).toString('base64'), locale: 'kk', signingParams: { encapsulate: false } } }]);
    expect(made).toMatchObject({ timestamp: 'pending', file: { fileName: 'Наказ.txt.p7s' } });
    expect(await verdictOf(here, letter)).not.toBe('failed');
    const [recorded] = here.desk.rooms.store.log.ofEntity(letter.letterId).filter(({ kind }) => kind === 'signature.made');
    expect(recorded?.payload).toMatchObject({ certificate: sha256(pki.signers.clerk.certificate), signer: made.signer });
  });

  it('[CARD-08] hands over the list of a document and its annex, and lays the signature into their container', async () => {
    const emulator = await emulate();
    const { made, verdict, bound } = await signTogether(await officeWith(emulator), KEY);
    const [asked] = emulator.requests;
    const { data } = (asked?.args ?? { data: '' }) as { data: string };
    expect(Buffer.from(data, 'base64').toString('utf8')).toContain('<asic:ASiCManifest');
    expect([made.file.fileName, bound]).toEqual(['Наказ.txt.asice', BOTH]);
    expect(verdict).not.toBe('failed');
  });

  it.each([
    ['the person refuses', { answer: () => JSON.stringify({ status: true, body: {} }) }, 'signing.ncalayer.cancelledByUser'],
    ['nobody signs in time', { answer: () => null }, 'signing.ncalayer.timedOut'],
    ['the program lacks the module', { modules: [] }, 'signing.ncalayer.moduleMissing'],
    ['another program answers', { greeting: 'hello' }, 'signing.ncalayer.unknownProgram'],
    ['another file was signed', answering(signDetached(new TextEncoder().encode('Other bytes'), pki.signers.clerk, { signingTime: at(0) })), 'signing.ncalayer.notBelieved'],
    ['the key has expired', { signer: pki.signers.expired }, 'error.sign.expired'],
  ] as const)('keeps nothing where %s, and says it in words of its own', async (_what, options, message) => {
    const here = await officeWith(await emulate(options), { sign: 500 });
    const letter = await letterOf(here);
    expect(errorOf(await signLetter(here, letter, KEY)).message).toBe(message);
    expect(await filesOf(here, letter)).toEqual(['Наказ.txt']);
    expect(valueOf(await here.client.signing.made({ subject: { letterId: letter.letterId } })).signatures).toEqual([]);
  });

  it('says where nothing runs, and refuses in other countries without asking', async () => {
    const emulator = await emulate();
    const { port } = emulator;
    const elsewhere = await officeWith(emulator, { country: 'UA' });
    expect(errorOf(await signLetter(elsewhere, await letterOf(elsewhere), KEY)).message).toBe('error.sign.ncalayerElsewhere');
    expect(emulator.requests).toEqual([]);
    await emulator.stop();
    const here = await officeWith({ port });
    expect(errorOf(await signLetter(here, await letterOf(here), KEY)).message).toBe('signing.ncalayer.notRunning');
  });

  it('holds up no other work while the person chooses, and is given up at once', async () => {
    const emulator = await emulate({ answer: () => null });
    const here = await officeWith(emulator, { sign: 60_000 });
    const letter = await letterOf(here);
    const stop = new AbortController();
    const waiting = here.client.signing.sign({ subject: { letterId: letter.letterId }, file: letter.files[0]?.sha256 ?? '', fileName: 'Наказ.txt', form: 'cades-detached', key: KEY }, { signal: stop.signal });
    await expect.poll(() => emulator.requests.length).toBe(1);
    expect(await verdictOf(here, await letterOf(here, 'Другий.txt'))).toBe('unsigned');
    stop.abort();
    expect(errorOf(await waiting).code).toBe('cancelled');
    await expect.poll(() => emulator.connections).toBe(0);
  });

  it('[SIGN-03] [SIGN-06] takes a step of a route, and not with another person’s key', async () => {
    const identityOfRoutes = await tlsIdentity(routingPki);
    let signer = routingPki.signers.director;
    const emulator = await NcalayerEmulator.start({
      identity: identityOfRoutes,
      signer,
      answer: ({ args }) => {
        const { data } = args as { data: string };
        return JSON.stringify({ status: true, body: { result: [Buffer.from(signDetached(Buffer.from(data, 'base64'), signer, { signingTime: new Date('2026-03-02T04:00:00.000Z') })).toString('base64')] } });
      },
    });
    onTestFinished(() => emulator.stop());
    const test = await openTestDesk({ environment: testEnvironment('2026-03-02T04:00:00.000Z'), ncalayer: { port: emulator.port } });
    const { chief, wish, step, kinds } = await draftToApprove(test, 'KZ');
    const before = kinds();
    expect(errorOf(await chief.routing.sign(await wish(KEY))).message).toBe('error.routeSignatureNotHis');
    expect(kinds()).toEqual(before);
    signer = routingPki.signers.clerk;
    valueOf(await chief.routing.sign(await wish(KEY)));
    expect(await step()).toMatchObject({ state: 'done', usedMeans: 'signature', signature: { signers: [nameOf('chief')] } });
  });
});
