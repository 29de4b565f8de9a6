import { phone } from "../../theme/tokens.ts";
import { useMediaQuery } from "../../theme/use-media-query.ts";

/** Whether the page is as narrow as a phone. */
export function useNarrow(): boolean {
  return useMediaQuery(`(max-width: ${phone}px)`);
}
