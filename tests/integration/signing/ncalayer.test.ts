import { createServer as createPlainServer } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createTestPki, signAttached, signDetached, signTogether, type TestPki } from '../../../src-main/demo/pki/index.ts';
import { checkByEngine, MAX_DOCUMENT_BYTES, ncalayerClient, NcalayerError, type NcalayerClient, type NcalayerLimits } from '../../../src-main/signing/ncalayer/index.ts';
import { type EmulatorOptions, GREETING, NcalayerEmulator } from '../../support/ncalayer-emulator/emulator.ts';
import { type TlsIdentity, tlsIdentity } from '../../support/ncalayer-emulator/tls-identity.ts';

const DOCUMENT = new TextEncoder().encode('Letter 7 of the office, as it is signed.');
const check = checkByEngine(() => new Date().toISOString());
const emulators: NcalayerEmulator[] = [];
let pki: TestPki;
let identity: TlsIdentity;

beforeAll(async () => {
  pki = await createTestPki({ now: new Date().toISOString() });
  identity = await tlsIdentity(pki);
});
afterEach(async () => {
  for (const emulator of emulators.splice(0)) await emulator.stop();
});

async function emulate(options: Partial<EmulatorOptions> = {}): Promise<NcalayerEmulator> {
  const emulator = await NcalayerEmulator.start({ identity, signer: pki.signers.clerk, ...options });
  emulators.push(emulator);
  return emulator;
}

function clientOf(port: number, limits: Partial<NcalayerLimits> = {}): NcalayerClient {
  return ncalayerClient({ check, port, limits });
}

async function errorOf(work: Promise<unknown>): Promise<NcalayerError> {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof NcalayerError)) throw new Error(`expected NcalayerError, got ${String(error)}`);
  return error;
}

/** What a signature over the document is refused with when the program answers so. */
async function problemWith(options: Partial<EmulatorOptions>, limits: Partial<NcalayerLimits> = {}): Promise<string> {
  const { port } = await emulate(options);
  return (await errorOf(clientOf(port, limits).signDetached(DOCUMENT, { locale: 'kk' }))).problem;
}

const basicsAnswer = (cms: Uint8Array): string => JSON.stringify({ status: true, body: { result: [Buffer.from(cms).toString('base64')] } });

describe('signing through NCALayer, with an emulator', () => {
  it('gives a detached signature over the document', async () => {
    const emulator = await emulate();
    const { cms, version } = await clientOf(emulator.port).signDetached(DOCUMENT, { locale: 'kk' });
    expect(version).toBe('1.4');
    expect(await check({ cms, document: DOCUMENT, form: 'detached' })).toBe(true);
    expect(emulator.requests).toEqual([
      {
        module: 'kz.gov.pki.knca.basics',
        method: 'sign',
        args: {
          format: 'cms',
          data: Buffer.from(DOCUMENT).toString('base64'),
          signingParams: { decode: true, encapsulate: false, digested: false, tsaProfile: null },
          signerParams: { extKeyUsageOids: ['1.3.6.1.5.5.7.3.4'] },
          locale: 'kk',
        },
      },
    ]);
  });

  it('gives an attached one, with the conditions on the signer and a timestamp asked for', async () => {
    const emulator = await emulate();
    const signer = { extKeyUsageOids: ['1.2.398.3.3.4.1.2.1'], iin: '123456789011', bin: '123456789021', anyIssuer: true };
    const { cms } = await clientOf(emulator.port).signAttached(DOCUMENT, { locale: 'ru', timestamp: true, signer });
    expect(await check({ cms, document: DOCUMENT, form: 'attached' })).toBe(true);
    expect(emulator.requests[0]?.args).toMatchObject({ signingParams: { encapsulate: true, tsaProfile: {} }, signerParams: { extKeyUsageOids: ['1.2.398.3.3.4.1.2.1'], iin: '123456789011', bin: '123456789021', chain: [] }, locale: 'ru' });
  });

  it('speaks with the older module where that is asked for', async () => {
    const emulator = await emulate();
    const client = clientOf(emulator.port);
    const module = { name: 'commonUtils', storage: 'PKCS12' } as const;
    await client.signDetached(DOCUMENT, { locale: 'kk', module });
    await client.signAttached(DOCUMENT, { locale: 'kk', module, timestamp: true });
    const data = Buffer.from(DOCUMENT).toString('base64');
    expect(emulator.requests).toEqual([
      { module: 'kz.gov.pki.knca.commonUtils', method: 'createCAdESFromBase64', args: ['PKCS12', 'SIGNATURE', data, false] },
      { module: 'kz.gov.pki.knca.commonUtils', method: 'createCMSSignatureFromBase64', args: ['PKCS12', 'SIGNATURE', data, true] },
    ]);
  });

  it('signs a document of 20 MiB inside the CMS', async () => {
    const { port } = await emulate();
    const document = new Uint8Array(20 * 1024 * 1024).fill(0x41);
    const { cms } = await clientOf(port).signAttached(document, { locale: 'kk' });
    expect(cms.length).toBeGreaterThan(document.length);
  });

  it('tells the version of a program that runs, and leaves no connection behind', async () => {
    const emulator = await emulate();
    expect(await clientOf(emulator.port).version()).toBe('1.4');
    await clientOf(emulator.port).signDetached(DOCUMENT, { locale: 'kk' });
    await expect.poll(() => emulator.connections).toBe(0);
  });

  it('passes over greetings that come in between', async () => {
    const { port } = await emulate({
      answer: (_request, usual, socket) => {
        for (let count = 0; count < 50; count += 1) socket.send(GREETING);
        return usual;
      },
    });
    expect((await clientOf(port).signDetached(DOCUMENT, { locale: 'kk' })).version).toBe('1.4');
  });
});

describe('an answer that is not believed', () => {
  const answered = (cms: () => Uint8Array) => problemWith({ answer: () => basicsAnswer(cms()) });

  it('over another document, of another form, changed, or by several', async () => {
    const { clerk, director } = pki.signers;
    const other = new TextEncoder().encode('Letter 8 of the office, as it is signed.');
    expect(await answered(() => signDetached(other, clerk))).toBe('not-believed');
    expect(await answered(() => signAttached(DOCUMENT, clerk))).toBe('not-believed');
    expect(await answered(() => signTogether(DOCUMENT, [{ signer: clerk, options: {} }, { signer: director, options: {} }], { attached: false }))).toBe('not-believed');
    const changed = Buffer.from(signDetached(DOCUMENT, clerk));
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(await answered(() => changed)).toBe('not-believed');
    expect(await answered(() => Uint8Array.of(0x30, 0x00))).toBe('not-believed');
    expect(await answered(() => clerk.certificate)).toBe('not-believed');
  });

  it('attached, over another document or detached', async () => {
    const { clerk } = pki.signers;
    for (const cms of [signAttached(Uint8Array.of(...DOCUMENT, 0), clerk), signDetached(DOCUMENT, clerk)]) {
      const { port } = await emulate({ answer: () => basicsAnswer(cms) });
      expect(await errorOf(clientOf(port).signAttached(DOCUMENT, { locale: 'kk' }))).toMatchObject({ problem: 'not-believed' });
    }
  });
});

describe('NCALayer that does not sign', () => {
  it('is not running', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    expect(await errorOf(clientOf(port).version())).toMatchObject({ problem: 'not-running' });
  });

  it('is another program: without TLS, without WebSocket, without greeting, with a wrong one', async () => {
    const plain = createPlainServer((_request, response) => response.end('hello'));
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    try {
      expect((await errorOf(clientOf((plain.address() as AddressInfo).port).version())).problem).toBe('unknown-program');
    } finally {
      plain.close();
    }
    expect(await problemWith({ greeting: null }, { connect: 500 })).toBe('no-answer');
    for (const greeting of ['', 'hello', '{}', '[]', 'null', '{"result":{"version":4}}', `{"result":{"version":"${'1'.repeat(41)}"}}`]) expect(await problemWith({ greeting })).toBe('unknown-program');
    expect(await problemWith({ greeting: Buffer.from(GREETING) })).toBe('malformed-answer');
  });

  it('listens and says nothing at all', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      expect((await errorOf(clientOf((server.address() as AddressInfo).port, { connect: 500 }).version())).problem).toBe('no-answer');
    } finally {
      server.close();
    }
  });

  it('lacks the module', async () => {
    expect(await problemWith({ modules: [] })).toBe('module-missing');
    const { port } = await emulate({ modules: ['kz.gov.pki.knca.basics'] });
    expect(await errorOf(clientOf(port).signDetached(DOCUMENT, { locale: 'kk', module: { name: 'commonUtils', storage: 'PKCS12' } }))).toMatchObject({ problem: 'module-missing' });
  });

  it('was told by the person not to sign', async () => {
    expect(await problemWith({ answer: () => JSON.stringify({ status: true, body: {} }) })).toBe('cancelled-by-user');
    const { port } = await emulate({ answer: () => JSON.stringify({ code: '500', message: 'action.canceled' }) });
    expect(await errorOf(clientOf(port).signDetached(DOCUMENT, { locale: 'kk', module: { name: 'commonUtils', storage: 'PKCS12' } }))).toMatchObject({ problem: 'cancelled-by-user' });
  });

  it('refuses, with its own words', async () => {
    const { port } = await emulate({ answer: () => JSON.stringify({ status: false, code: 'SIGNING_FAILURE', message: 'no key\nhere' }) });
    expect(await errorOf(clientOf(port).signDetached(DOCUMENT, { locale: 'kk' }))).toMatchObject({ problem: 'refused', message: 'refused: SIGNING_FAILURE: no key here' });
  });

  it('answers what is no answer', async () => {
    for (const answer of ['', 'not json', '{}', '[]', '{"status":true}', '{"code":"200","responseObject":"MAA="}', '{"status":true,"body":{"result":["MAA=","MAA="]}}']) {
      expect(await problemWith({ answer: () => answer })).toBe('malformed-answer');
    }
    expect(await problemWith({ answer: () => Buffer.from('{"status":true,"body":{}}') })).toBe('malformed-answer');
  });

  it('answers without end, with too much or with greetings only', async () => {
    expect(await problemWith({ answer: () => JSON.stringify({ status: true, body: { result: ['A'.repeat(5 * 1024 * 1024)] } }) })).toBe('answer-too-large');
    const flood: EmulatorOptions['answer'] = (_request, _usual, socket) => {
      for (let count = 0; count < 5_000; count += 1) socket.send(GREETING);
      return null;
    };
    expect(await problemWith({ answer: flood })).toBe('malformed-answer');
  });

  it('goes away while it signs', async () => {
    const hangUp: EmulatorOptions['answer'] = (_request, _usual, socket) => {
      socket.terminate();
      return null;
    };
    expect(await problemWith({ answer: hangUp })).toBe('connection-lost');
  });

  it('waits for the person for some time only', async () => {
    const started = Date.now();
    expect(await problemWith({ answer: () => null }, { sign: 400 })).toBe('timed-out');
    expect(Date.now() - started).toBeLessThan(30_000);
  });

  it('is left alone when the caller gives up: before, while it connects, and while the person chooses', async () => {
    const before = new AbortController();
    before.abort();
    const emulator = await emulate({ answer: () => null });
    const options = { locale: 'kk' } as const;
    expect(await errorOf(clientOf(emulator.port).signDetached(DOCUMENT, { ...options, signal: before.signal }))).toMatchObject({ problem: 'cancelled' });
    expect(emulator.requests).toEqual([]);
    const connecting = new AbortController();
    const first = errorOf(clientOf(emulator.port).signDetached(DOCUMENT, { ...options, signal: connecting.signal }));
    connecting.abort();
    expect(await first).toMatchObject({ problem: 'cancelled' });
    const choosing = new AbortController();
    const second = errorOf(clientOf(emulator.port).signDetached(DOCUMENT, { ...options, signal: choosing.signal }));
    await expect.poll(() => emulator.requests.length).toBe(1);
    choosing.abort();
    expect(await second).toMatchObject({ problem: 'cancelled' });
    await expect.poll(() => emulator.connections).toBe(0);
  });

  it('is not given a document past the bound', async () => {
    const emulator = await emulate();
    expect(await errorOf(clientOf(emulator.port).signDetached(new Uint8Array(MAX_DOCUMENT_BYTES + 1), { locale: 'kk' }))).toMatchObject({ problem: 'document-too-large' });
    expect(emulator.requests).toEqual([]);
  });
});
