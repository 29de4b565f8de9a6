import type { MediaSource } from "@yuanping/shared/contracts/media.ts";

/** What happened to a track, for whoever keeps the record. `person` is a PersonRef. */
export type MediaFact = Readonly<{
  evaluation: string;
  person: string;
  source: MediaSource;
  what: "started" | "stopped" | "paused" | "unpaused";
}>;
