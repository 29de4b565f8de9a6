import { draw } from "./zh-draw.ts";
import { callUp } from "./zh-call-up.ts";
import { check } from "./zh-check.ts";
import { reopening } from "./zh-reopening.ts";
import { documents } from "./zh-documents.ts";
import { player } from "./zh-player.ts";
import { sealing } from "./zh-sealing.ts";
import { stages } from "./zh-stages.ts";
import { wall } from "./zh-wall.ts";
import { watch } from "./zh-watch.ts";
import { witness } from "./zh-witness.ts";
import { work } from "./zh-work.ts";

/** The room's texts in Chinese; every other language has exactly these keys. */
export const zh = {
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
  locale: "zh-CN",
  language: "zh" as "zh" | "en",
};
export type RoomWords = typeof zh;
