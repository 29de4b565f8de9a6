import type { Socket } from "socket.io-client";
import { ask } from "./ask.ts";
import { unanswered } from "./own-refusals.ts";

/** A line that is asked whether it still leads anywhere has so long to answer, in milliseconds. */
const patience = 2000;

/**
 * Asks whether a line still leads anywhere, and gives it up for a new one if nothing comes back: after another network
 * or a sleep. Without this a dead line is noticed by the missing pings only, much later.
 */
export function checkLine(socket: Socket): void {
  if (!socket.connected) return;
  const { engine } = socket.io;
  ask(
    socket,
    "clock:now",
    {},
    (reply) => {
      const silent = !reply.ok && reply.refusal === unanswered;
      if (silent && engine === socket.io.engine) engine.close();
    },
    patience,
  );
}
