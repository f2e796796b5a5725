import { useCallback, useReducer } from 'react';
import type { PreviewedMark } from '#shared/contract/registration.ts';
import { type MarkName, type MarkPosition, type MarkPositions, suggestedPositions } from './mark-position.ts';
import { covers, type SeenPage } from './seen-page.ts';

export interface MarkPlacesState {
  readonly positions: MarkPositions;
  /** Marks that stand over ink; one on a page that is not shown any more keeps what was seen there. */
  readonly covering: readonly MarkName[];
  /** The page that is shown, once it is drawn. */
  readonly seen: SeenPage | null;
}

type Change = { readonly kind: 'moved'; readonly mark: MarkName; readonly position: MarkPosition } | { readonly kind: 'seen'; readonly page: SeenPage | null } | { readonly kind: 'reset' };

function judged(marks: readonly PreviewedMark[], state: MarkPlacesState): MarkPlacesState {
  const covering = marks.flatMap(({ mark, ...size }): MarkName[] => {
    const at = state.positions[mark];
    if (at === undefined || at === 'sheet') return [];
    const here = state.seen !== null && at.page === state.seen.number;
    return (here ? covers(state.seen, size, at) : state.covering.includes(mark)) ? [mark] : [];
  });
  return { ...state, covering };
}

/** Where the marks stand while somebody moves them. */
export function useMarkPlaces(marks: readonly PreviewedMark[]) {
  const [state, change] = useReducer(
    (before: MarkPlacesState, action: Change): MarkPlacesState => {
      switch (action.kind) {
        case 'moved':
          return judged(marks, { ...before, positions: { ...before.positions, [action.mark]: action.position } });
        case 'seen':
          return judged(marks, { ...before, seen: action.page });
        case 'reset':
          // What is suggested is certainly free; whether it is so here as well is judged where the page is shown.
          return judged(marks, { ...before, positions: suggestedPositions(marks), covering: [] });
      }
    },
    { positions: suggestedPositions(marks), covering: [], seen: null },
  );
  const move = useCallback((mark: MarkName, position: MarkPosition): void => change({ kind: 'moved', mark, position }), []);
  const see = useCallback((page: SeenPage | null): void => change({ kind: 'seen', page }), []);
  const reset = useCallback((): void => change({ kind: 'reset' }), []);
  return { ...state, move, see, reset };
}
