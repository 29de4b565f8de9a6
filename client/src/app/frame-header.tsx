import { Link } from "@tanstack/react-router";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { useEffect } from "react";
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
  // A room that does not let in has a page, and a heading, of its own.
  const shut = room?.status === "refused" || room?.status === "replaced";
  const view = shut ? undefined : room?.view;
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
        <TenderName view={view} />
      )}
      {view !== undefined && <StageText view={view} />}
      <div className={styles["right"]}>
        <NetworkWord status={room?.status} />
        <MeMenu view={view} />
      </div>
    </header>
  );
}

/** The heading of a room's page is the evaluation's name. */
function TenderName({ view }: Readonly<{ view: EvaluationView }>) {
  const { t } = useTranslation();
  const { number, withheld } = view.tender;
  const title = withheld === true ? t("home.withheld") : view.tender.title;
  const name = t("frame.name");
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  return (
    <div className={styles["tender"]} title={`${title} · ${number}`}>
      <h1 className={styles["tenderTitle"]}>{title}</h1>
      <span className={styles["tenderNumber"]}>{number}</span>
    </div>
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
      <strong>{t(`stage.${view.stage}`)}</strong>
    </p>
  );
}
