import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { balanceOf } from '../../../src-main/pdf/reading/content-balance.ts';

const balance = (content: string) => balanceOf(new Uint8Array(Buffer.from(content, 'latin1')));

describe('balance of a content stream', () => {
  it.for([
    ['', 0, ''],
    ['q 1 0 0 1 0 0 cm Q', 0, ''],
    ['q q', 0, 'Q Q'],
    ['Q Q q', 2, 'Q'],
    ['BT /F1 12 Tf (text) Tj', 0, 'ET'],
    ['/OC /MC0 BDC q', 0, 'EMC Q'],
    ['(q q \\( q) Tj /q gs <71> Tj % q q\n', 0, ''],
    ['[(q) 12 (Q)] TJ << /q 1 >> /Q BDC EMC', 0, ''],
    ['BI /W 1 /H 1 /BPC 8 /CS /G ID q EIq Q\nEI Q', 1, ''],
  ] as const)('%j', ([content, savesBefore, closing]) => {
    expect(balance(content)).toEqual({ savesBefore, closing });
  });

  it.for(['(open', 'BI /W 1 ID data without end', '<4142'])('is none for %j', (content) => {
    expect(balance(content)).toBeNull();
  });

  it('closes whatever it is given, so that a second look finds nothing to close', () => {
    const token = fc.constantFrom('q', 'Q', 'BT', 'ET', 'BMC', 'EMC', '(q)', '/q', '1 0 0 1 0 0 cm');
    fc.assert(
      fc.property(fc.array(token, { maxLength: 60 }), (tokens) => {
        const content = tokens.join(' ');
        const found = balance(content);
        expect(found).not.toBeNull();
        if (found === null) return;
        expect(balance(`${'q '.repeat(found.savesBefore)}${content} ${found.closing}`)).toEqual({ savesBefore: 0, closing: '' });
      }),
    );
  });
});
