import { Link } from "@tanstack/react-router";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { useTranslation } from "react-i18next";
import { stageCount, stagePlace } from "../components/stage-place.ts";
import { MeMenu } from "./me-menu.tsx";
import { NetworkWord } from "./network-word.tsx";
import { useRoomState } from "./room-line.ts";
import styles from "./frame.module.css";

/** 远评 │ title · number │ stage │ network │ me */
export function FrameHeader() {
  const { t } = useTranslation();
  const room = useRoomState();
  const view = room?.view;
  return (
    <header className={`${styles["header"]} not-printed`} aria-label={t("frame.page.header")}>
      <Link
        to="/"
        className={styles["mark"]}
        aria-label={`${t("frame.name")} · ${t("frame.home")}`}
      >
        {t("frame.name")}
      </Link>
      {view === undefined ? (
        <p className={styles["tagline"]}>{t("frame.tagline")}</p>
      ) : (
        <p className={styles["tender"]} title={`${view.tender.title} · ${view.tender.number}`}>
          <span className={styles["tenderTitle"]}>{view.tender.title}</span>
          <span className="quiet"> · {view.tender.number}</span>
        </p>
      )}
      {view !== undefined && <StageText view={view} />}
      <div className={styles["right"]}>
        <NetworkWord status={room?.status} />
        <MeMenu view={view} />
      </div>
    </header>
  );
}

function StageText({ view }: Readonly<{ view: EvaluationView }>) {
  const { t } = useTranslation();
  const place = stagePlace(view.stage);
  return (
    <p className={styles["stage"]}>
      {place !== undefined && (
        <span className={styles["count"]}>{t("frame.stageCount", { place, of: stageCount })}</span>
      )}
      <span>
        {place !== undefined && <>{t("frame.stageOf", { place })} </>}
        <strong>{t(`stage.${view.stage}`)}</strong>
      </span>
    </p>
  );
}
