import { Button, Progress, Radio } from "antd";
import { useState } from "react";
import { roleName, seatName } from "./naming.ts";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SendError } from "./send-error.tsx";
import { useSend } from "./use-send.ts";

/** 推选组长: one ballot a member and round. */
export function ElectionPanel() {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [candidate, setCandidate] = useState<string>();
  const { election } = view;
  const members = view.members.filter(({ status }) => status !== "out");
  const vote = async () => {
    if (candidate !== undefined) await send({ type: "castBallot", candidate });
  };
  return (
    <section className={styles["panel"]} aria-labelledby="election">
      <h2 id="election">
        {words.election.heading} · {words.election.round(election.round)}
      </h2>
      {election.lead === undefined ? (
        <>
          <p aria-live="polite">{words.election.cast(election.cast, members.length)}</p>
          <Progress
            percent={Math.round((election.cast / Math.max(members.length, 1)) * 100)}
            showInfo={false}
            aria-label={words.election.cast(election.cast, members.length)}
          />
          {election.round > 1 && !election.voted && <p role="status">{words.election.tie}</p>}
          {election.voted ? (
            <p role="status">✓ {words.election.voted}</p>
          ) : (
            <>
              <Radio.Group
                value={candidate}
                aria-label={words.election.choose}
                onChange={(event) => setCandidate(String(event.target.value))}
              >
                <div className={styles["choices"]}>
                  {members.map(({ person, code, seat }) => (
                    <Radio key={person} value={person}>
                      {roleName({ role: "expert", code }, words)}
                      {person === view.me.person && ` (${words.person.me})`}{" "}
                      <span className={styles["soft"]}>{seatName(seat, words)}</span>
                    </Radio>
                  ))}
                </div>
              </Radio.Group>
              <SendError text={refusal} />
              <div className={styles["actions"]}>
                <p className={styles["soft"]}>{words.election.warning}</p>
                <Button
                  type="primary"
                  size="large"
                  disabled={candidate === undefined}
                  loading={pending}
                  onClick={() => void vote()}
                >
                  {words.election.submit}
                </Button>
              </div>
            </>
          )}
        </>
      ) : (
        <p role="status">✓ {words.election.lead(election.lead)}</p>
      )}
    </section>
  );
}
