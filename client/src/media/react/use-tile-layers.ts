import { useCallback } from "react";
import type { Layers } from "../link.ts";
import type { MediaSession } from "../session.ts";

/** Asks for the camera layer that a tile of the room needs. */
export function useTileLayers(
  session: MediaSession | undefined,
): (person: string, layers: Layers) => void {
  return useCallback(
    (person, layers) => session?.preferLayers(person, "camera", layers),
    [session],
  );
}
