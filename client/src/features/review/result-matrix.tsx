import { Select } from "antd";
import { useState } from "react";
import { bidderName, roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { CorrectMark } from "./correct-mark.tsx";
import look from "./review.module.css";

/** One bid at a time: items by members, with what counts, and the viewer's own marks open to correction. */
export function ResultMatrix() {
  const { view, words } = useRoom();
  const { result } = view;
  const bids = view.review.closed?.valid ?? [];
  const [chosen, setChosen] = useState<string>();
  const bid = chosen ?? bids[0];
  if (result === undefined || bid === undefined) return null;
  const codes = Object.keys(result.marks).toSorted();
  const outcome = result.outcome.bids[bid];
  const items = view.method.items.filter(({ kind }) => kind !== "pass-fail");
  const mine = view.me.code;
  const correcting = view.stage === "re-check" && view.paused === undefined;
  return (
    <section className={styles["stack"]} aria-labelledby="matrix">
      <h3 id="matrix">{words.result.matrix}</h3>
      <Select
        aria-label={words.result.showBid}
        value={bid}
        options={bids.map((id) => ({ value: id, label: bidderName(view, id) }))}
        onChange={setChosen}
      />
      <div className={look["matrix"]} role="region" aria-labelledby="matrix" tabIndex={0}>
        <table className={styles["table"]}>
          <thead>
            <tr>
              <th scope="col">{words.sheet.item}</th>
              {codes.map((code) => (
                <th key={code} scope="col" className={styles["figure"]}>
                  {roleName({ role: "expert", code }, words)}
                  {code === mine && ` (${words.person.me})`}
                </th>
              ))}
              <th scope="col" className={styles["figure"]}>
                {words.result.average}
              </th>
              {mine !== undefined && correcting && <th scope="col" />}
            </tr>
          </thead>
          <tbody>
            {items.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  {item.id}{" "}
                  <span className={styles["soft"]}>{words.sheet.max(item.max ?? "")}</span>
                </th>
                {codes.map((code) => (
                  <td
                    key={code}
                    className={`${styles["figure"]} ${code === mine ? look["mine"] : ""}`}
                  >
                    {result.marks[code]?.[bid]?.[item.id] ?? "–"}
                    <Comment text={result.comments[code]?.[bid]?.[item.id]} />
                  </td>
                ))}
                <td className={styles["figure"]}>
                  {outcome?.status === "ranked" ? (outcome.items[item.id] ?? "–") : "–"}
                </td>
                {mine !== undefined && correcting && (
                  <td>
                    <CorrectMark
                      bid={bid}
                      item={item}
                      before={result.marks[mine]?.[bid]?.[item.id] ?? null}
                    />
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Comment({ text }: Readonly<{ text: string | undefined }>) {
  if (text === undefined) return null;
  return <div className={look["comment"]}>{text}</div>;
}
