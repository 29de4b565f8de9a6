import {
  CheckCircleFilled,
  CloseCircleFilled,
  EllipsisOutlined,
  MinusCircleFilled,
} from "@ant-design/icons";
import { checkTitles, type Check } from "@yuanping/shared/evidence/index.ts";
import { useTranslation } from "react-i18next";
import { useSpoken } from "../../components/use-language.ts";
import styles from "./verify-page.module.css";

type Bilingual = Readonly<{ zh: string; en: string }>;

/** All checks from the start, so that nothing moves when an answer comes. */
export function CheckList({ checks }: Readonly<{ checks: readonly Check[] }>) {
  const made = new Map<string, Check>(checks.map((check) => [check.name, check]));
  return (
    <ol className={styles["checks"]}>
      {Object.entries(checkTitles).map(([name, title]) => {
        const check = made.get(name);
        return check === undefined ? (
          <PendingLine key={name} title={title} />
        ) : (
          <CheckLine key={name} title={title} check={check} />
        );
      })}
    </ol>
  );
}

function PendingLine({ title }: Readonly<{ title: Bilingual }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  return (
    <li className={styles["check"]} data-extent="none">
      <EllipsisOutlined aria-hidden />
      <div>
        <p>
          <strong>{spoken(title)}</strong>
        </p>
        <p className="small quiet">{t("verify.pending")}</p>
      </div>
    </li>
  );
}

const extentWords = {
  whole: "verify.ok",
  part: "verify.part",
  none: "verify.none",
} as const;

function CheckLine({ check, title }: Readonly<{ check: Check; title: Bilingual }>) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const { ok, detail, zh, extent } = check;
  const wrong = extent === "none" ? "verify.unmade" : "verify.bad";
  const word = ok ? extentWords[extent] : wrong;
  return (
    <li className={styles["check"]} data-ok={ok} data-extent={extent}>
      {extent === "none" && <MinusCircleFilled aria-hidden />}
      {ok && extent !== "none" && <CheckCircleFilled aria-hidden />}
      {!ok && extent !== "none" && <CloseCircleFilled aria-hidden />}
      <div>
        <p>
          <strong>{spoken(title)}</strong> <span className={styles["checkWord"]}>{t(word)}</span>
        </p>
        <p className="small quiet">{spoken({ zh, en: detail })}</p>
      </div>
    </li>
  );
}
