import type { MarkPlaces, PreviewedMark } from '#shared/contract/registration.ts';

export type MarkName = PreviewedMark['mark'];
/** Upper left corner in points of a page as it is seen, from its lower left corner; or a sheet of its own. */
export type MarkPosition = { readonly page: number; readonly left: number; readonly top: number } | 'sheet';
export type MarkPositions = Readonly<Partial<Record<MarkName, MarkPosition>>>;

/** Width and height in points. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export const POINTS_PER_MM = 72 / 25.4;
/** Room that a mark keeps from the page's edge when it is put somewhere by itself, in points; printers leave less blank. */
const EDGE = 24;

export function suggestedPositions(marks: readonly PreviewedMark[]): MarkPositions {
  return Object.fromEntries(marks.map(({ mark, place }) => [mark, place ?? 'sheet']));
}

/** The nearest position at which the mark is wholly on the page; a mark larger than the page stands at its upper left corner. */
export function withinPage(position: Exclude<MarkPosition, 'sheet'>, mark: Size, page: Size): Exclude<MarkPosition, 'sheet'> {
  const left = Math.max(0, Math.min(position.left, page.width - mark.width));
  const top = Math.min(page.height, Math.max(position.top, mark.height));
  return { ...position, left, top };
}

/** Where a mark goes that is brought onto a page: the stamp to the right below, the blocks to the left below. */
export function broughtTo(page: number, name: MarkName, mark: Size, size: Size): Exclude<MarkPosition, 'sheet'> {
  return withinPage({ page, left: name === 'stamp' ? size.width - mark.width - EDGE : EDGE, top: mark.height + EDGE }, mark, size);
}

/** Whether two marks stand over each other. */
export function overlapping(marks: readonly PreviewedMark[], positions: MarkPositions): boolean {
  const [one, other] = marks.map((mark) => ({ mark, at: positions[mark.mark] }));
  if (one?.at === undefined || other?.at === undefined || one.at === 'sheet' || other.at === 'sheet' || one.at.page !== other.at.page) return false;
  const apartAcross = one.at.left + one.mark.width <= other.at.left || other.at.left + other.mark.width <= one.at.left;
  const apartAlong = one.at.top - one.mark.height >= other.at.top || other.at.top - other.mark.height >= one.at.top;
  return !apartAcross && !apartAlong;
}

/** What the desk is asked for. */
export function chosenPlaces(marks: readonly PreviewedMark[], positions: MarkPositions): MarkPlaces {
  const { stamp } = positions;
  const group = marks.find(({ mark }) => mark === 'blocks');
  const { blocks } = positions;
  return {
    ...(stamp === undefined ? {} : { stamp }),
    ...(blocks === undefined || group === undefined ? {} : { blocks: blocks === 'sheet' ? blocks : { ...blocks, count: group.count, columns: group.columns } }),
  };
}
