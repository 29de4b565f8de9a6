import { useLayoutEffect, useRef, type RefObject } from "react";

/**
 * For what leaves the page once it is done with, such as a button: if it has the focus then, the panel around it takes
 * it. Without this the focus falls to the top of the page, and who works by keys alone has to come all the way back.
 */
export function useFocusStays<Element extends HTMLElement>(): RefObject<Element | null> {
  const leaving = useRef<Element>(null);
  useLayoutEffect(() => {
    const element = leaving.current;
    const around = element?.closest<HTMLElement>('[tabindex="0"]:not(button)');
    return () => {
      if (element?.contains(document.activeElement) === true)
        around?.focus({ preventScroll: true });
    };
  }, []);
  return leaving;
}
