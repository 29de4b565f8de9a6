import { Button } from "antd";
import { useMemo } from "react";
import { bidderName, roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { sumOf } from "../score-sheet/decimal-sum.ts";
import { flagsOf } from "./flags.ts";
import { PageTurner, usePages } from "./pages.tsx";
import look from "./review.module.css";

type Props = Readonly<{ chosen: string | undefined; choose: (bid: string) => void }>;

/** Every bid in the order of the ranks: total, price points, and what each member gave it in all. */
export function SummaryMatrix({ chosen, choose }: Props) {
  const { view, words } = useRoom();
  const { result } = view;
  const flags = useMemo(() => result && flagsOf(result), [result]);
  const rows = useMemo(
    () =>
      Object.entries(result?.outcome.bids ?? {}).toSorted(([, a], [, b]) => rankOf(a) - rankOf(b)),
    [result],
  );
  const pages = usePages(rows);
  if (result === undefined || flags === undefined) return null;
  const codes = Object.keys(result.marks).toSorted();
  return (
    <section className={styles["stack"]} aria-labelledby="summary">
      <h3 id="summary">{words.result.summary}</h3>
      <div className={look["matrix"]} role="region" aria-labelledby="summary" tabIndex={0}>
        <table className={`${styles["table"]} ${look["figures"]}`}>
          <thead>
            <tr>
              <th scope="col">{words.result.bidder}</th>
              <th scope="col" className={styles["figure"]}>
                {words.result.rank}
              </th>
              <th scope="col" className={styles["figure"]}>
                {words.result.total}
              </th>
              <th scope="col" className={styles["figure"]}>
                {words.result.price}
              </th>
              {codes.map((code) => (
                <th key={code} scope="col" className={styles["figure"]}>
                  {roleName({ role: "expert", code }, words)}
                  <div className={styles["soft"]}>{words.result.memberSum}</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.shown.map(([bid, outcome]) => (
              <tr key={bid} data-chosen={bid === chosen}>
                <th scope="row">
                  {bidderName(view, bid)}
                  {outcome.status === "ranked" && (
                    <div>
                      <Button
                        size="small"
                        aria-label={words.result.whyFor(bidderName(view, bid))}
                        aria-pressed={bid === chosen}
                        onClick={() => choose(bid)}
                      >
                        {words.result.why}
                      </Button>
                    </div>
                  )}
                </th>
                {outcome.status === "ranked" ? (
                  <>
                    <td className={styles["figure"]} data-item={words.result.rank}>
                      {outcome.rank}
                    </td>
                    <td className={styles["figure"]} data-item={words.result.total}>
                      <b>{outcome.total}</b>
                    </td>
                    <td className={styles["figure"]} data-item={words.result.price}>
                      {outcome.price ?? "–"}
                    </td>
                    {codes.map((code) => (
                      <td
                        key={code}
                        className={styles["figure"]}
                        data-item={roleName({ role: "expert", code }, words)}
                      >
                        {sumOf(given(code, bid))}
                        <Flagged count={flags.count(bid, code)} />
                      </td>
                    ))}
                  </>
                ) : (
                  <td colSpan={3 + codes.length}>
                    <span className={styles["tag"]} data-tone="bad">
                      ✕ {words.result.rejected}
                    </span>{" "}
                    {rejectionText(bid, outcome.reason)}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PageTurner pages={pages} />
      <p className={styles["soft"]}>{words.result.legend}</p>
    </section>
  );

  /** What several members found of one item is said once. */
  function rejectionText(
    bid: string,
    reason: Readonly<{ text: string; textEn?: string | undefined }>,
  ) {
    const failed = view.review.closed?.rejected.find((each) => each.bid === bid)?.items;
    if (failed === undefined)
      return words.language === "en" ? (reason.textEn ?? reason.text) : reason.text;
    return failed
      .map(({ item, reasons }) => {
        const name = view.review.items.find(({ id }) => id === item)?.name[words.language] ?? item;
        return `${name}: ${[...new Set(reasons)].join("; ")}`;
      })
      .join(" / ");
  }

  function given(code: string, bid: string): readonly string[] {
    return Object.values(result?.marks[code]?.[bid] ?? {}).filter((mark) => mark !== null);
  }
}

function Flagged({ count }: Readonly<{ count: number }>) {
  const { words } = useRoom();
  if (count === 0) return null;
  return (
    <div className={look["flag"]} title={words.result.flagged(count)}>
      <span aria-hidden>! {count}</span>
      <span className="only-heard">{words.result.flagged(count)}</span>
    </div>
  );
}

type Outcome = Readonly<{ status: string; rank?: number }>;

/** Rejected bids stand after all ranks. */
function rankOf({ rank }: Outcome): number {
  return rank ?? Number.MAX_SAFE_INTEGER;
}
