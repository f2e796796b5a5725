/** Most sheets of one kind that a desk asks for at once. */
export const MOST_COPIES = 99;

export const SIDES = ['one-sided', 'two-sided-long-edge', 'two-sided-short-edge'] as const;
export type Sides = (typeof SIDES)[number];

/**
 * A printer's name as CUPS allows it (lpadmin(8)): printable, without blanks, `/`, `#` and quotes. One that begins with
 * a hyphen would be read as an option and is none here.
 */
export const PRINTER_NAME = /^[^\s\p{C}/#\\'"?-][^\s\p{C}/#\\'"?]{0,126}$/u;
