import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./page.module.css";

type PageProps = Readonly<{
  title: string;
  /** One sentence under the heading. */
  lead?: ReactNode;
  /** To the right of the heading. */
  aside?: ReactNode;
  width?: "text" | "form" | "wide";
  children: ReactNode;
}>;

/** A page with its one h1. Coming to the page moves the focus there, so that it is read out. */
export function Page({ title, lead, aside, width = "wide", children }: PageProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  const name = t("frame.name");
  useEffect(() => {
    document.title = `${title} · ${name}`;
  }, [title, name]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <div className={`${styles["page"]} ${styles[width]}`}>
      <header className={styles["heading"]}>
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead !== undefined && <p className={styles["lead"]}>{lead}</p>}
        </div>
        {aside !== undefined && <div className="not-printed">{aside}</div>}
      </header>
      {children}
    </div>
  );
}
