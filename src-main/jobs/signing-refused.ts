/** Nothing was signed; `code` is a message key below `error.sign.`. */
export class SigningRefused extends Error {
  override readonly name = 'SigningRefused';
  readonly code: string;

  constructor(code: string, detail: string) {
    super(`${code}: ${detail}`);
    this.code = code;
  }
}
