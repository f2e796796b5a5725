import type { UnitInTree } from '#shared/contract/structure.ts';

interface Named {
  readonly personId: string;
  readonly name: string;
  readonly position: string;
}

/** People to choose from: two of one name are told apart by their positions. */
export function personOptions(people: readonly Named[]): { value: string; label: string }[] {
  return people.map(({ personId, name, position }) => ({ value: personId, label: [name, position].filter((part) => part !== '').join(', ') }));
}

/** A unit in a list of choices, as deep as it stands: plain lists know no indentation but that of the text. */
export function unitText({ depth, index, name }: Pick<UnitInTree, 'depth' | 'index' | 'name'>): string {
  return `${'\u2003'.repeat(depth)}${`${index} ${name}`.trim()}`;
}
