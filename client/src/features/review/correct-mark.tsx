import { correctionCodeSchema } from "@yuanping/shared/contracts/commands/scoring.ts";
import type { CorrectionCode } from "@yuanping/shared/contracts/commands/scoring.ts";
import { checkMark } from "@yuanping/shared/method/item.ts";
import type { Item } from "@yuanping/shared/method/item.ts";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";
import { decimalOf } from "../score-sheet/typed-mark.ts";

type Props = Readonly<{ bid: string; item: Item; before: string | null }>;

/** A member corrects a mark of their own, for one of the four lawful grounds, in words. */
export function CorrectMark({ bid, item, before }: Props) {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [code, setCode] = useState<CorrectionCode>();
  const value = decimalOf(typed);
  const stands = checkMark(item, value) === undefined;
  return (
    <>
      <Button size="small" onClick={() => setOpen(true)}>
        {words.result.correct}
      </Button>
      {open && (
        <ReasonDialog
          title={`${words.result.correct} · ${item.id}`}
          consequence={words.result.correctWarning}
          label={words.common.reason}
          action={words.result.submitCorrection}
          ready={stands && code !== undefined}
          pending={pending}
          refusal={refusal}
          close={() => setOpen(false)}
          submit={async (reason) =>
            code !== undefined &&
            (await send({ type: "correctMark", bid, item: item.id, value, code, reason }))
          }
        >
          <p className={styles["plain"]}>
            {words.result.before}: {before ?? "–"} ({words.sheet.max(item.max ?? "")})
          </p>
          <label className={styles["field"]}>
            <span>{words.result.after}</span>
            <Input
              inputMode="decimal"
              maxLength={26}
              value={typed}
              status={typed === "" || stands ? "" : "error"}
              onChange={(event) => setTyped(event.target.value)}
            />
          </label>
          <div className={styles["field"]}>
            <span>{words.result.code}</span>
            <Select<CorrectionCode>
              aria-label={words.result.code}
              value={code ?? null}
              options={correctionCodeSchema.options
                .filter((option) => option !== "05" || item.kind === "objective")
                .map((option) => ({
                  value: option,
                  label: `${option} ${words.result.codes[option]}`,
                }))}
              onChange={setCode}
            />
          </div>
        </ReasonDialog>
      )}
    </>
  );
}
