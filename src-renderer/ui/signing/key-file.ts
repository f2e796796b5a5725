import { CERTIFICATE_FILE_LIMIT, CERTIFICATE_FILES, KEY_FILE_LIMIT } from '#shared/contract/signing.ts';
import { fail, type Result, succeed } from '#shared/domain/result.ts';
import type { FieldProblem, SignField } from './chosen-key.ts';

/** Files that the person has chosen; their bytes are read only when the key is opened. */
export interface ChosenFiles {
  readonly container: File | null;
  readonly certificates: readonly File[];
}
export const NOTHING_CHOSEN: ChosenFiles = { container: null, certificates: [] };

/** A key file as the contract takes it; lives no longer than the open dialog. */
export interface KeyFile {
  readonly container: Uint8Array<ArrayBuffer>;
  readonly certificates: Uint8Array<ArrayBuffer>[];
  readonly password: string;
}

/** Reads what was chosen; files of another kind, by their size, are not even read. */
export async function readKeyFile({ container, certificates }: ChosenFiles, password: string): Promise<Result<KeyFile, FieldProblem>> {
  if (container === null) return fail({ field: 'container', key: 'signing.keyFileNeeded', params: {} });
  if (certificates.length > CERTIFICATE_FILES) return fail({ field: 'certificates', key: 'signing.tooManyCertificates', params: { limit: CERTIFICATE_FILES } });
  const key = await readFile(container, 'container');
  if (!key.ok) return key;
  const beside: Uint8Array<ArrayBuffer>[] = [];
  for (const file of certificates) {
    const bytes = await readFile(file, 'certificates');
    if (!bytes.ok) return bytes;
    beside.push(bytes.value);
  }
  return succeed({ container: key.value, certificates: beside, password });
}

async function readFile(file: File, field: SignField): Promise<Result<Uint8Array<ArrayBuffer>, FieldProblem>> {
  if (file.size > (field === 'container' ? KEY_FILE_LIMIT : CERTIFICATE_FILE_LIMIT)) return fail({ field, key: 'error.keyFileTooLarge', params: {} });
  try {
    return succeed(new Uint8Array(await file.arrayBuffer()));
  } catch (error) {
    // The stick was pulled out after the file had been chosen, or the file may not be read (File API, clause 4).
    if (!(error instanceof DOMException)) throw error;
    return fail({ field, key: 'signing.fileUnreadable', params: { file: file.name } });
  }
}
