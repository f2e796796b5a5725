/** Notices by mail (NOT-01): how the office's mail server is reached, and when a message is tried again. */

/** `implicit`: TLS from the first byte; `starttls`: nothing is said before TLS; `plain`: to a server on the same machine alone. */
export const MAIL_TLS = ['implicit', 'starttls', 'plain'] as const;
export type MailTls = (typeof MAIL_TLS)[number];

export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly tls: MailTls;
  /** Empty: the server asks for no sign-in. */
  readonly user: string;
  readonly sender: string;
  /** Certificate of an authority that the office runs itself, PEM; empty: those that the system trusts. */
  readonly authority: string;
}

export type MailServerProblem = 'inClear' | 'authorityNotPem';

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** What makes settings unusable; message keys below `mail.problem.`. */
export function mailServerProblems({ host, tls, authority }: MailServer): MailServerProblem[] {
  return [
    // In clear a password and what a notice says are everybody's on the way (SEC-04).
    ...(tls === 'plain' && !LOOPBACK.test(host) ? (['inClear'] as const) : []),
    ...(authority !== '' && !/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/.test(authority) ? (['authorityNotPem'] as const) : []),
  ];
}

/** `waiting`: to be sent; `sending`: with the server; `unsure`: the desk did not see its end; `refused`: for ever. */
export const MAIL_STATES = ['waiting', 'sending', 'sent', 'unsure', 'refused'] as const;
export type MailState = (typeof MAIL_STATES)[number];

/** Why nothing goes out at all; no message is to blame. `copy`: this data directory is a copy of the one that mailed. */
export const MAIL_OBSTACLES = ['unreachable', 'tls', 'signIn', 'copy'] as const;
export type MailObstacle = (typeof MAIL_OBSTACLES)[number];

const MINUTE = 60_000;
const PAUSES = [1, 5, 15, 60, 240].map((minutes) => minutes * MINUTE);

/** Milliseconds until something that failed so many times in a row is tried again. */
export function mailPause(failures: number): number {
  return PAUSES[Math.min(failures, PAUSES.length) - 1] ?? PAUSES[0] ?? MINUTE;
}

/** A message that a server puts off so many times is given up, and told as refused. */
export const MAIL_ATTEMPTS = 12;

/** Older notices are not mailed any more: who was away so long finds them in his list. */
export const MAILED_WITHIN_MILLISECONDS = 3 * 24 * 60 * MINUTE;

/** One line of a header: nothing in it begins another header. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
