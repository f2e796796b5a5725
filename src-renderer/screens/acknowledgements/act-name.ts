import type { RequiredAct } from '#shared/contract/acknowledgements.ts';

/** An act by its designation, or by its number where it is no controlled one. */
export function nameOfAct({ designation, document }: RequiredAct): string {
  return designation === null || designation === '' ? `№ ${document.registrationIndex}` : designation;
}
