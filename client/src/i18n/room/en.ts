import { draw } from "./en-draw.ts";
import { callUp } from "./en-call-up.ts";
import { check } from "./en-check.ts";
import { reopening } from "./en-reopening.ts";
import { documents } from "./en-documents.ts";
import { player } from "./en-player.ts";
import { sealing } from "./en-sealing.ts";
import { stages } from "./en-stages.ts";
import { wall } from "./en-wall.ts";
import { watch } from "./en-watch.ts";
import { witness } from "./en-witness.ts";
import { work } from "./en-work.ts";
import type { RoomWords } from "./zh.ts";

/** The room's texts in English. */
export const en: RoomWords = {
  ...stages,
  ...draw,
  ...callUp,
  ...check,
  ...reopening,
  ...sealing,
  ...work,
  ...watch,
  ...wall,
  ...witness,
  ...player,
  ...documents,
  locale: "en-GB",
  language: "en",
};
