import { rollbackTargetSchema } from "@yuanping/shared/contracts/commands/reopening.ts";
import type { RollbackTarget } from "@yuanping/shared/contracts/commands/reopening.ts";
import { isEarlier } from "@yuanping/shared/contracts/stages.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Select } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

/** The host asks to go back to an earlier stage; the supervisor answers. */
export function RollbackRequest() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [asking, setAsking] = useState(false);
  const [to, setTo] = useState<RollbackTarget>();
  if (!mayDo(view.me.role, view.stage, "requestRollback")) return null;
  if (view.reopening?.pending !== undefined) return null;
  const inReReview = view.reopening?.reReview !== undefined;
  const targets = rollbackTargetSchema.options.filter(
    (target) => isEarlier(target, view.stage) && (!inReReview || target === "re-check"),
  );
  if (targets.length === 0) return null;
  return (
    <>
      <Button
        onClick={() => {
          forget();
          setAsking(true);
        }}
      >
        {words.rollback.ask}
      </Button>
      {asking && (
        <ReasonDialog
          title={words.rollback.ask}
          consequence={words.rollback.askWarning}
          label={words.common.reason}
          action={words.rollback.ask}
          ready={to !== undefined}
          pending={pending}
          refusal={refusal}
          close={() => setAsking(false)}
          submit={async (reason) =>
            to !== undefined && (await send({ type: "requestRollback", to, reason }))
          }
        >
          <div className={styles["field"]}>
            <span>{words.rollback.to}</span>
            <Select<RollbackTarget>
              aria-label={words.rollback.to}
              placeholder={words.common.choose}
              value={to ?? null}
              options={targets.map((target) => ({
                value: target,
                label: words.rollback.targets[target],
              }))}
              onChange={setTo}
            />
          </div>
        </ReasonDialog>
      )}
    </>
  );
}
