import { failureCodeSchema } from "@yuanping/shared/contracts/commands/supervision.ts";
import type { FailureCode } from "@yuanping/shared/contracts/commands/supervision.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Select } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

type Act = "pause" | "resume" | "terminate";

/** Pause, resume, terminate: each with a reason that everybody sees. */
export function HostControls() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [act, setAct] = useState<Act>();
  const [code, setCode] = useState<FailureCode>();
  const offered: readonly Act[] = [view.paused === undefined ? "pause" : "resume", "terminate"];
  const possible = offered.filter((command) => mayDo("host", view.stage, command));
  if (possible.length === 0) return null;
  const consequence = {
    pause: words.host.pauseWarning,
    resume: words.host.resumeWarning,
    terminate: words.host.terminateWarning,
  };
  const submit = async (reason: string) => {
    if (act === "terminate") {
      return code !== undefined && (await send({ type: "terminate", code, reason }));
    }
    return act !== undefined && (await send({ type: act, reason }));
  };
  return (
    <section className={styles["actions"]} aria-label={words.host.actions}>
      {possible.map((command) => (
        <Button
          key={command}
          danger={command === "terminate"}
          onClick={() => {
            forget();
            setAct(command);
          }}
        >
          {words.host[command]}
        </Button>
      ))}
      {act !== undefined && (
        <ReasonDialog
          title={words.host[act]}
          consequence={consequence[act]}
          label={words.common.reason}
          action={words.host[act]}
          danger={act === "terminate"}
          ready={act !== "terminate" || code !== undefined}
          pending={pending}
          refusal={refusal}
          close={() => setAct(undefined)}
          submit={submit}
        >
          {act === "terminate" && (
            <div className={styles["field"]}>
              <span>{words.host.failure}</span>
              <Select<FailureCode>
                aria-label={words.host.failure}
                value={code ?? null}
                options={failureCodeSchema.options.map((option) => ({
                  value: option,
                  label: `${option} ${words.host.failureCodes[option]}`,
                }))}
                onChange={setCode}
              />
            </div>
          )}
        </ReasonDialog>
      )}
    </section>
  );
}
