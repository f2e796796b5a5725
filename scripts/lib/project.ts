import path from 'node:path';

/** Root of the checkout. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');
