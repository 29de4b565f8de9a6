import { useEffect, useRef, useState, type RefObject } from "react";

/** Whether an element is in sight: on the page, scrolled to, and the page itself in front. */
export function useOnScreen<T extends Element>(): readonly [RefObject<T | null>, boolean] {
  const element = useRef<T>(null);
  const [inView, setInView] = useState(false);
  const [inFront, setInFront] = useState(() => document.visibilityState === "visible");
  useEffect(() => {
    const { current } = element;
    if (current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      const newest = entries.at(-1);
      if (newest !== undefined) setInView(newest.isIntersecting);
    });
    observer.observe(current);
    const follow = () => setInFront(document.visibilityState === "visible");
    document.addEventListener("visibilitychange", follow);
    return () => {
      observer.disconnect();
      document.removeEventListener("visibilitychange", follow);
    };
  }, []);
  return [element, inView && inFront];
}
