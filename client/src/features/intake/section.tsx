import { useId, type ReactNode } from "react";
import styles from "./intake-page.module.css";

type SectionProps = Readonly<{ heading: string; lead?: string; children: ReactNode }>;

/** A part of the form under its heading. */
export function Section({ heading, lead, children }: SectionProps) {
  const id = useId();
  return (
    <section className={styles["section"]} aria-labelledby={id}>
      <div className={styles["sectionHeading"]}>
        <h2 id={id}>{heading}</h2>
        {lead !== undefined && <p className="quiet small">{lead}</p>}
      </div>
      {children}
    </section>
  );
}
