import type { MediaSource } from "@yuanping/shared/contracts/media.ts";
import type { PlaneProducer, PlaneRouter } from "./plane.ts";

/** A track that is being sent, for whoever follows it beside the people in the room. `person` is a PersonRef. */
export type LiveTrack = Readonly<{
  evaluation: string;
  person: string;
  source: MediaSource;
  producer: PlaneProducer;
  router: PlaneRouter;
}>;

/** Is told of every track that starts; what it answers is called when that track ends. */
export type FollowTrack = (track: LiveTrack) => () => void;
