import { hashFigures } from './national-hashes.ts';
import { signatureFigures } from './national-signatures.ts';
import type { Bench } from './figure.ts';

/** Figures of the national algorithms: hashes and signatures. */
export async function open(): Promise<Bench> {
  return { figures: [...hashFigures(), ...(await signatureFigures())], close: () => Promise.resolve() };
}
