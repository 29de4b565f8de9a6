import type { AnsweredWarning } from "@yuanping/shared/contracts/view.ts";
import { Button } from "antd";
import { useState } from "react";
import { bidderName, roleName } from "../room/naming.ts";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";
import look from "./review.module.css";

/** What the computation points out; those the viewer has to answer stand first. */
export function WarningList() {
  const { view, words } = useRoom();
  const warnings = view.result?.warnings ?? [];
  const sorted = warnings.toSorted((a, b) => urgency(b) - urgency(a));
  return (
    <section aria-labelledby="warnings">
      <h3 id="warnings">
        {words.result.warnings} ({warnings.length})
      </h3>
      {warnings.length === 0 && <p className={styles["soft"]}>{words.result.warningsNone}</p>}
      {sorted.map((warning) => (
        <WarningRow key={warning.key} warning={warning} mine={isMine(warning)} />
      ))}
    </section>
  );

  function isMine({ member }: AnsweredWarning): boolean {
    const { role, code } = view.me;
    return role === "expert" && (member === undefined || member === code);
  }

  function urgency(warning: AnsweredWarning): number {
    if (warning.answer !== undefined) return 0;
    return isMine(warning) ? 2 : 1;
  }
}

function WarningRow({ warning, mine }: Readonly<{ warning: AnsweredWarning; mine: boolean }>) {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [open, setOpen] = useState(false);
  const { answer, member, bid, item, key } = warning;
  const text = words.language === "en" ? (warning.textEn ?? warning.text) : warning.text;
  const answering = mine && answer === undefined && view.stage === "re-check";
  return (
    <div className={look["warning"]}>
      <div>
        <span className={styles["tag"]} data-tone={answer === undefined ? "care" : "good"}>
          {answer === undefined ? `! ${words.result.open}` : `✓ ${words.result.explained}`}
        </span>
        <b>
          {bidderName(view, bid)} · {item}
          {member !== undefined && ` · ${roleName({ role: "expert", code: member }, words)}`}
        </b>
        {answer === undefined && <span className={styles["soft"]}>{whose()}</span>}
      </div>
      <p className={styles["plain"]}>{text}</p>
      {answer !== undefined && (
        <p className={styles["soft"]}>
          {roleName({ role: "expert", code: answer.code }, words)}: {answer.text}
        </p>
      )}
      {answering && (
        <div>
          <Button disabled={view.paused !== undefined} onClick={() => setOpen(true)}>
            {words.result.explain}
          </Button>
        </div>
      )}
      {open && (
        <ReasonDialog
          title={words.result.explain}
          consequence={text}
          label={words.result.explainHint}
          action={words.result.explain}
          pending={pending}
          refusal={refusal}
          close={() => setOpen(false)}
          submit={(said) => send({ type: "explainWarning", warning: key, text: said })}
        />
      )}
    </div>
  );

  function whose(): string {
    if (member === undefined) return words.result.whole;
    return mine ? words.result.mine : words.result.others(member);
  }
}
