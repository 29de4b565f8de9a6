import type { AlarmView } from "@yuanping/shared/contracts/view.ts";
import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button } from "antd";
import { timeOf } from "../room/clock.ts";
import { roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { deskOf } from "../room/venue.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import look from "./supervisor.module.css";

/**
 * What draws the eye to a person, grave ones first, then the newest; what was counted can be marked as looked into. Many
 * of them scroll in a place of their own, so that what stands below stays in reach.
 */
export function AlarmList() {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  const { alarms, me, stage } = view;
  if (alarms === undefined) return null;
  const maySettle = mayDo(me.role, stage, "settleAlarm");
  return (
    <section className={styles["group"]} aria-labelledby="alarms">
      <h3 id="alarms">
        {words.alarm.heading}
        {alarms.length > 0 && <span className={styles["soft"]}> {alarms.length}</span>}
      </h3>
      {alarms.length === 0 && <p className={styles["soft"]}>{words.alarm.none}</p>}
      <ul
        className={`${styles["rows"]} ${look["alarms"]}`}
        aria-labelledby="alarms"
        aria-live="polite"
        tabIndex={alarms.length === 0 ? undefined : 0}
      >
        {alarms.toSorted(graveThenNewest).map((alarm) => (
          <li key={`${alarm.kind}/${alarm.person}`}>
            <span>
              <AlarmBadge alarm={alarm} /> {roleName(alarm, words)}{" "}
              <span className={styles["soft"]}>
                {[deskOf(view, alarm.code), momentOf(alarm)].filter(Boolean).join(" · ")}
              </span>
            </span>
            {maySettle && alarm.times !== undefined && (
              <Button
                size="small"
                loading={pending}
                aria-label={words.alarm.settleOf(roleName(alarm, words), words.alarms[alarm.kind])}
                onClick={() =>
                  void send({ type: "settleAlarm", kind: alarm.kind, person: alarm.person })
                }
              >
                {words.alarm.settle}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <SendError text={refusal} />
    </section>
  );

  function momentOf({ since, times }: AlarmView): string {
    const time = timeOf(since, words.locale);
    if (times === undefined) return words.alarm.since(time);
    return `${words.alarm.times(times)} · ${words.alarm.last(time)}`;
  }
}

function graveThenNewest(a: AlarmView, b: AlarmView): number {
  if (a.severity !== b.severity) return a.severity === "bad" ? -1 : 1;
  return b.since - a.since;
}

/** An alarm's word with its shape; never by colour alone. */
export function AlarmBadge({ alarm }: Readonly<{ alarm: AlarmView }>) {
  const { words } = useRoom();
  const grave = alarm.severity === "bad";
  return (
    <span className={styles["tag"]} data-tone={alarm.severity}>
      {grave ? "!!" : "!"} {words.alarms[alarm.kind]}
      {grave && <span className="only-heard"> {words.alarm.bad}</span>}
    </span>
  );
}
