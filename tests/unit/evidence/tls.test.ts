import { once } from 'node:events';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import tls from 'node:tls';
import { expect, it, onTestFinished } from 'vitest';
import { basicConstraints, extension, extKeyUsage, keyUsage } from '../../../src-main/demo/pki/certificates.ts';
import { implicit, sequence } from '../../../src-main/demo/pki/der.ts';
import { createTestPki } from '../../../src-main/demo/pki/index.ts';
import { systemConnect, systemResolve } from '../../../src-main/evidence/fetching/connection.ts';
import { FetchRefused } from '../../../src-main/evidence/fetching/failure.ts';
import { guardedRequest } from '../../../src-main/evidence/fetching/guarded-request.ts';

const pem = (der: Uint8Array): string => `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

it('a server over TLS is believed only with a certificate that this computer trusts, for that name', async () => {
  const pki = await createTestPki({ now: new Date().toISOString() });
  const issued = await pki.issue({ country: 'KZ', organization: 'ТЕСТ', commonName: '127.0.0.1' }, 'p-256', {
    extensions: [basicConstraints(null), keyUsage(0), extKeyUsage(false, '1.3.6.1.5.5.7.3.1'), extension('2.5.29.17', false, sequence(implicit(7, Uint8Array.of(127, 0, 0, 1))))],
  });
  const server = https.createServer({ key: issued.keys.privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: pem(issued.certificate) + pem(pki.intermediate.certificate) }, (_request, response) => response.end('a list'));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  const ask = async (host: string): Promise<string> => {
    try {
      const options = { allowedHosts: [{ host, port }], proxy: null, resolve: systemResolve, connect: systemConnect, redirects: 0, connectMilliseconds: 2000, silenceMilliseconds: 2000, totalMilliseconds: 4000, signal: new AbortController().signal, onRequest: () => undefined };
      return (await guardedRequest({ url: `https://${host}:${port}/`, method: 'GET', accept: '*/*', maxBytes: 100 }, options)).toString();
    } catch (error) {
      if (error instanceof FetchRefused) return error.failure;
      throw error;
    }
  };
  expect(await ask('127.0.0.1')).toBe('tls');
  const trusted = tls.getCACertificates();
  onTestFinished(() => tls.setDefaultCACertificates(trusted));
  tls.setDefaultCACertificates([...trusted, pem(pki.root.certificate)]);
  expect(await ask('127.0.0.1')).toBe('a list');
  expect(await ask('localhost')).toBe('tls');
});
