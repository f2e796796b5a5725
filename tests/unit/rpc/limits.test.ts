import { describe, expect, it } from 'vitest';
import { PIECE_LIMIT } from '#shared/contract/files.ts';
import { CERTIFICATE_FILE_LIMIT, CERTIFICATE_FILES, KEY_FILE_LIMIT } from '#shared/contract/signing.ts';

describe('bounds of the contract', () => {
  it('a key file with all its certificates fits into the message that hosts take', () => {
    expect(KEY_FILE_LIMIT + CERTIFICATE_FILES * CERTIFICATE_FILE_LIMIT).toBeLessThanOrEqual(PIECE_LIMIT);
  });
});
