import { stages } from "../room/zh-stages.ts";
import { event, eventWord } from "./events.ts";
import { frame, signIn } from "./frame.ts";
import { home, trail, verify } from "./home.ts";
import { intake } from "./intake.ts";
import { member, role } from "./people.ts";

/** Everything outside the room in Chinese; every other language has exactly these keys. */
export const zh = {
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
} as const;
