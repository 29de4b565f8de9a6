import { useTranslation } from "react-i18next";
import { CopyButton } from "../../components/copy-button.tsx";
import styles from "./trail-page.module.css";
import type { Trail } from "./trail-record.ts";

/** How many entries there are and the root over them, computed on this machine from the lines themselves. */
export function ChainHead({ trail }: Readonly<{ trail: Trail }>) {
  const { t } = useTranslation();
  return (
    <dl className={styles["head"]}>
      <div>
        <dt>{t("trail.head.size")}</dt>
        <dd className="number">{trail.size.toLocaleString()}</dd>
      </div>
      <div>
        <dt>{t("trail.head.root")}</dt>
        <dd>
          <code className="mono">{trail.root}</code> <CopyButton text={trail.root} />
        </dd>
      </div>
    </dl>
  );
}
