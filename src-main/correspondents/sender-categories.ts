import type { CorrespondentCategory } from '#shared/domain/correspondents.ts';
import type { HeadOnlyBodies } from '#shared/domain/head-only-bodies.ts';
import type { CorrespondentRecords } from './correspondent-records.ts';

interface Sender {
  readonly correspondentId: string | null;
  readonly correspondent: string | null;
}

/** What kind of sender a card has: by the directory, and by the bodies that the country's rules name (REG-10). */
export class SenderCategories {
  readonly #records: CorrespondentRecords;
  readonly #bodies: () => HeadOnlyBodies;

  constructor(records: CorrespondentRecords, bodies: () => HeadOnlyBodies) {
    this.#records = records;
    this.#bodies = bodies;
  }

  /**
   * Categories of every entry that the card could mean, by its reference and by the written name: a name of the
   * Verkhovna Rada under the reference of another entry is still the Rada's. Where the rules name the body, no entry
   * takes that away but one that was taken out of the head's categories under this very name.
   */
  of({ correspondentId, correspondent }: Sender, day: string): CorrespondentCategory[] {
    const named = correspondentId === null ? null : this.#records.byId(correspondentId);
    const written = correspondent === null ? [] : this.#records.named(correspondent);
    const entries = [...(named === null ? [] : [named]), ...written];
    const names = entries.flatMap((entry) => (entry.headOnlyLifted ? [] : [entry.name, ...entry.otherNames]));
    if (correspondent !== null && !written.some(({ headOnlyLifted }) => headOnlyLifted)) names.push(correspondent);
    const byRules = names.flatMap((name) => this.#bodies().categoryOf(name, day) ?? []);
    return [...new Set([...entries.map(({ category }) => category), ...byRules])];
  }
}
