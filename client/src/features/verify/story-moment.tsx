import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import type { Stage } from "@yuanping/shared/contracts/stages.ts";
import { Button } from "antd";
import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.tsx";
import type { TrailLine } from "../trail/sentence.ts";
import type { Chapter } from "./story.ts";
import styles from "./story.module.css";

type StoryMomentProps = Readonly<{
  chapters: readonly Chapter[];
  now: TrailLine & Readonly<{ stage: Stage }>;
  place: number;
  of: number;
  isFault: boolean;
  go: (place: number) => void;
}>;

/** The moment that is looked at, and the ways to another: by stage, by sliding, line by line. */
export function StoryMoment({ chapters, now, place, of, isFault, go }: StoryMomentProps) {
  const { t } = useTranslation();
  return (
    <div className={`${styles["moment"]} not-printed`}>
      <ol className={styles["chapters"]} aria-label={t("verify.story.stages")}>
        {chapters.map(({ stage, from, to }) => (
          <li key={from}>
            <button
              type="button"
              className={styles["chapter"]}
              aria-current={from <= place && place <= to ? "step" : undefined}
              onClick={() => go(from)}
            >
              {t(`stage.${stage}`)}
            </button>
          </li>
        ))}
      </ol>
      <div className={styles["axis"]}>
        <Button
          icon={<LeftOutlined />}
          disabled={place === 0}
          aria-label={t("verify.story.previous")}
          onClick={() => go(place - 1)}
        />
        <input
          type="range"
          className={styles["range"]}
          aria-label={t("verify.story.place")}
          aria-valuetext={`${place + 1}/${of} ${now.sentence}`}
          min={0}
          max={of - 1}
          value={place}
          onChange={(event) => go(Number(event.target.value))}
        />
        <Button
          icon={<RightOutlined />}
          disabled={place === of - 1}
          aria-label={t("verify.story.next")}
          onClick={() => go(place + 1)}
        />
      </div>
      <div className={styles["now"]} data-fault={isFault}>
        <p className="small quiet number">
          {place + 1}/{of} · <Moment at={now.record.at} /> · {t(`stage.${now.stage}`)}
        </p>
        <p className={styles["sentence"]}>{now.sentence}</p>
        {isFault && <p className={styles["faultWord"]}>✕ {t("verify.story.fault")}</p>}
      </div>
    </div>
  );
}
