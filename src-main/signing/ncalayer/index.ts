/**
 * Signing through NCALayer, the program of the Kazakh national certification centre. It knows no store and no desk.
 *
 * This file is the interface that callers keep.
 */
export { MAX_DOCUMENT_BYTES, ncalayerClient } from './client.ts';
export type { NcalayerAnswer, NcalayerClient, NcalayerLimits, NcalayerOptions, NcalayerProgram, NcalayerSignOptions } from './client.ts';
export { NcalayerError } from './ncalayer-error.ts';
export type { NcalayerProblem } from './ncalayer-error.ts';
export type { NcalayerLocale, SignerConditions } from './requests.ts';
export { checkByEngine } from './signature-check.ts';
export type { CheckedAnswer, SignatureCheck } from './signature-check.ts';
