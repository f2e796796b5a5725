/** Points in one millimetre. */
export const MM = 72 / 25.4;

/** ISO 216 A4 in points. */
export const A4 = { width: 210 * MM, height: 297 * MM } as const;
