import type { Person } from '../../../state/desk.ts';

export function CasePage({ person, caseId }: { readonly person: Person; readonly caseId: string }) {
  return <p className="padded">{`${person.name} ${caseId}`}</p>;
}
