import { useCallback, useSyncExternalStore } from "react";

/** Set on the machines of people whom moving things disturb. */
export const lessMotion = "(prefers-reduced-motion: reduce)";

/** Whether the machine or the page is as the media query says, now and after every change. */
export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      return () => media.removeEventListener("change", listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
