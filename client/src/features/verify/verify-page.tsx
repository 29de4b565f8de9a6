import { Button, Upload } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Page } from "../../components/page.tsx";
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

  const done = verification !== undefined && verification.phase !== "running";
  return (
    <Page title={t("verify.title")} lead={t("verify.lead")} width="form">
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
      {tooLarge && (
        <p className={styles["limit"]} role="alert">
          {t("verify.limit")}
        </p>
      )}
      {verification !== undefined && <Verdict verification={verification} />}
      {done && (
        <div className={`${styles["print"]} not-printed`}>
          <Button onClick={() => window.print()}>{t("verify.print")}</Button>
        </div>
      )}
    </Page>
  );
}
