import type { CeremonyView } from "@yuanping/shared/contracts/view.ts";
import { Button } from "antd";
import { useState } from "react";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import { ChanceTable } from "./chance-table.tsx";
import look from "./draw.module.css";
import { DrawResult } from "./draw-result.tsx";
import { grouped } from "../../i18n/digits.ts";
import { PartyTable } from "./party-table.tsx";
import { useDrawParty } from "./use-draw-party.ts";

/** The draw as its parties hold it: what stands fixed, who has given what, and what this person is asked for. */
export function CeremonyPanel() {
  const { view, words } = useRoom();
  const { ceremony } = view;
  const { duty, act, sending, isLost } = useDrawParty();
  if (ceremony === undefined) return <DrawResult />;
  const { phase, sealed, voided } = ceremony;
  const isForNumbers = view.numbers?.isDue === true && ceremony.due !== "substitutes";
  return (
    <section className={styles["panel"]} aria-labelledby="ceremony">
      <h2 id="ceremony">{words.draw.heading}</h2>
      <p className={styles["plain"]} aria-live="polite">
        {isForNumbers && phase === "reveal" ? words.draw.numbers.phase : words.draw.phase[phase]}
      </p>
      {voided.map(({ drawNo, missing, reason }) => (
        <p key={drawNo} className={styles["obstacle"]}>
          {words.draw.voided(
            drawNo,
            missing.map((party) => words.draw.party[party]).join("、"),
            reason,
          )}
        </p>
      ))}
      {sealed !== undefined && phase !== "rest" && !isForNumbers && (
        <>
          <p className={look["sentence"]}>
            {words.draw.count(sealed.spec.poolSize, grouped(sealed.panels))}
          </p>
          {sealed.fairness !== undefined && (
            <p className={styles["plain"]}>{words.draw.fairness[sealed.fairness]}</p>
          )}
          <ChanceTable ranges={sealed.ranges} total={sealed.N} />
          {sealed.excluded.length > 0 && (
            <p className={styles["soft"]}>
              {words.draw.excludedHeading}:
              {sealed.excluded
                .map(({ rule, experts }) =>
                  words.draw.excluded(words.draw.rules[rule] ?? rule, experts),
                )
                .join("; ")}
            </p>
          )}
        </>
      )}
      <PartyTable ceremony={ceremony} />
      {duty !== undefined && (
        <div className={styles["step"]}>
          <p className={styles["soft"]}>
            {isForNumbers && duty === "revealDraw"
              ? words.draw.numbers.explain
              : words.draw.explain[duty]}
          </p>
          <Button type="primary" size="large" loading={sending.pending} onClick={() => void act()}>
            {words.draw.act[duty]}
          </Button>
        </div>
      )}
      <SendError text={sending.refusal} />
      {isLost && <p className={styles["obstacle"]}>{words.draw.lost}</p>}
      {ceremony.blocked === true && <p className={styles["obstacle"]}>{words.draw.blocked}</p>}
      <VoidButton ceremony={ceremony} isLost={isLost} />
      {!isForNumbers && <DrawResult />}
    </section>
  );
}

/**
 * Offered once a deadline has passed and a party is still missing; when seats are vacant also to the party that cannot
 * reveal any more, and where no round could fill them.
 */
function VoidButton({ ceremony, isLost }: Readonly<{ ceremony: CeremonyView; isLost: boolean }>) {
  const { connection, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [asking, setAsking] = useState(false);
  const { sealed, phase, round, renewableFrom } = ceremony;
  if (sealed === undefined || (round > 0 && renewableFrom === undefined)) return null;
  const { commit, reveal } = sealed.spec.deadlines;
  const due = renewableFrom ?? (phase === "commit" ? commit : reveal);
  if (connection.now() < due && !(isLost && round > 0)) return null;
  const { drawId } = sealed;
  return (
    <>
      <Button danger onClick={() => setAsking(true)}>
        {words.draw.void}
      </Button>
      {asking && (
        <ReasonDialog
          title={words.draw.void}
          consequence={words.draw.voidWarning}
          label={words.draw.voidReason}
          action={words.draw.void}
          danger
          submit={(reason) => send({ type: "voidDraw", drawId, reason })}
          close={() => setAsking(false)}
          pending={pending}
          refusal={refusal}
        />
      )}
    </>
  );
}
