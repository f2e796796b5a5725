import { isPlainId } from '../parse-message.ts';
import { RequestRefused } from '../request-refused.ts';
import type { DeskRow } from '../stores/store.ts';

const LONGEST_CODE = 10;

/** The lowest number that no desk of the organisation bears as its code. A code stays taken when its desk is gone. */
export function freeDeskCode(desks: readonly DeskRow[], reserved: readonly string[] = []): string {
  const taken = new Set([...desks.map(({ code }) => code), ...reserved]);
  let number = 1;
  while (taken.has(String(number))) number += 1;
  return String(number);
}

/** @throws RequestRefused where no desk may have such a code. */
export function checkWishedCode(code: string, desks: readonly DeskRow[], reserved: readonly string[]): void {
  if (!isPlainId(code) || code.length > LONGEST_CODE) throw new RequestRefused('malformed', `a desk code has 1 to ${LONGEST_CODE} characters`);
  if (desks.some((desk) => desk.code === code) || reserved.includes(code)) throw new RequestRefused('conflict', `the desk code ${code} is taken`);
}
