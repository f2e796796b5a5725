import { shell } from 'electron';
import { reportProblem } from '../report-problem.ts';

/** Everything else (file:, smb:, ms-msdt:, javascript: …) would start a program with a text that a document chose. */
const OPENED_OUTSIDE: ReadonlySet<string> = new Set(['https:', 'mailto:']);
const LENGTH_LIMIT = 2_000;

/** Whether a link may be handed to the operating system. */
export function mayOpenOutside(link: string): boolean {
  if (link.length > LENGTH_LIMIT || !URL.canParse(link)) return false;
  const { protocol, username, password } = new URL(link);
  return OPENED_OUTSIDE.has(protocol) && username === '' && password === '';
}

/** Opens an allowed link in the person's browser or mail program; others are dropped. */
export function openOutside(link: string): void {
  if (!mayOpenOutside(link)) return;
  // The parsed form: what was checked is what is opened.
  shell.openExternal(new URL(link).href).catch((error: unknown) => reportProblem('external link', error));
}
