import { stages } from "../room/en-stages.ts";
import type { Shape } from "../shape.ts";
import type { zh } from "../zh/index.ts";
import { event, eventWord } from "./events.ts";
import { frame, signIn } from "./frame.ts";
import { home, trail, verify } from "./home.ts";
import { intake } from "./intake.ts";
import { member, role } from "./people.ts";

/** Everything outside the room in English. */
export const en: Shape<typeof zh> = {
  frame,
  signIn,
  home,
  trail,
  verify,
  intake,
  role,
  member,
  event,
  eventWord,
  stage: stages.stage,
  duty: stages.duty,
};
