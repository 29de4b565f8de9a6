import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { Alert } from "antd";
import type { ReactNode } from "react";
import { DeviceCheck } from "../device-check/device-check.tsx";
import { RollbackWaiting } from "../reopening/rollback-waiting.tsx";
import { RolledBack } from "../reopening/rolled-back.tsx";
import { FinalPanel } from "../report/final-panel.tsx";
import { SigningPanel } from "../report/signing-panel.tsx";
import { FindingTable } from "../review/finding-table.tsx";
import { ResultPanel } from "../review/result-panel.tsx";
import { ReviewResult } from "../review/review-result.tsx";
import { OwnReceipt } from "../score-sheet/own-receipt.tsx";
import { ScoreSheet } from "../score-sheet/score-sheet.tsx";
import { CheckInPanel, OwnDesk } from "./check-in-panel.tsx";
import { ConsentPanel } from "./consent-panel.tsx";
import { DeclarationPanel } from "./declaration-panel.tsx";
import { ElectionPanel } from "./election-panel.tsx";
import lobby from "./lobby.module.css";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { StageList } from "./stage-line.tsx";

/** What this member has to do at this stage. */
export function WorkPanel() {
  const { view, words } = useRoom();
  const { me, stage } = view;
  if (stage === "signed" || stage === "archived" || stage === "terminated") return <FinalPanel />;
  if (stage === "draw" || me.status === "out") return <Waiting />;
  if (me.status === "drawn") return <CheckInPanel />;
  if (me.status === "checked-in") {
    return (
      <>
        <div className={lobby["lobby"]}>
          <Alert
            type="info"
            showIcon
            title={words.lobby.heading}
            description={lobbySaid(me, words)}
          />
          {me.returned !== undefined && (
            <Alert type="warning" showIcon title={words.lobbyReturn.told(me.returned)} />
          )}
          <OwnDesk />
        </div>
        <ConsentPanel />
        <DeviceCheck />
      </>
    );
  }
  return (
    <>
      <RollbackWaiting />
      <RolledBack />
      {byStage(stage, declared())}
    </>
  );

  function declared(): boolean {
    return view.members.some(({ person, declared: done }) => person === me.person && done);
  }
}

type Working =
  | "check-in"
  | "unsealing"
  | "lead-election"
  | "preliminary-review"
  | "scoring"
  | "re-check"
  | "signing";

function byStage(stage: Working, declared: boolean): ReactNode {
  switch (stage) {
    case "check-in":
      return <Waiting />;
    case "unsealing":
      return <DeclarationPanel />;
    case "lead-election":
      return declared ? <ElectionPanel /> : <DeclarationPanel />;
    case "preliminary-review":
      return declared ? <Review /> : <DeclarationPanel />;
    case "scoring":
      return declared ? <ScoreSheet /> : <DeclarationPanel />;
    case "re-check":
      return (
        <>
          <OwnReceipt />
          <ResultPanel />
        </>
      );
    case "signing":
    default:
      return (
        <>
          <SigningPanel />
          <OwnReceipt />
        </>
      );
  }
}

function Review() {
  const { view } = useRoom();
  return (
    <>
      {view.review.closed !== undefined && <ReviewResult />}
      <FindingTable />
    </>
  );
}

function Waiting() {
  const { words } = useRoom();
  return (
    <section className={styles["panel"]} aria-labelledby="stages">
      <h2 id="stages">{words.stagesHeading}</h2>
      <StageList />
    </section>
  );
}

/** What the lobby waits for: the member's consent, their photograph, or the host. */
function lobbySaid({ consentMissing, photo }: EvaluationView["me"], words: RoomWords): string {
  if (consentMissing === true) return words.consent.first;
  return photo?.kind === "none" && photo.required ? words.photo.first : words.lobby.waiting;
}
