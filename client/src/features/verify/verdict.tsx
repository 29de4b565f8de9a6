import { CheckCircleFilled, CloseCircleFilled, MinusCircleFilled } from "@ant-design/icons";
import { checkTitles, type Check } from "@yuanping/shared/evidence/index.ts";
import { Spin } from "antd";
import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.tsx";
import { useSpoken } from "../../components/use-language.ts";
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
      {phase !== "unreadable" && (
        <ol className={styles["checks"]}>
          {checks.map((check) => (
            <CheckLine key={check.name} check={check} />
          ))}
        </ol>
      )}
      {phase !== "running" && <FileFacts verification={verification} />}
    </section>
  );
}

function Word({ verification }: Readonly<{ verification: Verification }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const { phase, checks } = verification;
  const failed = checks.filter(({ ok }) => !ok);
  const [first] = failed;
  if (phase === "unreadable") return <p className={styles["big"]}>{t("verify.fault")}</p>;
  if (first === undefined && checks.some(({ extent }) => extent !== "whole")) {
    return (
      <>
        <p className={styles["big"]}>{t("verify.redacted")}</p>
        <p>{t("verify.redactedText")}</p>
      </>
    );
  }
  if (first === undefined) {
    return (
      <>
        <p className={styles["big"]}>{t("verify.passed")}</p>
        <p>{t("verify.passedText", { count: checks.length })}</p>
      </>
    );
  }
  return (
    <>
      <p className={styles["big"]}>{t("verify.failed")}</p>
      <p>
        {t("verify.failedText", { count: failed.length, name: spoken(checkTitles[first.name]) })}
      </p>
    </>
  );
}

const extentWords = {
  whole: "verify.ok",
  part: "verify.part",
  none: "verify.none",
} as const;

function CheckLine({ check }: Readonly<{ check: Check }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const { ok, name, detail, zh, extent } = check;
  const word = ok ? extentWords[extent] : "verify.bad";
  return (
    <li className={styles["check"]} data-ok={ok} data-extent={extent}>
      {ok && extent === "none" && <MinusCircleFilled aria-hidden />}
      {ok && extent !== "none" && <CheckCircleFilled aria-hidden />}
      {!ok && <CloseCircleFilled aria-hidden />}
      <div>
        <p>
          <strong>{spoken(checkTitles[name])}</strong>{" "}
          <span className={styles["checkWord"]}>{t(word)}</span>
        </p>
        <p className="small quiet">{spoken({ zh, en: detail })}</p>
      </div>
    </li>
  );
}

function FileFacts({ verification }: Readonly<{ verification: Verification }>) {
  const { t, i18n } = useTranslation();
  const { file, bytes, sha256, at } = verification;
  return (
    <dl className={styles["facts"]}>
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
