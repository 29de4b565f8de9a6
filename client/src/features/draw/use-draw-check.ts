import type { DrawRecord } from "@yuanping/shared/contracts/http.ts";
import type { TranscriptCheck } from "@yuanping/shared/draw/index.ts";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../../app/api.ts";
import type { FromDrawChecker } from "./draw-check-message.ts";

export type DrawCheck = Readonly<{
  phase: "idle" | "running" | "done" | "failed";
  checks: readonly TranscriptCheck[];
}>;

const idle: DrawCheck = { phase: "idle", checks: [] };

/** Fetches the draw's transcript and pool and repeats the draw here: the server only hands over what it has on record. */
export function useDrawCheck(evaluation: string): DrawCheck & Readonly<{ check: () => void }> {
  const [state, setState] = useState(idle);
  const worker = useRef<Worker>(undefined);
  useEffect(() => () => worker.current?.terminate(), []);

  const check = useCallback(() => {
    setState({ phase: "running", checks: [] });
    worker.current?.terminate();
    api
      .drawRecord(evaluation)
      .then((answer) => {
        if (!answer.ok) {
          setState({ phase: "failed", checks: [] });
          return;
        }
        worker.current = checking(answer.value, (checks) =>
          setState(
            checks === undefined ? { phase: "failed", checks: [] } : { phase: "done", checks },
          ),
        );
      })
      .catch(() => setState({ phase: "failed", checks: [] }));
  }, [evaluation]);

  return { ...state, check };
}

function checking(record: DrawRecord, done: (checks: FromDrawChecker) => void): Worker {
  const worker = new Worker(new URL("./draw-check-worker.ts", import.meta.url), { type: "module" });
  worker.addEventListener("message", ({ data }: MessageEvent<FromDrawChecker>) => {
    done(data);
    worker.terminate();
  });
  worker.addEventListener("error", () => done(undefined));
  worker.postMessage(record, []);
  return worker;
}
