import type { CallUpView } from "@yuanping/shared/contracts/view.ts";
import { meetingOf, minuteOf } from "../room/clock.ts";
import { roleName, seatName } from "../room/naming.ts";
import { useRoom } from "../room/room-context.ts";
import styles from "../room/room.module.css";

type Line = CallUpView["lines"][number];

const tones = { accepted: "good", declined: "bad", "no-answer": "bad" } as const;
const signs = { accepted: "✓", declined: "✕", "no-answer": "✕" } as const;

/** 专家通知: who has been called and what they answered, under codes; nothing where nobody is called up. */
export function CallUpBoard() {
  const { view, words } = useRoom();
  const { callUp } = view;
  if (callUp === undefined || callUp.lines.length === 0) return null;
  const { lines, redraws, limit, meetsAt, place } = callUp;
  const text = words.callUp;
  return (
    <section className={styles["panel"]} aria-labelledby="call-up">
      <h2 id="call-up">{text.heading}</h2>
      <p className={styles["soft"]}>{text.lead}</p>
      {(meetsAt !== undefined || place !== undefined) && (
        <p className={styles["plain"]}>
          {meetsAt === undefined ? "" : text.meets(meetingOf(meetsAt, words.locale))}
          {meetsAt !== undefined && place !== undefined && " · "}
          {place === undefined ? "" : text.place(place)}
        </p>
      )}
      <table className={styles["table"]}>
        <thead>
          <tr>
            <th scope="col">{text.member}</th>
            <th scope="col">{text.called}</th>
            <th scope="col">{text.answer}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <CallUpRow key={line.code} line={line} />
          ))}
        </tbody>
      </table>
      <p className={redraws > limit ? styles["obstacle"] : styles["soft"]}>
        {text.redraws(redraws, limit)} {redraws > limit && text.overLimit}
      </p>
    </section>
  );
}

function CallUpRow({ line }: Readonly<{ line: Line }>) {
  const { words } = useRoom();
  const { code, seat, round, calls, until, answer, declined, left } = line;
  const text = words.callUp;
  const called = calls.map(({ channel, outcome }) =>
    text.by(text.channel[channel], text.outcome[outcome]),
  );
  const isAbsent = left === "absence";
  return (
    <tr>
      <th scope="row">
        {roleName({ role: "expert", code }, words)}
        <div className={styles["soft"]}>
          {seatName(seat, words)} · {text.round(round)}
        </div>
      </th>
      <td>{called.length === 0 ? text.notCalled : called.join(words.callUp.between)}</td>
      <td>
        <span className={styles["tag"]} data-tone={answer === undefined ? "care" : tones[answer]}>
          {answer === undefined ? `○ ${text.waiting}` : `${signs[answer]} ${text.answers[answer]}`}
        </span>
        <div className={styles["soft"]}>
          {answer === undefined && text.until(minuteOf(until, words.locale))}
          {declined !== undefined && text.declined[declined]}
          {isAbsent && words.host.reasons.absence}
        </div>
      </td>
    </tr>
  );
}
