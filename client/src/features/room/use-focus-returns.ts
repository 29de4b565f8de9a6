import { useEffect, useState } from "react";

/**
 * For a dialog that is there only while it is open: when it goes, the focus is again where it was before. A dialog that
 * stays and is hidden does so by itself; one that is taken away whole leaves the focus at the top of the page.
 */
export function useFocusReturns(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      if (before instanceof HTMLElement && before.isConnected)
        before.focus({ preventScroll: true });
    },
    [before],
  );
}
