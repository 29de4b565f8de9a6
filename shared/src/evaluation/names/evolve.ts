import type { EventOf } from "../../contracts/events/index.ts";
import type { NamesState } from "./state.ts";

export function namesShown(
  names: NamesState,
  { viewer, members }: EventOf<"NamesShown">,
): NamesState {
  return { ...names, [viewer]: [...(names[viewer] ?? []), ...members] };
}
