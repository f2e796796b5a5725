import { type KeyKind, keyKindsOf } from '#shared/domain/key-kinds.ts';
import { useDesk } from '../../state/desk.ts';
import { useKeyKind } from '../../state/key-kind.ts';

/** What may hold a key at this office, and what the person last signed with. */
export function useKeyKinds(): { readonly kinds: readonly KeyKind[]; readonly kind: KeyKind; readonly choose: (kind: KeyKind) => void } {
  const country = useDesk((desk) => desk.state?.office?.country);
  const accountId = useDesk((desk) => desk.person?.accountId ?? null);
  const last = useKeyKind();
  const kinds = country === undefined ? [] : keyKindsOf(country);
  const kind = last.accountId === accountId && kinds.includes(last.kind) ? last.kind : 'keyFile';
  return { kinds, kind, choose: (next) => last.choose(next, accountId) };
}
