import { Button } from "antd";
import { useState } from "react";
import { BidderList } from "./bidder-list.tsx";
import { declarationOf, RecusalForm, undecided } from "./recusal-form.tsx";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SendError } from "./send-error.tsx";
import { useSend } from "./use-send.ts";

/** The bidders are known: the second declaration, which may be withdrawn for a conflict later. */
export function DeclarationPanel() {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [draft, setDraft] = useState(undecided);
  const [again, setAgain] = useState(false);
  const declared = view.members.some(
    (member) => member.person === view.me.person && member.declared,
  );
  const declaration = declarationOf(draft);
  const submit = async () => {
    if (declaration === undefined) return;
    if (await send({ type: "declareRecusal", recusal: declaration })) setAgain(false);
  };
  return (
    <section className={styles["panel"]} aria-labelledby="bidders">
      <h2 id="bidders">{words.bidders.heading}</h2>
      <BidderList />
      {declared && !again ? (
        <div className={styles["actions"]}>
          <p role="status">✓ {words.recusal.done}</p>
          <Button onClick={() => setAgain(true)}>{words.recusal.changed}</Button>
        </div>
      ) : (
        <>
          <RecusalForm draft={draft} change={setDraft} />
          <SendError text={refusal} />
          <div className={styles["actions"]}>
            <Button
              type="primary"
              size="large"
              disabled={declaration === undefined}
              loading={pending}
              onClick={() => void submit()}
            >
              {words.recusal.submit}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
