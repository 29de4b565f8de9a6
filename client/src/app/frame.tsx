import { Link, Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { FrameHeader } from "./frame-header.tsx";
import { StatusLine } from "./status-line.tsx";
import styles from "./frame.module.css";

/** What stands around every page: who and where above, the state of the record below. */
export function Frame() {
  const { t } = useTranslation();
  return (
    <div className={styles["frame"]}>
      <Link className={styles["skip"]} to="." hash="main">
        {t("frame.skip")}
      </Link>
      <FrameHeader />
      <main id="main" className={styles["main"]} tabIndex={-1} aria-label={t("frame.page.main")}>
        <Outlet />
      </main>
      <StatusLine />
    </div>
  );
}
