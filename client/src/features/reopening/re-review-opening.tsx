import type { ReReviewCode } from "@yuanping/shared/contracts/commands/reopening.ts";
import { findProfile } from "@yuanping/shared/law/profiles/index.ts";
import { profileRefSchema } from "@yuanping/shared/contracts/tender.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Select } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

/** 复议: opened after the signing by the agency or the host, for a reason that the rules in force name. */
export function ReReviewOpening() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [asking, setAsking] = useState(false);
  const [code, setCode] = useState<ReReviewCode>();
  if (!mayDo(view.me.role, view.stage, "openReReview")) return null;
  const { id, version } = view.tender.profile;
  const profile = profileRefSchema.safeParse({ id, version });
  const rule = profile.success ? findProfile(profile.data)?.reReview : undefined;
  if (rule === undefined) return null;
  return (
    <>
      <Button
        onClick={() => {
          forget();
          setAsking(true);
        }}
      >
        {words.reReview.open}
      </Button>
      {asking && (
        <ReasonDialog
          title={words.reReview.open}
          consequence={words.reReview.openWarning}
          label={words.common.reason}
          action={words.reReview.open}
          danger
          ready={code !== undefined}
          pending={pending}
          refusal={refusal}
          close={() => setAsking(false)}
          submit={async (reason) =>
            code !== undefined && (await send({ type: "openReReview", code, reason }))
          }
        >
          <div className={styles["field"]}>
            <span>
              {words.reReview.code} ({rule.article})
            </span>
            <Select<ReReviewCode>
              aria-label={words.reReview.code}
              placeholder={words.common.choose}
              value={code ?? null}
              options={rule.value.map((option) => ({
                value: option,
                label: words.reReview.codes[option],
              }))}
              onChange={setCode}
            />
          </div>
        </ReasonDialog>
      )}
    </>
  );
}
