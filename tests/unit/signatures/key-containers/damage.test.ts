import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

import { KeyContainerError, openKeyContainer } from '../../../../src-main/signatures/key-containers/container.ts';
import { keytoolPresent, openOrRefuse, PASSWORD, plain, Workshop } from './support.ts';
import type { KeyContainerProblem } from '../../../../src-main/signatures/key-containers/container.ts';

/** Runs of each property; FUZZ_RUNS makes it longer. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 300);
const SLOWEST_MILLISECONDS = 10_000;

let workshop: Workshop;
const containers = new Map<string, Buffer>();
beforeAll(() => {
  workshop = new Workshop();
  containers.set('PKCS#12', workshop.pkcs12(PASSWORD, '-certfile', 'ca.pem', '-iter', '10'));
  containers.set('old PKCS#12', workshop.pkcs12(PASSWORD, '-legacy', '-iter', '10'));
  containers.set('PKCS#12 without a code', workshop.pkcs12(PASSWORD, '-iter', '10', '-nomac'));
  containers.set('clear PKCS#12', workshop.pkcs12(PASSWORD, '-certfile', 'ca.pem', '-name', 'signer', '-keypbe', 'NONE', '-certpbe', 'NONE', '-nomac'));
  workshop.openssl('pkcs8', '-topk8', '-in', 'key.pem', '-outform', 'DER', '-passout', `pass:${PASSWORD}`, '-iter', '10', '-out', 'key.der');
  containers.set('PKCS#8', workshop.read('key.der'));
  workshop.openssl('pkcs8', '-topk8', '-in', 'key.pem', '-passout', `pass:${PASSWORD}`, '-iter', '10', '-out', 'enc.pem');
  containers.set('PEM', Buffer.concat([workshop.read('cert.pem'), workshop.read('enc.pem')]));
  if (!keytoolPresent) return;
  workshop.pkcs12(PASSWORD, '-name', 'signer');
  workshop.keytool('-importkeystore', '-srckeystore', 'out.p12', '-srcstorepass', PASSWORD, '-destkeystore', 'store.jks', '-deststoretype', 'JKS', '-deststorepass', PASSWORD, '-noprompt');
  containers.set('JKS', workshop.read('store.jks'));
}, 60_000);
afterAll(() => workshop.remove());

const NAMES = ['PKCS#12', 'old PKCS#12', 'PKCS#12 without a code', 'clear PKCS#12', 'PKCS#8', 'PEM', ...(keytoolPresent ? ['JKS'] : [])];
const CHECKED: readonly string[] = ['PKCS#12', 'old PKCS#12', 'JKS'];

function original(name: string): Buffer {
  const bytes = containers.get(name);
  if (bytes === undefined) throw new Error(`no container ${name}`);
  return bytes;
}

/** Opens or refuses in the promised way, and within time. @throws everything else. */
function look(bytes: Uint8Array): 'opened' | KeyContainerProblem {
  const start = performance.now();
  const outcome = openOrRefuse(bytes, PASSWORD);
  expect(performance.now() - start).toBeLessThan(SLOWEST_MILLISECONDS);
  return outcome instanceof KeyContainerError ? outcome.problem : 'opened';
}

describe('damage', () => {
  it.each(NAMES)('one changed byte anywhere is an error or leaves the key as it was: %s', { timeout: 120_000 }, (name) => {
    const bytes = original(name);
    const key = workshop.privateKeyInfo('key.pem');
    let opened = 0;
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Uint8Array.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ (1 << index % 8);
      if (look(changed) !== 'opened') continue;
      opened += 1;
      // CBC gives a single changed block to whoever has no code over it: only the form and the padding speak against it.
      if (CHECKED.includes(name)) expect(plain(openKeyContainer(changed, PASSWORD).keys[0]?.privateKeyInfo)).toEqual(key);
    }
    // Only what stands outside the code can change unseen: a version number, a tag, unused bits. A JKS has no such place.
    expect(opened).toBeLessThanOrEqual(name === 'JKS' ? 0 : CHECKED.includes(name) ? 20 : bytes.length);
  });

  it.each(NAMES)('cut off anywhere: %s', (name) => {
    const bytes = original(name);
    for (let length = 0; length < bytes.length - 1; length += 3) {
      expect(look(bytes.subarray(0, length)), `${length} bytes`).not.toBe('opened');
    }
  });
});

describe('no bytes whatever throw anything else', () => {
  it('random bytes behind every known beginning', () => {
    const beginnings = ['', '30820200020103', '308202000201003013', '3082020030', 'feedfeed00000002', 'feedfeed0000000100000001', '3080020103308006092a864886f70d010701a080'].map((hex) => Buffer.from(hex, 'hex'));
    fc.assert(
      fc.property(fc.constantFrom(...beginnings, Buffer.from('-----BEGIN PRIVATE KEY-----\n')), fc.uint8Array({ maxLength: 600, size: 'max' }), (beginning, rest) => {
        expect(look(Buffer.concat([beginning, rest]))).not.toBe('opened');
      }),
      { numRuns: RUNS, seed: 20_261_127 },
    );
  });

  it('pieces cut, doubled, moved and overwritten', { timeout: 600_000 }, () => {
    const change = fc.record({ from: fc.nat(3000), to: fc.nat(3000), length: fc.nat(60), kind: fc.constantFrom('cut', 'copy', 'insert', 'noise'), noise: fc.uint8Array({ maxLength: 6 }) });
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), fc.array(change, { minLength: 1, maxLength: 4 }), (name, changes) => {
        let bytes = original(name);
        for (const { from, to, length, kind, noise } of changes) {
          const at = to % (bytes.length + 1);
          const piece = kind === 'noise' ? Buffer.from(noise) : bytes.subarray(from % (bytes.length + 1), (from % (bytes.length + 1)) + length);
          const tail = bytes.subarray(at + (kind === 'insert' ? 0 : piece.length));
          bytes = Buffer.concat([bytes.subarray(0, at), kind === 'cut' ? Buffer.alloc(0) : piece, tail]);
        }
        const outcome = look(bytes);
        if (outcome !== 'opened' || !CHECKED.includes(name)) return;
        expect(plain(openKeyContainer(bytes, PASSWORD).keys[0]?.privateKeyInfo)).toEqual(workshop.privateKeyInfo('key.pem'));
      }),
      { numRuns: RUNS, seed: 20_261_128 },
    );
  });
});
