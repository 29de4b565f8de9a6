import { failureCodeSchema } from "@yuanping/shared/contracts/commands/supervision.ts";
import type { FailureCode } from "@yuanping/shared/contracts/commands/supervision.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Select } from "antd";
import { useState } from "react";
import { RollbackRequest } from "../reopening/rollback-request.tsx";
import foot from "../room/foot.module.css";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

type Act = "pause" | "resume" | "terminate" | "askApproval";

/** Pause, resume, terminate: each with a reason that everybody sees. */
export function HostControls() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [act, setAct] = useState<Act>();
  const [code, setCode] = useState<FailureCode>();
  const lock = lockOf(view);
  const offered: readonly Act[] = [...waysOn(), "terminate"];
  const possible = offered.filter((command) => mayDo("host", view.stage, command));
  if (possible.length === 0) return null;
  const consequence = {
    pause: words.host.pauseWarning,
    resume: words.host.resumeWarning,
    terminate: words.host.terminateWarning,
    askApproval: words.approval.askWarning,
  };
  const names = {
    pause: words.host.pause,
    resume: words.host.resume,
    terminate: words.host.terminate,
    askApproval: words.approval.ask,
  };
  const button = (command: Act) => (
    <Button
      key={command}
      danger={command === "terminate"}
      onClick={() => {
        forget();
        setAct(command);
      }}
    >
      {names[command]}
    </Button>
  );
  const submit = async (reason: string) => {
    if (act === "terminate") {
      return code !== undefined && (await send({ type: "terminate", code, reason }));
    }
    if (act === "askApproval") return send({ type: act, subject: "resume", reason });
    return act !== undefined && (await send({ type: act, reason }));
  };
  return (
    <section className={`${styles["actions"]} ${foot["foot"]}`} aria-label={words.host.actions}>
      {lock !== undefined && (
        <p className={styles["soft"]} role="status">
          {lock.state === "declined" ? words.approval.declined(lock.reason) : lockText(lock.state)}
        </p>
      )}
      {possible.filter((command) => command !== "terminate").map(button)}
      <RollbackRequest />
      {possible.filter((command) => command === "terminate").map(button)}
      {act !== undefined && (
        <ReasonDialog
          title={names[act]}
          consequence={consequence[act]}
          label={words.common.reason}
          action={names[act]}
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

  function waysOn(): readonly Act[] {
    if (view.paused === undefined) return ["pause"];
    if (lock?.state === "waiting") return [];
    return lock === undefined || lock.state === "granted" ? ["resume"] : ["askApproval"];
  }

  function lockText(state: "unasked" | "waiting" | "granted"): string {
    return {
      unasked: words.approval.askWarning,
      waiting: words.approval.waiting,
      granted: words.approval.granted,
    }[state];
  }
}

type Lock = Readonly<
  { state: "unasked" | "waiting" | "granted" } | { state: "declined"; reason: string }
>;

/** How far the supervisor's agreement to resume has come; undefined where none is needed. */
function lockOf({ paused, approvals = [] }: EvaluationView): Lock | undefined {
  if (paused?.by !== "supervisor") return undefined;
  const asked = approvals.findLast(({ subject, at }) => subject === "resume" && at >= paused.at);
  if (asked === undefined) return { state: "unasked" };
  if (asked.answer === undefined) return { state: "waiting" };
  return asked.answer.granted
    ? { state: "granted" }
    : { state: "declined", reason: asked.answer.reason };
}
