/** What a desk needs to join its server: printed by the server's `invite`, carried by telephone, mail or paper. */
export interface Invitation {
  /** `https://host:port`. */
  readonly address: string;
  /** One-time code. */
  readonly code: string;
  /** SHA-256 of the server's certificate in lower-case hex: the desk speaks with no other server. */
  readonly certificate: string;
}

const CODE_SIGNS = /^[23456789A-HJ-NP-Z]{20}$/;
const CERTIFICATE_SIGNS = /^[0-9a-f]{64}$/;

/** One line that holds all three, to be copied as a whole. */
export function invitationLine({ address, code, certificate }: Invitation): string {
  return `${address} ${code} ${certificate}`;
}

/** The three parts of such a line, wherever it was broken; null where it is none. */
export function readInvitationLine(line: string): Invitation | null {
  const [address, code, certificate, ...more] = line.trim().split(/\s+/);
  if (address === undefined || code === undefined || certificate === undefined || more.length > 0) return null;
  const read = { address: serverAddress(address), code: enrolmentCode(code), certificate: certificatePrint(certificate) };
  return read.address === null || read.code === null || read.certificate === null ? null : { address: read.address, code: read.code, certificate: read.certificate };
}

/** `https://host:port` of what was written; null where it is no address of a server. */
export function serverAddress(written: string): string | null {
  const text = written.trim();
  if (!URL.canParse(text)) return null;
  const { protocol, origin, pathname, search, hash, username } = new URL(text);
  return protocol === 'https:' && pathname === '/' && search === '' && hash === '' && username === '' ? origin : null;
}

/** A one-time code without the dashes that make it readable; null where it is none. */
export function enrolmentCode(written: string): string | null {
  const code = written.replaceAll(/[\s-]/g, '').toUpperCase();
  return CODE_SIGNS.test(code) ? code : null;
}

/** A certificate's fingerprint without its colons; null where it is none. */
export function certificatePrint(written: string): string | null {
  const print = written.replaceAll(/[\s:]/g, '').toLowerCase();
  return CERTIFICATE_SIGNS.test(print) ? print : null;
}
