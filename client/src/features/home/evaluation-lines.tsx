import { Link } from "@tanstack/react-router";
import type { EvaluationSummary } from "@yuanping/shared/contracts/http.ts";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.tsx";
import { InvitationAnswer } from "./invitation-answer.tsx";
import { stageCount, stagePlace } from "../../components/stage-place.ts";
import styles from "./home-page.module.css";

type EvaluationLinesProps = Readonly<{
  heading: string;
  evaluations: readonly EvaluationSummary[];
}>;

/** Evaluations one under the other: what, where it stands, what is asked of me. */
export function EvaluationLines({ heading, evaluations }: EvaluationLinesProps) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles["group"]}>
        {heading} <span className="quiet number">{evaluations.length}</span>
      </h2>
      <ul className={styles["lines"]}>
        {evaluations.map((evaluation) => (
          <EvaluationLine key={evaluation.evaluation} evaluation={evaluation} />
        ))}
      </ul>
    </section>
  );
}

function EvaluationLine({ evaluation }: Readonly<{ evaluation: EvaluationSummary }>) {
  const { t } = useTranslation();
  const { stage, role, paused, number, lot, openedAt, withheld, invitation } = evaluation;
  const title = withheld === true ? t("home.withheld") : evaluation.title;
  const place = stagePlace(stage);
  const duty = role === "system" ? undefined : t(`duty.${role}.${stage}`);
  return (
    <li className={styles["line"]}>
      <div className={styles["what"]}>
        <Link
          className={styles["title"]}
          // The way in at the end of the line is the same; the keyboard needs it once.
          tabIndex={-1}
          to="/evaluation/$id"
          params={{ id: evaluation.evaluation }}
        >
          {title}
        </Link>
        <p className={`${styles["facts"]} quiet small`}>
          {withheld !== true && (
            <>
              <span>{number}</span>
              <span>{lot}</span>
            </>
          )}
          <span>{t(`role.${role}`)}</span>
          <Moment at={openedAt} only="date" />
        </p>
      </div>
      <div className={styles["where"]}>
        <p>
          {place !== undefined && (
            <span className="quiet number">
              {t("frame.stageCount", { place, of: stageCount })}{" "}
            </span>
          )}
          <strong>{t(`stage.${stage}`)}</strong>
          {paused && <span className={styles["paused"]}>{t("home.paused")}</span>}
        </p>
        <p className="small">{duty}</p>
      </div>
      <Link className={styles["enter"]} to="/evaluation/$id" params={{ id: evaluation.evaluation }}>
        {t("home.enter")}
        <span className="only-heard"> {title}</span>
      </Link>
      {invitation !== undefined && (stage === "draw" || stage === "check-in") && (
        <InvitationAnswer evaluation={evaluation.evaluation} invitation={invitation} />
      )}
    </li>
  );
}
