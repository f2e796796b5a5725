import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalText, chainBreaks, logBreaks, type SimpleSignatureRecord, type StoredSimpleSignature } from '#shared/domain/simple-signature.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

function chainOf(length: number): StoredSimpleSignature[] {
  const made: StoredSimpleSignature[] = [];
  for (let number = 1; number <= length; number += 1) {
    const record: SimpleSignatureRecord = {
      signatureId: `s${number}`,
      chain: { desk: 'desk', epoch: 1, stream: 'main' },
      number,
      former: made.at(-1)?.hash ?? null,
      documentId: `d${number}`,
      kindId: 'memo',
      hrDocument: false,
      files: [{ sha256: sha256(`file ${number}`), fileName: 'a.pdf' }],
      personId: 'p',
      personName: 'Асанова А. Б.',
      position: 'Доцент',
      accountId: 'a',
      at: '2026-03-05T09:00:00.000Z',
      day: '2026-03-05',
      purpose: 'document',
      purposeId: null,
      mark: 'simple-signature',
      agreementId: 'g',
      consentId: null,
      identityCheckId: null,
      words: { language: 'ru', text: 'Подписываю.' },
    };
    made.push({ record, hash: sha256(canonicalText(record)) });
  }
  return made;
}

describe('[VER-12] records of simple signatures hang together', () => {
  it('a whole chain is told as whole, in whatever order it is read', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 8 }), fc.infiniteStream(fc.nat()), (length, keys) => {
      const shuffled = chainOf(length).map((stored) => ({ stored, key: keys.next().value ?? 0 })).toSorted((one, other) => one.key - other.key).map(({ stored }) => stored);
      expect(chainBreaks(shuffled, sha256)).toEqual([]);
    }));
  });

  it('one that is removed before another is told, also the first', () => {
    fc.assert(fc.property(fc.integer({ min: 2, max: 8 }), fc.nat(), (length, seed) => {
      const chain = chainOf(length);
      const removed = seed % (length - 1);
      expect(chainBreaks(chain.filter((_, at) => at !== removed), sha256)).toEqual([{ signatureId: `s${removed + 2}`, problem: 'formerMissing' }]);
    }));
  });

  it('a change of any part of any record is told, with the number of another made to fit or not', () => {
    const changes: ((record: SimpleSignatureRecord) => SimpleSignatureRecord)[] = [
      (record) => ({ ...record, personName: 'Бекова Н. Т.' }),
      (record) => ({ ...record, personId: 'q' }),
      (record) => ({ ...record, at: '2026-03-04T09:00:00.000Z' }),
      (record) => ({ ...record, agreementId: null }),
      (record) => ({ ...record, documentId: 'other' }),
      (record) => ({ ...record, files: [{ sha256: sha256('other'), fileName: 'a.pdf' }] }),
      (record) => ({ ...record, files: [...record.files, { sha256: sha256('other'), fileName: 'b.pdf' }] }),
      (record) => ({ ...record, words: { language: 'ru', text: 'Не подписываю.' } }),
      (record) => ({ ...record, purpose: 'acknowledgement' }),
      (record) => ({ ...record, identityCheckId: 'i' }),
      (record) => ({ ...record, chain: { ...record.chain, desk: 'other' } }),
    ];
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), fc.constantFrom(...changes), fc.boolean(), (length, seed, change, rehash) => {
      const chain = chainOf(length);
      const at = seed % length;
      const record = change(chain[at]?.record ?? expect.fail());
      // Whoever forges the hash as well is told by the record that comes after it; at the chain's end by the log.
      const forged = { record, hash: rehash ? sha256(canonicalText(record)) : (chain[at]?.hash ?? '') };
      const changed = chain.with(at, forged);
      if (!rehash) expect(chainBreaks(changed, sha256)).toEqual([{ signatureId: `s${at + 1}`, problem: 'changed' }]);
      else if (at < length - 1) expect(chainBreaks(changed, sha256)).toEqual([{ signatureId: `s${at + 2}`, problem: 'formerOther' }]);
      else expect(logBreaks(changed, chain)).toEqual([{ signatureId: `s${at + 1}`, problem: 'notInLog' }]);
    }));
  });

  it('two that change places are told, and so is one that stands twice', () => {
    const [first, second, third] = chainOf(3);
    if (first === undefined || second === undefined || third === undefined) throw new Error('three records');
    const swapped = [{ ...first, record: { ...first.record, number: 2 } }, { ...second, record: { ...second.record, number: 1 } }, third];
    expect(chainBreaks(swapped, sha256).map(({ problem }) => problem)).toEqual(expect.arrayContaining(['changed', 'formerOther']));
    const other = { ...second.record, signatureId: 'x' };
    expect(chainBreaks([first, second, { record: other, hash: sha256(canonicalText(other)) }], sha256).map(({ problem }) => problem)).toEqual(['doubled']);
  });

  it('the last one, whose removal no chain tells, is told by the log', () => {
    const chain = chainOf(3);
    expect(chainBreaks(chain.slice(0, 2), sha256)).toEqual([]);
    expect(logBreaks(chain.slice(0, 2), chain)).toEqual([{ signatureId: 's3', problem: 'removed' }]);
  });
});
