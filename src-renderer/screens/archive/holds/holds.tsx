import type { Person } from '../../../state/desk.ts';

export function Holds({ person }: { readonly person: Person }) {
  return <p className="padded">{person.name}</p>;
}
