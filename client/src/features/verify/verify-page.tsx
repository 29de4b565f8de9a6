import { checkTitles } from "@yuanping/shared/evidence/check.ts";
import { Button, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/page.tsx";
import { OutcomeTable } from "./outcome-table.tsx";
import { StoryPanel } from "./story-panel.tsx";
import { Verdict } from "./verdict.tsx";
import { useVerification } from "./use-verification.ts";
import styles from "./verify-page.module.css";

/** More than a browser should hold twice in memory. */
const largest = 200 * 1024 * 1024;

/** Anyone, without signing in: drop a bundle, read the verdict. Nothing is uploaded. */
export function VerifyPage() {
  const { t } = useTranslation();
  const { verification, verify } = useVerification();
  const [tooLarge, setTooLarge] = useState(false);

  const take = async (file: File) => {
    setTooLarge(file.size > largest);
    if (file.size <= largest) verify(file.name, new Uint8Array(await file.arrayBuffer()));
  };

  const found = verification?.found;
  const faultAt = verification?.checks.find(({ ok }) => !ok)?.seq;
  const done = verification !== undefined && verification.phase !== "running";
  return (
    <Page
      title={t("verify.title")}
      lead={t("verify.lead")}
      width="form"
      {...(done
        ? { aside: <Button onClick={() => window.print()}>{t("verify.print")}</Button> }
        : {})}
    >
      <div className="not-printed">
        <Upload.Dragger
          accept=".zip,application/zip"
          multiple={false}
          showUploadList={false}
          beforeUpload={(file) => {
            void take(file);
            return false;
          }}
        >
          <p className={styles["drop"]}>
            {t(verification === undefined ? "verify.drop" : "verify.again")}
          </p>
          <p className={styles["choose"]}>{t("verify.choose")}</p>
        </Upload.Dragger>
      </div>
      {verification === undefined && (
        <div className={`${styles["about"]} quiet`}>
          <p>{t("verify.aboutFile")}</p>
          <p>{t("verify.aboutChecks", { count: Object.keys(checkTitles).length })}</p>
        </div>
      )}
      {tooLarge && (
        <p className={styles["limit"]} role="alert">
          {t("verify.limit")}
        </p>
      )}
      {verification !== undefined && <Verdict verification={verification} />}
      {found?.totals !== undefined && <OutcomeTable totals={found.totals} />}
      {found?.story !== undefined && (
        // The next file has a story of its own, which begins at its beginning.
        <StoryPanel key={verification?.at} story={found.story} faultAt={faultAt} />
      )}
    </Page>
  );
}
