import { type RefObject, useEffect, useState } from 'react';

/** Number of the page at the top of the scroll. */
export function useVisiblePage(scroll: RefObject<HTMLElement | null>, pages: number): number {
  const [page, setPage] = useState(1);
  useEffect(() => {
    const element = scroll.current;
    if (element === null || pages === 0) return undefined;
    const look = (): void => {
      const middle = element.getBoundingClientRect().top + element.clientHeight / 3;
      let found = 1;
      for (const sheet of element.querySelectorAll<HTMLElement>('[data-page]')) {
        if (sheet.getBoundingClientRect().top > middle) break;
        found = Number(sheet.dataset['page']);
      }
      setPage(found);
    };
    look();
    element.addEventListener('scroll', look, { passive: true });
    return () => element.removeEventListener('scroll', look);
  }, [scroll, pages]);
  return pages === 0 ? 1 : Math.min(page, pages);
}
