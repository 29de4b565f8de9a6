import { bidderName } from "../room/naming.ts";
import { StepButton } from "../room/step-button.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { CorrectionList } from "./correction-list.tsx";
import { ResultMatrix } from "./result-matrix.tsx";
import { WarningList } from "./warning-list.tsx";

/** 复核: ranks and totals, what is to be explained, every member's marks. */
export function ResultPanel({ withStep = false }: Readonly<{ withStep?: boolean }>) {
  const { view, words } = useRoom();
  const { result } = view;
  if (result === undefined) return null;
  // What still has to be explained stands before what is only to be read.
  const open = result.warnings.some(({ answer }) => answer === undefined);
  const issue = view.steps.find(({ command }) => command === "issueReport");
  return (
    <section className={`${styles["panel"]} ${styles["wide"]}`} aria-labelledby="result">
      <h2 id="result">
        {words.result.heading}{" "}
        <span className={styles["soft"]}>{words.result.version(result.version)}</span>
      </h2>
      {open && <WarningList />}
      <Ranking />
      {!open && <WarningList />}
      <CorrectionList />
      <ResultMatrix />
      {withStep && issue !== undefined && <StepButton step={issue} />}
    </section>
  );
}

/** Totals and price points in the order of the ranks. */
function Ranking() {
  const { view, words } = useRoom();
  const { result } = view;
  const rows = Object.entries(result?.outcome.bids ?? {}).toSorted(
    ([, a], [, b]) => rankOf(a) - rankOf(b),
  );
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{words.result.bidder}</th>
          <th scope="col" className={styles["figure"]}>
            {words.result.rank}
          </th>
          <th scope="col" className={styles["figure"]}>
            {words.result.price}
          </th>
          <th scope="col" className={styles["figure"]}>
            {words.result.total}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([bid, outcome]) => (
          <tr key={bid}>
            <th scope="row">{bidderName(view, bid)}</th>
            {outcome.status === "ranked" ? (
              <>
                <td className={styles["figure"]}>{outcome.rank}</td>
                <td className={styles["figure"]}>{outcome.price ?? "–"}</td>
                <td className={styles["figure"]}>
                  <b>{outcome.total}</b>
                </td>
              </>
            ) : (
              <td colSpan={3}>
                <span className={styles["tag"]} data-tone="bad">
                  ✕ {words.result.rejected}
                </span>{" "}
                {words.language === "en"
                  ? (outcome.reason.textEn ?? outcome.reason.text)
                  : outcome.reason.text}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Outcome = Readonly<{ status: string; rank?: number }>;

/** Rejected bids stand after all ranks. */
function rankOf({ rank }: Outcome): number {
  return rank ?? Number.MAX_SAFE_INTEGER;
}
