import type { BidOutcome } from "@yuanping/shared/contracts/outcome.ts";
import { PageTurner, usePages } from "../review/pages.tsx";
import look from "../review/review.module.css";
import { bidderName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

type Version = Readonly<{ version: number; bids: Readonly<Record<string, BidOutcome>> }>;

/** Every bid's total and rank in each version of the result, with a word where something changed. */
export function VersionTable() {
  const { view, words } = useRoom();
  const earlier = (view.reopening?.kept ?? []).flatMap(({ result }) => result ?? []);
  const { result } = view;
  const now = result && { version: result.version, bids: result.outcome.bids };
  const versions: readonly Version[] = [
    ...new Map(
      [...earlier, ...(now === undefined ? [] : [now])].map((one) => [one.version, one]),
    ).values(),
  ];
  const pages = usePages((view.bidders ?? []).map(({ id }) => id));
  if (versions.length < 2) return null;
  return (
    <section className={styles["stack"]} aria-labelledby="compare">
      <h4 id="compare">{words.history.compare}</h4>
      <div className={look["matrix"]} role="region" aria-labelledby="compare" tabIndex={0}>
        <table className={`${styles["table"]} ${look["figures"]}`}>
          <thead>
            <tr>
              <th scope="col">{words.result.bidder}</th>
              {versions.map(({ version }) => (
                <th key={version} scope="col" className={styles["figure"]}>
                  {words.history.version(version)}
                  {version === now?.version && (
                    <div className={styles["soft"]}>{words.history.now}</div>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {pages.shown.map((bid) => (
              <tr key={bid}>
                <th scope="row">{bidderName(view, bid)}</th>
                {versions.map(({ version, bids }, n) => (
                  <td
                    key={version}
                    className={styles["figure"]}
                    data-item={words.history.version(version)}
                  >
                    {said(bids[bid])}
                    {n > 0 && said(bids[bid]) !== said(versions[n - 1]?.bids[bid]) && (
                      <div className={look["flag"]}>! {words.history.changed}</div>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <PageTurner pages={pages} />
    </section>
  );

  function said(outcome: BidOutcome | undefined): string {
    if (outcome === undefined) return "–";
    return outcome.status === "ranked"
      ? `${outcome.total} · ${words.history.rank(outcome.rank)}`
      : words.history.rejected;
  }
}
