import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import { Button } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { api } from "../../app/api.ts";
import { RefusalText } from "../../components/refusal-text.tsx";
import { Verdict } from "../verify/verdict.tsx";
import { useVerification } from "../verify/use-verification.ts";
import styles from "./trail-page.module.css";

/** Fetches the evidence and computes everything anew in this browser. */
export function OwnVerification({ evaluation }: Readonly<{ evaluation: string }>) {
  const { t } = useTranslation();
  const [refusal, setRefusal] = useState<SpokenRefusal>();
  const [fetching, setFetching] = useState(false);
  const { verification, verify } = useVerification();

  const start = async () => {
    setRefusal(undefined);
    setFetching(true);
    const answer = await api.bundle(evaluation);
    setFetching(false);
    if (answer.ok) verify(`${evaluation}.zip`, answer.value);
    else setRefusal(answer.refusal);
  };

  return (
    <section className={styles["own"]}>
      <div className={styles["ownStart"]}>
        <p className="quiet">{t("trail.verifyLead")}</p>
        <Button
          onClick={() => void start()}
          loading={fetching || verification?.phase === "running"}
        >
          {t("trail.verify")}
        </Button>
      </div>
      {refusal !== undefined && <RefusalText refusal={refusal} />}
      {verification !== undefined && <Verdict verification={verification} />}
    </section>
  );
}
