import type { Check } from "@yuanping/shared/evidence/index.ts";
import { hex } from "@yuanping/shared/tlog/index.ts";
import { useCallback, useEffect, useRef, useState } from "react";
import { lessMotion } from "../../theme/use-media-query.ts";
import type { FromVerifier, Verified } from "./verifier-message.ts";

export type Verification = Readonly<{
  file: string;
  bytes: number;
  sha256: string;
  at: number;
  /** `unreadable`: no bundle at all. */
  phase: "running" | "passed" | "failed" | "unreadable";
  checks: readonly Check[];
  /** Once all checks are made. */
  found?: Verified;
}>;

/** Between two checks on the screen, in milliseconds: long enough to be read as steps. */
const pace = 120;

/** Verifies one bundle at a time and shows its checks one after the other. */
export function useVerification() {
  const [verification, setVerification] = useState<Verification>();
  const stop = useRef<() => void>(() => undefined);
  useEffect(() => () => stop.current(), []);

  const verify = useCallback((file: string, bytes: Uint8Array) => {
    stop.current();
    const started = { file, bytes: bytes.length, at: Date.now(), phase: "running" as const };
    setVerification({ ...started, sha256: "", checks: [] });
    digestOf(bytes).then(
      (sha256) => setVerification((current) => current && { ...current, sha256 }),
      () => undefined,
    );
    stop.current = verifyPaced(bytes, (message) =>
      setVerification((current) => current && after(current, message)),
    );
  }, []);

  return { verification, verify };
}

function after(current: Verification, message: FromVerifier): Verification {
  if (message.kind === "check") return { ...current, checks: [...current.checks, message.check] };
  const { kind: _kind, ok, readable, ...found } = message;
  return { ...current, phase: readable ? (ok ? "passed" : "failed") : "unreadable", found };
}

/** Runs the verifier and passes on what it says, not faster than `pace`; the answer stops it. */
function verifyPaced(bytes: Uint8Array, hear: (message: FromVerifier) => void): () => void {
  const worker = new Worker(new URL("./verify-worker.ts", import.meta.url), { type: "module" });
  const calm = matchMedia(lessMotion).matches;
  const queue: FromVerifier[] = [];
  const timer = setInterval(
    () => {
      const next = queue.shift();
      if (next === undefined) return;
      hear(next);
      if (next.kind === "end") end();
    },
    calm ? 0 : pace,
  );
  const end = () => {
    clearInterval(timer);
    worker.terminate();
  };
  worker.addEventListener("message", (said: MessageEvent<FromVerifier>) => queue.push(said.data));
  worker.addEventListener("error", () => queue.push({ kind: "end", ok: false, readable: false }));
  worker.postMessage(bytes, []);
  return end;
}

async function digestOf(bytes: Uint8Array): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(bytes))));
}
