import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { requests } from "@yuanping/shared/contracts/socket.ts";
import type { ReplyOf, RequestName, RequestOf } from "@yuanping/shared/contracts/socket.ts";
import type { Socket } from "socket.io-client";
import type { z } from "zod";
import { unanswered, unreadable } from "./own-refusals.ts";

/** How long one try may wait for its acknowledgement, in milliseconds. */
export const patience = 10_000;

export type Refused = Readonly<{ ok: false; refusal: SpokenRefusal }>;

const replies: { readonly [N in RequestName]: z.ZodType<ReplyOf<N>> } = {
  "room:join": requests["room:join"].reply,
  "room:command": requests["room:command"].reply,
  "draft:save": requests["draft:save"].reply,
  "draft:load": requests["draft:load"].reply,
  "clock:now": requests["clock:now"].reply,
};

/** A request as it goes onto the wire; the command is parsed at the other door. */
type Wire<N extends RequestName> = N extends "room:command" ? object : RequestOf<N>;

/**
 * Sends one request and hands over its parsed acknowledgement, or `unanswered` after the time-out, or `unreadable`. It
 * calls back in the same turn in which the acknowledgement is read, so that a notice right behind it finds it applied.
 */
export function ask<N extends RequestName>(
  socket: Socket,
  name: N,
  request: Wire<N>,
  answered: (reply: ReplyOf<N> | Refused) => void,
  wait: number = patience,
): void {
  socket.timeout(wait).emit(name, request, (error: Error | null, reply: unknown) => {
    if (error !== null) {
      answered({ ok: false, refusal: unanswered });
      return;
    }
    const parsed = replies[name].safeParse(reply);
    answered(parsed.success ? parsed.data : { ok: false, refusal: unreadable });
  });
}
