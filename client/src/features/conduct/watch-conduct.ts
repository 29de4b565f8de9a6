import type { ConductAct } from "@yuanping/shared/contracts/commands/conduct.ts";
import type { Sent } from "../../connection/outbox.ts";
import { ConductTally } from "./conduct-tally.ts";

/** Reports are summed up for so long, in milliseconds; the room takes one a second. */
const pause = 2000;

/**
 * Notices that this window is left or come back to, and that something is copied, pasted or printed in it, and reports
 * it by `send`; the answer stops that.
 */
export function watchConduct(send: (acts: ConductAct[]) => Promise<Sent>): () => void {
  const tally = new ConductTally();
  let sending = false;
  const report = async () => {
    const acts = sending ? [] : tally.take();
    if (acts.length === 0) return;
    sending = true;
    try {
      const sent = await send(acts);
      if (!sent.ok && sent.refusal.category === "limited") tally.giveBack(acts);
    } finally {
      sending = false;
    }
  };
  // A frame within the page that takes the focus leaves the page in front.
  const look = () => tally.front(document.visibilityState === "visible" && document.hasFocus());
  const copied = () => tally.note("copied");
  const pasted = () => tally.note("pasted");
  const printed = () => tally.note("printed");
  const heard = [
    [window, "blur", look],
    [window, "focus", look],
    [document, "visibilitychange", look],
    [document, "copy", copied],
    [document, "cut", copied],
    [document, "paste", pasted],
    [window, "beforeprint", printed],
  ] as const;
  for (const [target, event, listener] of heard) target.addEventListener(event, listener);
  const timer = setInterval(() => void report().catch(() => undefined), pause);
  return () => {
    clearInterval(timer);
    for (const [target, event, listener] of heard) target.removeEventListener(event, listener);
  };
}
