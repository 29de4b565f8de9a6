/** The functional core of the room: what a command causes, what events add up to, what each viewer may see of it. */
export { decide } from "./decide.ts";
export type { Context, Decision } from "./decision.ts";
export { evolve } from "./evolve.ts";
export { feedLine } from "./feed.ts";
export type { Evaluation } from "./state.ts";
export { view, type Directory, type Viewer } from "./view.ts";
