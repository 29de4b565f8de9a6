import type { MediaSource } from "@yuanping/shared/contracts/media.ts";
import type { MediaSessionOptions } from "../../media/session.ts";

/** Small faces need no more than the smallest of the three layers. */
const smallest = { spatial: 0, temporal: 2 } as const;

/** What a wall wants of a room's media: cameras, small, while they are in sight; no sound. */
export class WallWishes implements Pick<MediaSessionOptions, "layersFor" | "wanted"> {
  #inSight = false;

  look(inSight: boolean): void {
    this.#inSight = inSight;
  }

  layersFor = (_person: string, source: MediaSource) =>
    source === "camera" ? smallest : undefined;

  wanted = (_person: string, source: MediaSource): boolean => source === "camera" && this.#inSight;
}
