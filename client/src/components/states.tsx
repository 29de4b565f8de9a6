import { Link } from "@tanstack/react-router";
import { Button, Skeleton } from "antd";
import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { RefusalText } from "./refusal-text.tsx";
import styles from "./states.module.css";

/** Nothing here yet: what it is, and how it fills. */
export function Empty({
  title,
  text,
  action,
}: Readonly<{ title: string; text?: string; action?: ReactNode }>) {
  return (
    <div className={styles["empty"]}>
      <p className={styles["title"]}>{title}</p>
      {text !== undefined && <p className="quiet">{text}</p>}
      {action}
    </div>
  );
}

/** On its way: grey lines where the content will stand. */
export function Loading({ rows = 4 }: Readonly<{ rows?: number }>) {
  const { t } = useTranslation();
  return (
    <div className={styles["loading"]} role="status">
      <span className="only-heard">{t("frame.loading")}</span>
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}

/** It did not come: what happened, what is kept, what to do. */
export function Failed({
  refusal,
  retry,
}: Readonly<{ refusal: SpokenRefusal; retry?: () => void }>) {
  const { t } = useTranslation();
  // Asking again changes nothing, and there was nothing to keep.
  if (refusal.category === "forbidden") {
    return (
      <div className={styles["failed"]}>
        <RefusalText refusal={refusal} />
        <p>
          <Link to="/">{t("frame.home")}</Link>
        </p>
      </div>
    );
  }
  return (
    <div className={styles["failed"]}>
      <RefusalText
        refusal={refusal}
        title={t("frame.failed.title")}
        {...(retry === undefined
          ? {}
          : { action: <Button onClick={retry}>{t("frame.retry")}</Button> })}
      />
      <p className="quiet small">{t("frame.failed.kept")}</p>
    </div>
  );
}
