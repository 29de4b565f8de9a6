import "../../no-eval.ts";
import { drawRecordSchema } from "@yuanping/shared/contracts/http.ts";
import { verifyDrawAlone } from "@yuanping/shared/evidence/draw-alone.ts";
import type { FromDrawChecker } from "./draw-check-message.ts";

/** Repeats a draw beside the page, so that the page stays alive while a large pool is counted. */

const say = (message: FromDrawChecker) => self.postMessage(message, { transfer: [] });

self.addEventListener("message", (received: MessageEvent<unknown>) => {
  const record = drawRecordSchema.safeParse(received.data);
  if (!record.success) {
    say(undefined);
    return;
  }
  const { transcript, pool, logKeys } = record.data;
  verifyDrawAlone(transcript, pool, logKeys).then(say, () => say(undefined));
});
