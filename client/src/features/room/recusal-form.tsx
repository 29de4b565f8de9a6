import type { RecusalDeclaration } from "@yuanping/shared/contracts/commands/checkin.ts";
import { Checkbox, Input, Radio } from "antd";
import { useId } from "react";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";

export type RecusalDraft = Readonly<{
  conflict: boolean | undefined;
  ground: string;
  bids: readonly string[];
}>;
export const undecided: RecusalDraft = { conflict: undefined, ground: "", bids: [] };

/** The declaration as it can be sent, or undefined while something is missing. */
export function declarationOf(draft: RecusalDraft): RecusalDeclaration | undefined {
  if (draft.conflict === undefined) return undefined;
  if (!draft.conflict) return { conflict: false };
  const ground = draft.ground.trim();
  return ground.length < 2 ? undefined : { conflict: true, ground, bids: [...draft.bids] };
}

/** None, or a conflict with its ground and, once they are known, the bidders concerned. */
export function RecusalForm({
  draft,
  change,
}: Readonly<{ draft: RecusalDraft; change: (draft: RecusalDraft) => void }>) {
  const { view, words } = useRoom();
  const id = useId();
  return (
    <fieldset className={styles["fieldset"]}>
      <legend>{words.recusal.heading}</legend>
      <p className={styles["soft"]}>{words.recusal.grounds}</p>
      <Radio.Group
        value={draft.conflict}
        onChange={(event) => change({ ...draft, conflict: event.target.value === true })}
      >
        <div className={styles["choices"]}>
          <Radio value={false}>{words.recusal.none}</Radio>
          <Radio value>{words.recusal.conflict}</Radio>
        </div>
      </Radio.Group>
      {draft.conflict === true && (
        <>
          {view.bidders !== undefined && (
            <Checkbox.Group
              value={[...draft.bids]}
              aria-label={words.recusal.bids}
              onChange={(bids) => change({ ...draft, bids: bids.map(String) })}
            >
              <div className={styles["choices"]}>
                {view.bidders.map(({ id: bid, name }) => (
                  <Checkbox key={bid} value={bid}>
                    {name}
                  </Checkbox>
                ))}
              </div>
            </Checkbox.Group>
          )}
          <label className={styles["field"]} htmlFor={id}>
            <span>{words.recusal.ground}</span>
            <Input.TextArea
              id={id}
              value={draft.ground}
              maxLength={2000}
              autoSize={{ minRows: 2, maxRows: 6 }}
              placeholder={words.common.reasonHint}
              onChange={(event) => change({ ...draft, ground: event.target.value })}
            />
          </label>
          <p className={styles["obstacle"]}>
            {view.tender.recusal === "bid" && draft.bids.length > 0
              ? words.bidRecusal.bid
              : words.recusal.consequence}
          </p>
        </>
      )}
    </fieldset>
  );
}
