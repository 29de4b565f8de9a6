import "../../no-eval.ts";
import { tellStory, verifyBundle, type Verification } from "@yuanping/shared/evidence/index.ts";
import type { FromVerifier, Verified } from "./verifier-message.ts";

/** Verifies beside the page, so that the page stays alive while thousands of commands are decided again. */

const say = (message: FromVerifier) => self.postMessage(message, { transfer: [] });

self.addEventListener("message", (received: MessageEvent<unknown>) => {
  const bytes = received.data;
  if (!(bytes instanceof Uint8Array)) return;
  verifyBundle(bytes, { onCheck: (check) => say({ kind: "check", check }) }).then(
    (found) => {
      const { ok, readable } = found;
      const story = readable ? { story: tellStory(bytes) } : {};
      say({ kind: "end", ok, readable, ...verifiedOf(found), ...story });
    },
    () => say({ kind: "end", ok: false, readable: false }),
  );
});

function verifiedOf({ checks, evaluation, size, totals }: Verification): Verified {
  const isTotal = checks.some(({ name, ok }) => name === "totals" && ok);
  return {
    ...(evaluation === undefined ? {} : { evaluation }),
    ...(size === undefined ? {} : { size }),
    ...(totals === undefined || !isTotal ? {} : { totals }),
  };
}
