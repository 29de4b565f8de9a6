import "../../no-eval.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import type { FromVerifier } from "./verifier-message.ts";

/** Verifies beside the page, so that the page stays alive while thousands of commands are decided again. */

const say = (message: FromVerifier) => self.postMessage(message, { transfer: [] });

self.addEventListener("message", (received: MessageEvent<unknown>) => {
  const bytes = received.data;
  if (!(bytes instanceof Uint8Array)) return;
  verifyBundle(bytes, { onCheck: (check) => say({ kind: "check", check }) }).then(
    ({ ok, readable, evaluation, size }) =>
      say({
        kind: "end",
        ok,
        readable,
        ...(evaluation === undefined ? {} : { evaluation }),
        ...(size === undefined ? {} : { size }),
      }),
    () => say({ kind: "end", ok: false, readable: false }),
  );
});
