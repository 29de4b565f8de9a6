import { useState } from "react";
import { ReReviewBanner } from "../reopening/re-review-banner.tsx";
import { VersionHistory } from "../reopening/version-history.tsx";
import { StepButton } from "../room/step-button.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { BidExplanation } from "./bid-explanation.tsx";
import { CorrectionList } from "./correction-list.tsx";
import { ResultMatrix } from "./result-matrix.tsx";
import { SummaryMatrix } from "./summary-matrix.tsx";
import { WarningList } from "./warning-list.tsx";

/** 复核: ranks and totals, what is to be explained, every member's marks. */
export function ResultPanel({ withStep = false }: Readonly<{ withStep?: boolean }>) {
  const { view, words } = useRoom();
  const { result } = view;
  const [why, setWhy] = useState<string>();
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
      <ReReviewBanner />
      {open && <WarningList />}
      <SummaryMatrix chosen={why} choose={setWhy} />
      {why !== undefined && <BidExplanation key={why} bid={why} />}
      {!open && <WarningList />}
      <CorrectionList />
      <VersionHistory />
      <ResultMatrix key={why} first={why} />
      {withStep && issue !== undefined && <StepButton step={issue} />}
    </section>
  );
}
