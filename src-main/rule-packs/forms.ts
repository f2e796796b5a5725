import { periodHolds } from '#shared/domain/working-day.ts';
import type { RulePack } from './model.ts';
import type { FormsFile } from './schema/forms.ts';

export type PackPrintedForm = FormsFile['forms'][number];

/** The printed forms that hold on a day, in the order of the pack. */
export function formsOn(pack: RulePack, day: string): PackPrintedForm[] {
  return pack.content.forms.forms.filter(({ from, to }) => periodHolds({ from: from ?? '0000-01-01', to }, day));
}
