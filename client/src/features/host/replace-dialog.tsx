import { replacementReasonSchema } from "@yuanping/shared/contracts/commands/panel.ts";
import type { ReplacementReason } from "@yuanping/shared/contracts/commands/panel.ts";
import type { MemberView } from "@yuanping/shared/contracts/view.ts";
import { Checkbox, Radio } from "antd";
import { useState } from "react";
import { roleName } from "../room/naming.ts";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

type Props = Readonly<{ member: MemberView; close: () => void }>;

/** 补抽: out for one of the lawful reasons, and a substitute from the same pool. */
export function ReplaceDialog({ member, close }: Props) {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [reason, setReason] = useState<ReplacementReason>();
  const [isLast, setLast] = useState(false);
  const early = view.stage === "draw" || view.stage === "check-in";
  const lawful = replacementReasonSchema.options.filter((option) => option !== "absence" || early);
  return (
    <ReasonDialog
      title={`${words.host.replace} · ${roleName({ role: "expert", code: member.code }, words)}`}
      consequence={words.host.replaceWarning}
      label={words.common.reason}
      action={words.host.replace}
      danger
      ready={reason !== undefined}
      pending={pending}
      refusal={refusal}
      close={close}
      submit={async (explanation) =>
        reason !== undefined &&
        (await send({
          type: isLast ? "dissolvePanel" : "replaceMember",
          member: member.person,
          reason,
          explanation,
        }))
      }
    >
      <Radio.Group
        value={reason}
        aria-label={words.host.replaceReason}
        onChange={(event) => setReason(lawful.find((option) => option === event.target.value))}
      >
        <div className={styles["choices"]}>
          {lawful.map((option) => (
            <Radio key={option} value={option}>
              {words.host.reasons[option]}
            </Radio>
          ))}
        </div>
      </Radio.Group>
      <Checkbox checked={isLast} onChange={(event) => setLast(event.target.checked)}>
        {words.dissolve.choice}
      </Checkbox>
      {isLast && <p className={styles["obstacle"]}>{words.dissolve.warning}</p>}
    </ReasonDialog>
  );
}
