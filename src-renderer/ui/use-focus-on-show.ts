import { type RefObject, useEffect, useRef } from 'react';

/** For what takes the place of something that had the focus: the hands go on from here. An element that takes no keys itself needs `tabIndex={-1}`. */
export function useFocusOnShow<Shown extends HTMLElement>(wanted = true): RefObject<Shown | null> {
  const shown = useRef<Shown>(null);
  const first = useRef(wanted);
  useEffect(() => {
    if (first.current) shown.current?.focus();
  }, []);
  return shown;
}
