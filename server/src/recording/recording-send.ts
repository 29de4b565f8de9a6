import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { Rooms } from "../kernel/rooms.ts";
import type { RecordingCommand } from "./recordings.ts";

/** While the store is away it is asked again so often, in milliseconds. */
const pause = 1_000;

/**
 * Sends the recorder's commands to their rooms. What cannot be written now is tried again until the server stops: the
 * files wait, and a new server finds them. False for what the record will never have, e.g. after the archive.
 */
export function recordingSend(
  rooms: () => Rooms,
  ending: AbortSignal,
): (evaluation: string, id: string, command: RecordingCommand) => Promise<boolean> {
  return async (evaluation, id, command) => {
    for (;;) {
      const found = await rooms().find(evaluation);
      if (!found.ok) return false;
      const receipt = await found.room.send({ id, command, actor: systemActor });
      if (receipt.ok) return true;
      if (receipt.refusal.code !== "store.unavailable" || ending.aborted) return false;
      await new Promise((resolve) => {
        setTimeout(resolve, pause);
      });
    }
  };
}
