import { checkTitles, type Check } from "@yuanping/shared/evidence/index.ts";
import { Spin } from "antd";
import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.tsx";
import { useSpoken } from "../../components/use-language.ts";
import { CheckList } from "./check-list.tsx";
import type { Verification } from "./use-verification.ts";
import styles from "./verify-page.module.css";

/** The checks as they come in, and the verdict in words once all are made. */
export function Verdict({ verification }: Readonly<{ verification: Verification }>) {
  const { t } = useTranslation();
  const { phase, checks } = verification;
  const total = Object.keys(checkTitles).length;
  return (
    <section className={styles["verdict"]} aria-label={t("verify.checks")}>
      <div className={styles["word"]} data-phase={phase} role="status">
        {phase === "running" ? (
          <p>
            <Spin size="small" /> {t("verify.running")}{" "}
            <span className="number">
              {checks.length}/{total}
            </span>
          </p>
        ) : (
          <Word verification={verification} />
        )}
      </div>
      {phase !== "running" && <FileFacts verification={verification} />}
      {phase !== "unreadable" && <CheckList checks={checks} />}
    </section>
  );
}

function Word({ verification }: Readonly<{ verification: Verification }>) {
  const { t } = useTranslation();
  const { phase, checks } = verification;
  const wrong = checks.filter(({ ok }) => !ok);
  const failed = wrong.filter(({ extent }) => extent !== "none");
  const first = failed[0] ?? wrong[0];
  if (phase === "unreadable") {
    return (
      <>
        <p className={styles["big"]}>{t("verify.fault")}</p>
        <p>{t("verify.faultText")}</p>
      </>
    );
  }
  if (first !== undefined)
    return (
      <FirstFailing check={first} failed={failed.length} unmade={wrong.length - failed.length} />
    );
  const isWhole = checks.every(({ extent }) => extent === "whole");
  return (
    <>
      <p className={styles["big"]}>{t(isWhole ? "verify.passed" : "verify.redacted")}</p>
      <p>{isWhole ? t("verify.passedText", { count: checks.length }) : t("verify.redactedText")}</p>
    </>
  );
}

/** Where it fails first, what that means, and what to do; what fails after it mostly follows from it. */
function FirstFailing({
  check,
  failed,
  unmade,
}: Readonly<{ check: Check; failed: number; unmade: number }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const { name, detail, zh } = check;
  return (
    <>
      <p className={styles["big"]}>{t("verify.failed")}</p>
      <p>
        {t("verify.failedText", { failed, name: spoken(checkTitles[name]) })}
        {unmade > 0 && t("verify.unmadeText", { unmade })}
      </p>
      <p className={styles["found"]}>{spoken({ zh, en: detail })}</p>
      <p>{t(`verify.meaning.${name}`)}</p>
      <p>{t("verify.failedToDo")}</p>
    </>
  );
}

function FileFacts({ verification }: Readonly<{ verification: Verification }>) {
  const { t, i18n } = useTranslation();
  const { file, bytes, sha256, at, found } = verification;
  const opening = found?.story?.events[0]?.record.event;
  const tender = opening?.type === "TenderOpened" ? opening.tender : undefined;
  return (
    <dl className={styles["facts"]}>
      {tender !== undefined && (
        <>
          <dt>{t("verify.tender")}</dt>
          <dd>
            {tender.title}
            <br />
            {tender.number} · {tender.lot} · {tender.owner}
          </dd>
        </>
      )}
      <dt>{t("verify.file")}</dt>
      <dd>{file}</dd>
      <dt>{t("verify.size")}</dt>
      <dd className="number">{bytes.toLocaleString(i18n.language)} B</dd>
      <dt>{t("verify.sha256")}</dt>
      <dd className="mono">{sha256}</dd>
      <dt>{t("verify.at")}</dt>
      <dd>
        <Moment at={at} />
      </dd>
    </dl>
  );
}
