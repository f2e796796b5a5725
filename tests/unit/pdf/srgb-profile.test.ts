import { describe, expect, it } from 'vitest';
import { srgbProfile } from '../../../src-main/pdf/archival/srgb-profile.ts';

const bytes = Buffer.from(srgbProfile());

function tag(name: string): Buffer {
  for (let at = 132; at < 132 + bytes.readUInt32BE(128) * 12; at += 12) {
    if (bytes.toString('latin1', at, at + 4) === name) return bytes.subarray(bytes.readUInt32BE(at + 4), bytes.readUInt32BE(at + 4) + bytes.readUInt32BE(at + 8));
  }
  throw new Error(`no tag ${name}`);
}

const xyz = (name: string): number[] => [8, 12, 16].map((at) => tag(name).readInt32BE(at) / 65_536);

describe('sRGB profile', () => {
  it('is a display profile of version 2 whose size and tags are as stated', () => {
    expect(bytes.readUInt32BE(0)).toBe(bytes.length);
    expect(bytes[8]).toBe(2);
    expect(bytes.toString('latin1', 12, 24)).toBe('mntrRGB XYZ ');
    expect(bytes.toString('latin1', 36, 40)).toBe('acsp');
    for (let at = 132; at < 132 + bytes.readUInt32BE(128) * 12; at += 12) {
      expect(bytes.readUInt32BE(at + 4) % 4).toBe(0);
      expect(bytes.readUInt32BE(at + 4) + bytes.readUInt32BE(at + 8)).toBeLessThanOrEqual(bytes.length);
    }
  });

  it('white is the sum of the primaries', () => {
    const sum = [0, 1, 2].map((at) => ['rXYZ', 'gXYZ', 'bXYZ'].reduce((total, name) => total + (xyz(name)[at] ?? 0), 0));
    xyz('wtpt').forEach((value, at) => expect(sum[at]).toBeCloseTo(value, 3));
  });

  it('turns encoded values into light by IEC 61966-2-1', () => {
    const curve = tag('rTRC');
    const points = curve.readUInt32BE(8);
    const light = (encoded: number): number => curve.readUInt16BE(12 + Math.round(encoded * (points - 1)) * 2) / 65_535;
    expect(light(0)).toBe(0);
    expect(light(1)).toBe(1);
    // Middle grey 118 of 255 is 18 % of the light.
    expect(light(118 / 255)).toBeCloseTo(0.18, 2);
    expect(light(188 / 255)).toBeCloseTo(0.5, 2);
  });
});
