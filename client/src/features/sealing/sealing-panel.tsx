import { Button, Popconfirm } from "antd";
import { DutyButton } from "../room/duty-button.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { HolderTable } from "./holder-table.tsx";
import { useShareHolder } from "./use-share-holder.ts";

/** The key of the sheets as its three holders see it: how it stands, whom one waits for, and what this person may do. */
export function SealingPanel() {
  const { view, words } = useRoom();
  const holder = useShareHolder();
  const { duty, isHere, act, sending } = holder;
  const { sealing } = view;
  // One thing after the other: first the panel is drawn, and the keys are named meanwhile.
  if (sealing === undefined || view.stage === "draw") return null;
  const others = sealing.awaited.filter((name) => name !== view.me.role);
  const isStuck = duty === "releaseShare" && isHere === false;
  // What asks nothing of anybody here is there to look at, below what does.
  const isQuiet = duty === undefined && isHere !== false && !sealing.broken;
  return (
    <section className={styles["panel"]} aria-labelledby="sealing" data-quiet={isQuiet}>
      <h2 id="sealing">{words.sealing.heading}</h2>
      {sealing.broken && <p className={styles["obstacle"]}>{words.sealing.broken}</p>}
      <p className={styles["plain"]} aria-live="polite">
        {words.sealing.phase[sealing.phase]}
      </p>
      <HolderTable sealing={sealing} />
      {others.length > 0 && (
        <p className={styles["soft"]} role="status">
          {words.sealing.waiting(
            others.map((name) => words.draw.party[name]).join(words.sealing.join),
          )}
        </p>
      )}
      {duty !== undefined && !isStuck && (
        <DutyButton
          key={duty}
          explained={words.sealing.explain[duty]}
          action={words.sealing.act[duty]}
          pending={sending.pending}
          act={act}
        />
      )}
      {isHere === false && sealing.mine.share !== undefined && <Elsewhere holder={holder} />}
      <SendError text={sending.refusal} />
    </section>
  );
}

/** This browser is not the one that can open the share: before the scoring it may take over, later the share is lost. */
function Elsewhere({ holder }: Readonly<{ holder: ReturnType<typeof useShareHolder> }>) {
  const { view, words } = useRoom();
  const { takeHere, sending } = holder;
  const isScoring = view.stage === "scoring";
  return (
    <div className={styles["step"]}>
      <p className={styles["obstacle"]}>{words.sealing.elsewhere}</p>
      {isScoring ? (
        <Popconfirm
          title={words.sealing.lose}
          description={words.sealing.loseWarning}
          okText={words.sealing.lose}
          cancelText={words.common.cancel}
          onConfirm={() => void sending.send({ type: "reportShareLost" })}
        >
          <Button danger loading={sending.pending}>
            {words.sealing.lose}
          </Button>
        </Popconfirm>
      ) : (
        <>
          <p className={styles["soft"]}>{words.sealing.takeHereText}</p>
          <Button loading={sending.pending} onClick={() => void takeHere()}>
            {words.sealing.takeHere}
          </Button>
        </>
      )}
    </div>
  );
}
