import { Link } from "@tanstack/react-router";
import type { RecordingCondition } from "@yuanping/shared/contracts/recording.ts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ShortHash } from "../components/short-hash.tsx";
import { useWords } from "../i18n/room/use-words.ts";
import type { RoomWords } from "../i18n/room/zh.ts";
import { usePreferences } from "../theme/preferences.ts";
import { useHealth } from "./api.ts";
import styles from "./frame.module.css";
import { HelpDrawer } from "./help-drawer.tsx";
import { useRoomState } from "./room-line.ts";

/** The truth below every page: what is on record, its head, and what does not work just now. */
export function StatusLine() {
  const { t } = useTranslation();
  const { language, chooseLanguage } = usePreferences();
  const [helping, setHelping] = useState(false);
  return (
    <footer className={`${styles["status"]} not-printed`} aria-label={t("frame.page.status")}>
      <div className={styles["truth"]}>
        <Record />
        <Trouble />
      </div>
      <div className={styles["tools"]}>
        <Link to="/verify">{t("frame.verify")}</Link>
        <Button type="link" size="small" onClick={() => setHelping(true)}>
          {t("frame.help")}
        </Button>
        <Button
          type="link"
          size="small"
          lang={language === "en" ? "zh-CN" : "en"}
          aria-label={t("frame.languageLabel")}
          onClick={() => chooseLanguage(language === "en" ? "zh-CN" : "en")}
        >
          {t("frame.language")}
        </Button>
      </div>
      <HelpDrawer open={helping} close={() => setHelping(false)} />
    </footer>
  );
}

function Record() {
  const { t } = useTranslation();
  const words = useWords();
  const room = useRoomState();
  const head = room?.head;
  if (room?.view === undefined || head === undefined)
    return <span className={styles["always"]}>{t("frame.truth")}</span>;
  return (
    <Link
      to="/evaluation/$id/trail"
      params={{ id: room.view.evaluation }}
      title={t("frame.toTrail")}
      className={styles["record"]}
    >
      <Condition condition={room.view.recording.condition} words={words} />
      {t("frame.logged", { size: head.size.toLocaleString() })}
      <span className={styles["root"]}>
        {" · "}
        {t("frame.head", { root: "" }).trim()} <ShortHash value={head.root} />
      </span>
      <Witnessed />
    </Link>
  );
}

/** How many of those whom the newest gate needs have cosigned it; nothing before the first gate. */
function Witnessed() {
  const { t } = useTranslation();
  const witnessing = useRoomState()?.view?.witnessing;
  if (witnessing === undefined || witnessing.met === 0) return null;
  const { witnessed, of, fork } = witnessing;
  const lacks = witnessed < of || fork !== undefined;
  return (
    <span className={lacks ? styles["care"] : undefined}>
      {" · "}
      {t(lacks ? "frame.unwitnessed" : "frame.witnessed", { witnessed, of })}
    </span>
  );
}

/** Whether what is said and shown is kept; nothing before anybody sends anything. */
function Condition({
  condition,
  words,
}: Readonly<{ condition: RecordingCondition | undefined; words: RoomWords }>) {
  if (condition === undefined) return null;
  return (
    <span className={condition === "on" ? undefined : styles["care"]}>
      {condition === "on" && "● "}
      {words.recording[condition]} ·{" "}
    </span>
  );
}

function Trouble() {
  const { t } = useTranslation();
  const health = useHealth().data;
  const waiting = useRoomState()?.waiting ?? 0;
  const media = health?.media;
  return (
    <>
      {waiting > 0 && (
        <span className={styles["care"]}>{t("frame.unsent", { count: waiting })}</span>
      )}
      {media?.state === "preparing" && (
        <span>
          {t("frame.media.preparing", { percent: Math.floor((media.fraction ?? 0) * 100) })}
        </span>
      )}
      {media?.state === "unavailable" && (
        <span className={styles["care"]}>{t("frame.media.unavailable")}</span>
      )}
      {health !== undefined && !health.store.ok && (
        <span className={styles["care"]}>{t("frame.degraded")}</span>
      )}
    </>
  );
}
