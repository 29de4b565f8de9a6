import type { MediaSource } from "@yuanping/shared/contracts/media.ts";

/** What happened to a track, for whoever keeps the record. `person` is a PersonRef. */
export type MediaFact = Readonly<{
  evaluation: string;
  person: string;
  source: MediaSource;
  /** `worsened`: it arrives so badly that a face can no longer be made out; `recovered`: no longer; `plain`: it came without the disguise. */
  what: "started" | "stopped" | "paused" | "unpaused" | "worsened" | "recovered" | "plain";
}>;
