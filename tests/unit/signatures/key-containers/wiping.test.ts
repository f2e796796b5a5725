import { createCipheriv, pbkdf2Sync } from 'node:crypto';
import { describe, expect, it } from 'vitest';

import { Asn1Error, readSingle } from '../../../../src-main/signatures/asn1/tlv.ts';
import { decryptWithPassword } from '../../../../src-main/signatures/key-containers/password-encryption.ts';
import { WorkBudget } from '../../../../src-main/signatures/key-containers/work-budget.ts';
import { integer, octets, oid, PASSWORD, sequence } from './support.ts';

const SALT = Buffer.alloc(8);
const START = Buffer.alloc(16);
const TEXT = Buffer.from('a text of more than one block');

const derivation = sequence(oid('1.2.840.113549.1.5.12'), sequence(octets(SALT), integer(1), sequence(oid('1.2.840.113549.2.9'))));
const scheme = sequence(oid('2.16.840.1.101.3.4.1.42'), octets(START));
const algorithm = readSingle(sequence(oid('1.2.840.113549.1.5.13'), sequence(derivation, scheme)));
const cipher = createCipheriv('aes-256-cbc', pbkdf2Sync(PASSWORD, SALT, 1, 32, 'sha256'), START);
const ciphertext = Buffer.concat([cipher.update(TEXT), cipher.final()]);

describe('what was decrypted is overwritten once it was read', () => {
  it.each([
    ['it could be read', null, null],
    ['it made no sense', new Asn1Error('nonsense'), expect.objectContaining({ problem: 'wrong-password' })],
    ['reading it failed otherwise', new RangeError('failed'), expect.objectContaining({ message: 'failed' })],
  ])('%s', (_title, failure, expected) => {
    let seen: Uint8Array = new Uint8Array();
    const open = (): string =>
      decryptWithPassword(algorithm, ciphertext, { password: PASSWORD, work: new WorkBudget() }, (text) => {
        seen = text;
        if (failure !== null) throw failure;
        return Buffer.from(text).toString();
      });
    if (expected === null) expect(open()).toBe(TEXT.toString());
    else expect(open).toThrow(expected);
    expect([...seen]).toEqual(Array.from(TEXT, () => 0));
  });
});
