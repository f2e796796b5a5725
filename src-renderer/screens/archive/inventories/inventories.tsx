import type { Person } from '../../../state/desk.ts';

export function Inventories({ person }: { readonly person: Person }) {
  return <p className="padded">{person.name}</p>;
}
