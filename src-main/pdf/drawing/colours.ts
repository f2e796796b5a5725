/** Red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number];

const hex = (value: number): Colour => [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];

/** Every colour is dark enough to stay legible as grey on a monochrome printer; none carries meaning alone. */
export const COLOURS = {
  ink: hex(0x14181d),
  label: hex(0x4d545c),
  rule: hex(0x9aa1a8),
  hairline: hex(0xc9ced3),
  paper: hex(0xffffff),
  stamp: hex(0x1d3566),
  passed: hex(0x17603a),
  failed: hex(0x9b1c1c),
  undetermined: hex(0x7a4f00),
  unsigned: hex(0x4d545c),
} as const satisfies Record<string, Colour>;
