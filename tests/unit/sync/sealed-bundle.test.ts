import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BundleRefused, derivedSeed, openBundle, publicKeyOf, sealBundle } from '#shared/sync/sealed-bundle.ts';

async function pair() {
  const [desk, server, stranger] = [randomBytes(32), randomBytes(32), randomBytes(32)];
  const content = Uint8Array.from(Buffer.from('Операції за три тижні '.repeat(500)));
  const bytes = await sealBundle({ from: 'desk', desk: 'desk-1', content, recipient: await publicKeyOf('X25519', server), signer: desk, randomBytes });
  const signer = await publicKeyOf('Ed25519', desk);
  return { bytes, content, server, stranger, signer };
}

const opened = async (bytes: Uint8Array, server: Uint8Array, signer: string | null, from: 'desk' | 'server' = 'desk') => openBundle(bytes, { from, recipient: server, signerOf: async (desk) => (desk === 'desk-1' ? signer : null) });

describe('a sealed bundle', () => {
  it('is read by the one it was written for, and shows nothing but the desk', async () => {
    const { bytes, content, server, signer } = await pair();
    expect(await opened(bytes, server, signer)).toEqual({ desk: 'desk-1', content });
    const shown = Buffer.from(bytes).toString('latin1');
    expect(shown).toContain('desk-1');
    expect(Buffer.from(bytes).toString('utf8')).not.toContain('Операції');
    expect((await pair()).bytes).not.toEqual(bytes);
  });

  it('is refused with its reason by anybody else, and in whatever way it was changed', async () => {
    const { bytes, server, stranger, signer } = await pair();
    await expect(opened(bytes, stranger, signer)).rejects.toMatchObject({ problem: 'forSomebodyElse' });
    await expect(opened(bytes, server, null)).rejects.toMatchObject({ problem: 'forSomebodyElse' });
    await expect(opened(bytes, server, signer, 'server')).rejects.toMatchObject({ problem: 'forSomebodyElse' });
    await expect(opened(bytes, server, await publicKeyOf('Ed25519', stranger))).rejects.toMatchObject({ problem: 'signature' });
    await expect(opened(Buffer.from('a letter'), server, signer)).rejects.toMatchObject({ problem: 'notABundle' });
    await expect(opened(bytes.subarray(0, 40), server, signer)).rejects.toMatchObject({ problem: 'damaged' });
    await expect(opened(bytes.subarray(0, -1), server, signer)).rejects.toMatchObject({ problem: 'signature' });
  });

  it('never passes with a byte changed, wherever it is', async () => {
    const { bytes, server, signer } = await pair();
    for (let at = 0; at < bytes.length; at += 1 + Math.floor(at / 40)) {
      const changed = Uint8Array.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x11;
      await expect(opened(changed, server, signer), `byte ${at}`).rejects.toBeInstanceOf(BundleRefused);
    }
  });

  it('keys of one secret for two purposes are two', async () => {
    const secret = randomBytes(32);
    expect(await derivedSeed(secret, 'one')).not.toEqual(await derivedSeed(secret, 'two'));
    expect(await derivedSeed(secret, 'one')).toEqual(await derivedSeed(secret, 'one'));
  });
});
