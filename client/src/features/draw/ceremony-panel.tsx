import type { CeremonyView } from "@yuanping/shared/contracts/view.ts";
import { Button } from "antd";
import { useState } from "react";
import { minuteOf } from "../room/clock.ts";
import { DutyButton } from "../room/duty-button.tsx";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import { ChanceTable } from "./chance-table.tsx";
import look from "./draw.module.css";
import { DrawResult } from "./draw-result.tsx";
import { grouped } from "../../i18n/digits.ts";
import { CeremonySteps } from "./ceremony-steps.tsx";
import { NumberSets } from "./number-sets.tsx";
import { PartyTable } from "./party-table.tsx";
import { useDrawParty } from "./use-draw-party.ts";

/**
 * The draw as its parties hold it: what stands fixed, what this person is asked for, and who has given what. The draw of
 * coefficients from their sets is held in the same way.
 */
export function CeremonyPanel() {
  const { view, words } = useRoom();
  const { ceremony, numbers } = view;
  const { duty, act, sending, isLost } = useDrawParty();
  if (ceremony === undefined) return <DrawResult />;
  const { phase, voided, round } = ceremony;
  const isForNumbers = numbers?.isDue === true && ceremony.due === "numbers";
  const said = words.draw;
  return (
    <section className={styles["panel"]} aria-labelledby="ceremony">
      <h2 id="ceremony">{isForNumbers ? said.numbers.heading : said.heading}</h2>
      {(round === 0 || phase === "rest") && <CeremonySteps phase={phase} />}
      <p className={styles["plain"]} aria-live="polite">
        {phase !== "reveal" || ceremony.due === "panel" || ceremony.due === undefined
          ? said.phase[phase]
          : isForNumbers
            ? said.numbers.phase
            : said.substitute}
        <Deadline ceremony={ceremony} />
      </p>
      {voided.map(({ drawNo, missing, reason }) => (
        <p key={drawNo} className={look["warning"]}>
          {said.voided(
            drawNo,
            missing.map((party) => said.party[party]).join(said.between),
            reason,
          )}
        </p>
      ))}
      {duty !== undefined && (
        <DutyButton
          key={duty}
          explained={
            isForNumbers && duty === "revealDraw" ? said.numbers.explain : said.explain[duty]
          }
          action={said.act[duty]}
          pending={sending.pending}
          act={act}
        />
      )}
      <SendError text={sending.refusal} />
      {isLost && (
        <p className={look["warning"]} role="alert">
          {said.lost}
          {round === 0 ? said.lostEarly : said.lostLater}
        </p>
      )}
      {ceremony.blocked === true && <p className={look["warning"]}>{said.blocked}</p>}
      <VoidButton ceremony={ceremony} isLost={isLost} />
      {isForNumbers && <NumberSets sets={numbers.sets} />}
      {!isForNumbers && <DrawResult />}
      <PartyTable ceremony={ceremony} />
      {isForNumbers ? <p className={styles["soft"]}>{said.numbers.why}</p> : <SealedPool />}
    </section>
  );
}

/** By when the parties that are still missing have to answer; nothing once it has been drawn. */
function Deadline({ ceremony }: Readonly<{ ceremony: CeremonyView }>) {
  const { words } = useRoom();
  const { sealed, phase, round } = ceremony;
  if (sealed === undefined || round > 0 || (phase !== "commit" && phase !== "reveal")) return null;
  return words.draw.deadline(minuteOf(sealed.spec.deadlines[phase], words.locale));
}

/** How many panels the sealed pool allows, and everybody's chance, while they are still to be drawn. */
function SealedPool() {
  const { view, words } = useRoom();
  const { ceremony } = view;
  const sealed = ceremony?.sealed;
  if (ceremony === undefined || sealed === undefined || ceremony.phase === "rest") return null;
  const { spec, panels, fairness, ranges, N, excluded } = sealed;
  return (
    <>
      <p className={look["sentence"]}>{words.draw.count(spec.poolSize, grouped(panels))}</p>
      {fairness !== undefined && <p className={styles["plain"]}>{words.draw.fairness[fairness]}</p>}
      <ChanceTable ranges={ranges} total={N} />
      {excluded.length > 0 && (
        <p className={styles["soft"]}>
          {words.draw.excludedHeading}
          {excluded
            .map(({ rule, experts }) =>
              words.draw.excluded(words.draw.rules[rule] ?? rule, experts),
            )
            .join(words.draw.between)}
        </p>
      )}
    </>
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
      <div className={styles["buttons"]}>
        <Button danger onClick={() => setAsking(true)}>
          {words.draw.void}
        </Button>
      </div>
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
