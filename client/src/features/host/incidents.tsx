import { faultSchema, type Fault } from "@yuanping/shared/contracts/commands/incidents.ts";
import type { IncidentView } from "@yuanping/shared/contracts/view.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Select } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";
import { durationOf } from "../wall/duration.ts";
import { useMinute } from "../wall/use-minute.ts";

/** Faults with the clock that the rules set them; the host records and closes them, others watch the clock. */
export function Incidents() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [opening, setOpening] = useState(false);
  const [closing, setClosing] = useState<number>();
  const [fault, setFault] = useState<Fault>();
  const open = (view.incidents ?? []).filter(({ closed }) => closed === undefined);
  const mayOpen = mayDo(view.me.role, view.stage, "openIncident");
  const mayClose = mayDo(view.me.role, view.stage, "closeIncident");
  if (open.length === 0 && !mayOpen) return null;
  const record = async (reason: string) =>
    fault !== undefined && (await send({ type: "openIncident", fault, reason }));
  return (
    <section className={styles["group"]} aria-labelledby="incidents">
      <h3 id="incidents">{words.incident.heading}</h3>
      {open.length === 0 && <p className={styles["soft"]}>{words.incident.none}</p>}
      <ul className={styles["rows"]}>
        {open.map((incident) => (
          <li key={incident.incident}>
            <IncidentText incident={incident} />
            {mayClose && (
              <Button
                size="small"
                aria-label={`${words.incident.close} ${words.faults[incident.fault]}`}
                onClick={() => {
                  forget();
                  setClosing(incident.incident);
                }}
              >
                {words.incident.close}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {mayOpen && (
        <div className={styles["buttons"]}>
          <Button
            onClick={() => {
              forget();
              setOpening(true);
            }}
          >
            {words.incident.open}
          </Button>
        </div>
      )}
      {opening && (
        <ReasonDialog
          title={words.incident.open}
          consequence={words.incident.openWarning}
          label={words.incident.reason}
          action={words.incident.open}
          ready={fault !== undefined}
          pending={pending}
          refusal={refusal}
          close={() => setOpening(false)}
          submit={record}
        >
          <div className={styles["field"]}>
            <span>{words.incident.fault}</span>
            <Select<Fault>
              aria-label={words.incident.fault}
              value={fault ?? null}
              options={faultSchema.options.map((value) => ({
                value,
                label: words.faults[value],
              }))}
              onChange={setFault}
            />
          </div>
        </ReasonDialog>
      )}
      {closing !== undefined && (
        <ReasonDialog
          title={words.incident.close}
          consequence={words.approval.audience}
          label={words.incident.closeText}
          action={words.incident.close}
          pending={pending}
          refusal={refusal}
          close={() => setClosing(undefined)}
          submit={(reason) => send({ type: "closeIncident", incident: closing, reason })}
        />
      )}
    </section>
  );
}

/** What failed, since when, how long is left, and what follows when it is over. */
function IncidentText({ incident }: Readonly<{ incident: IncidentView }>) {
  const { words, connection } = useRoom();
  // Drawn again with the page's clock; what is told is the server's time.
  useMinute();
  const left = incident.deadline - connection.now();
  return (
    <div>
      <p>
        <b>{words.faults[incident.fault]}</b> {incident.reason}{" "}
        <span className={styles["tag"]} data-tone={left < 0 ? "bad" : "care"}>
          {left < 0
            ? `!! ${words.incident.over(durationOf(-left, words))}`
            : `! ${words.incident.left(durationOf(left, words))}`}
        </span>
      </p>
      <p className={styles["soft"]}>
        {timeOf(incident.at, words.locale)} · {words.incident[incident.phase]} ({incident.article})
      </p>
    </div>
  );
}
