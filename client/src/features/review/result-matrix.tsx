import { Select } from "antd";
import { useMemo, useState } from "react";
import { bidderName, roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { CorrectMark } from "./correct-mark.tsx";
import { flagsOf, type Flag } from "./flags.ts";
import { PageTurner, usePages } from "./pages.tsx";
import look from "./review.module.css";

/** One bid at a time: items by members, with what counts, and the viewer's own marks open to correction. */
export function ResultMatrix({ first }: Readonly<{ first: string | undefined }>) {
  const { view, words } = useRoom();
  const { result } = view;
  const bids = view.review.closed?.valid ?? [];
  const [chosen, setChosen] = useState<string>();
  const bid = chosen ?? first ?? bids[0];
  const flags = useMemo(() => result && flagsOf(result), [result]);
  const pages = usePages((view.method?.items ?? []).filter(({ kind }) => kind !== "pass-fail"));
  if (result === undefined || flags === undefined || bid === undefined) return null;
  const codes = Object.keys(result.marks).toSorted();
  const outcome = result.outcome.bids[bid];
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
        <table className={`${styles["table"]} ${look["figures"]}`}>
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
            {pages.shown.map((item) => (
              <tr key={item.id}>
                <th scope="row">
                  {item.id}{" "}
                  <span className={styles["soft"]}>{words.sheet.max(item.max ?? "")}</span>
                </th>
                {codes.map((code) => (
                  <td
                    key={code}
                    className={`${styles["figure"]} ${code === mine ? look["mine"] : ""}`}
                    data-item={roleName({ role: "expert", code }, words)}
                  >
                    <Flagged flag={flags.of(bid, code, item.id)} />
                    {result.marks[code]?.[bid]?.[item.id] ?? "–"}
                    <Comment text={result.comments[code]?.[bid]?.[item.id]} />
                  </td>
                ))}
                <td className={styles["figure"]} data-item={words.result.average}>
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
      <PageTurner pages={pages} />
    </section>
  );
}

/** A sign and words, so that it does not hang on a colour. */
function Flagged({ flag }: Readonly<{ flag: Flag | undefined }>) {
  const { words } = useRoom();
  if (flag === undefined) return null;
  return (
    <span className={look["flag"]} title={words.result[flag]}>
      <span aria-hidden>{flag === "high" ? "▲ " : "▼ "}</span>
      <span className="only-heard">{words.result[flag]}</span>
    </span>
  );
}

function Comment({ text }: Readonly<{ text: string | undefined }>) {
  if (text === undefined) return null;
  return <div className={look["comment"]}>{text}</div>;
}
