import { describe, expect, it } from 'vitest';

import { createKupyna } from '../../../../src-main/signatures/algorithms/hashes/kupyna.ts';
import { counting, hashOf } from './hex.ts';

const LETTERS = 'abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu';

describe('Kupyna', () => {
  // Messages of the appendix of DSTU 7564:2014 in whole bytes: 0, 1, 2 … cut to a length, and a single FF.
  it.each([
    [256, 0, 'cd5101d1ccdf0d1d1f4ada56e888cd724ca1a0838a3521e7131d4fb78d0f5eb6'],
    [256, 64, '08f4ee6f1be6903b324c4e27990cb24ef69dd58dbe84813ee0a52f6631239875'],
    [256, 95, '1075c8b0cb910f116bda5fa1f19c29cf8ecc75caff7208ba2994b68fc56e8d16'],
    [256, 128, '0a9474e645a7d25e255e9e89fff42ec7eb31349007059284f0b182e452bda882'],
    [256, 256, 'd305a32b963d149dc765f68594505d4077024f836c1bf03806e1624ce176c08f'],
    [384, 95, 'd9021692d84e5175735654846ba751e6d0ed0fac36dfbc0841287dcb0b5584c75016c3decc2a6e47c50b2f3811e351b8'],
    [512, 0, '656b2f4cd71462388b64a37043ea55dbe445d452aecd46c3298343314ef04019bcfa3f04265a9857f91be91fce197096187ceda78c9c1c021c294a0689198538'],
    [512, 64, '3813e2109118cdfb5a6d5e72f7208dccc80a2dfb3afdfb02f46992b5edbe536b3560dd1d7e29c6f53978af58b444e37ba685c0dd910533ba5d78efffc13de62a'],
    [512, 128, '76ed1ac28b1d0143013ffa87213b4090b356441263c13e03fa060a8cada32b979635657f256b15d5fca4a174de029f0b1b4387c878fcc1c00e8705d783fd7ffe'],
    [512, 192, 'b189bfe987f682f5f167f0d7fa565330e126b6e592b1c55d44299064ef95b1a57f3c2d0ecf17869d1d199ebbd02e8857fb8add67a8c31f56cd82c016cf743121'],
    [512, 256, '0dd03d7350c409cb3c29c25893a0724f6b133fa8b9eb90a64d1a8fa93b56556611eb187d715a956b107e3bfc76482298133a9ce8cbc0bd5e1436a5b197284f7e'],
  ] as const)('%i bits: %i bytes of the standard\'s example', (bits, length, expected) => {
    expect(hashOf(createKupyna(bits), counting(length))).toBe(expected);
  });

  it('a single byte of ones', () => {
    expect(hashOf(createKupyna(256), Uint8Array.of(0xff))).toBe('ea7677ca4526555680441c117982ea14059ea6d0d7124d6ecdb3deec49e890f4');
    expect(hashOf(createKupyna(512), Uint8Array.of(0xff))).toBe(
      '871b18cf754b72740307a97b449abeb32b64444cc0d5a4d65830ae5456837a72d8458f12c8f06c98c616abe11897f86263b5cb77c420fb375374bec52b6d0292',
    );
  });

  it.each([
    ['a', 'c51a1d639596fb613d86557314a150c40f8fff3de48bc93a3b03c161f4105ee4'],
    ['abc', '0bd1b36109f1318411a0517315aa46b8839df06622a278676f5487996c9cfc04'],
    [LETTERS, '02621dbb53f2c7001be64d7308ecb80d21ba7797c92e98d1efc240d41e4c414b'],
  ])('256 bits, as the tests of BouncyCastle have it: "%.20s"', (message, expected) => {
    expect(hashOf(createKupyna(256), message)).toBe(expected);
  });

  // The length takes the last twelve bytes of a block: from 52 bytes on it needs a second one.
  it.each([
    [51, '6f8f0a3f8261af77581ab01cb89d4cb5ed87ca1d9954f11d5586e94b45c82fb8'],
    [52, '8b6fe2ba77e684b2a1ac82232f4efc49f681cd18c82a0cfff530186a2fc642d2'],
    [53, '837f2b0cbe39a4defdfcb44272288d4091cab850161c70695d7831fc5f00e171'],
    [55, '0e7bf74464b81b3ae7d904170776d29f4b02a7227da578dd562d01027af7fd0e'],
    [56, 'badea1f49cbcec94acec52b4c695acdddd786cca5a6763929f341a58c5134b3b'],
    [57, 'a13b5f6f53ee043292ed65b66c1d49759be4d2fe0c2f6148f2416487965f7bde'],
    [63, '03a44a02c9ffafb43addb290bbcf3b8168f624e8cbd332dc6a9dc7df9d39cbc2'],
    [65, 'a81c2fb92351f370050b7c36cd51736d5603a50ec1106cbd5fe1c9be2e5c77a6'],
    [1023, '6bfc5ec8c1f5963fbed89da115d86e9330634eca341dd42fd94a7007e4af7942'],
  ])('256 bits: %i bytes, about the borders of a block', (length, expected) => {
    expect(hashOf(createKupyna(256), counting(length))).toBe(expected);
  });

  // Computed with BouncyCastle 1.72.
  it.each([
    [256, '979042a6da7c49dd20afc9e5c4b1571863355a7e826664c737a430f7c899c8f9'],
    [384, '1c17cd069e7a6b42512790eab0d924753404a33897384fc6d2994ca9b348fac81321104bc2853d6cca7aa7879c770322'],
    [512, 'e32cae25f26dd74ae2fb5d200e69e2b31c17cd069e7a6b42512790eab0d924753404a33897384fc6d2994ca9b348fac81321104bc2853d6cca7aa7879c770322'],
  ] as const)('%i bits: a million bytes of ones', (bits, expected) => {
    expect(hashOf(createKupyna(bits), new Uint8Array(1_000_000).fill(0xff))).toBe(expected);
  });
});
