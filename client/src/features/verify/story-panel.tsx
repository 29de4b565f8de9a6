import type { Story } from "@yuanping/shared/evidence/index.ts";
import { Segmented } from "antd";
import { useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useSpoken } from "../../components/use-language.ts";
import { linesOf, type TrailLine } from "../trail/sentence.ts";
import { RecordedNow } from "./recorded-now.tsx";
import { chaptersOf, isGist } from "./story.ts";
import { StoryLines } from "./story-lines.tsx";
import styles from "./story.module.css";
import { StoryMoment } from "./story-moment.tsx";

type StoryPanelProps = Readonly<{
  story: Story;
  /** The event at which the first failing check failed. */
  faultAt: number | undefined;
}>;

/** What happened, along a timeline that goes to any moment of it. */
export function StoryPanel({ story, faultAt }: StoryPanelProps) {
  const { t } = useTranslation();
  const spoken = useSpoken();
  const id = useId();
  const [scope, setScope] = useState<"gist" | "all">("gist");
  const [chosen, setChosen] = useState<number>();
  const lines = useMemo(
    () =>
      linesOf(
        story.events.map(({ record }) => record),
        t,
        spoken,
      ),
    [story, t, spoken],
  );
  const told = story.events.flatMap((each, index) => {
    const line = lines[index];
    const isShown = scope === "all" || isGist(each) || each.record.seq === faultAt;
    return line === undefined || !isShown ? [] : [{ ...line, stage: each.stage }];
  });
  if (told.length === 0) return undefined;
  const chosenPlace = placeOf(told, chosen ?? faultAt ?? 0);
  const now = told[chosenPlace];
  if (now === undefined) return undefined;
  const go = (place: number) => setChosen(told[place]?.record.seq);
  return (
    <section className={styles["story"]} aria-labelledby={id}>
      <header className={styles["heading"]}>
        <div>
          <h2 id={id}>{t("verify.story.heading")}</h2>
          <p className="quiet small">{t("verify.story.lead")}</p>
        </div>
        <div className="not-printed">
          <Segmented<"gist" | "all">
            aria-label={t("verify.story.scope")}
            value={scope}
            options={(["gist", "all"] as const).map((value) => ({
              value,
              label: t(`verify.story.${value}`),
            }))}
            onChange={setScope}
          />
        </div>
      </header>
      {story.unreadable > 0 && (
        <p className={styles["care"]}>
          {t("verify.story.unreadable", { count: story.unreadable })}
        </p>
      )}
      <StoryMoment
        chapters={chaptersOf(told)}
        now={now}
        place={chosenPlace}
        of={told.length}
        isFault={now.record.seq === faultAt}
        go={go}
      />
      <RecordedNow story={story} at={now.record.at} />
      <StoryLines lines={told} place={chosenPlace} faultAt={faultAt} go={go} />
    </section>
  );
}

/** The last line that is not after the event of this number, so that a change of scope stays where it was. */
function placeOf(lines: readonly Pick<TrailLine, "record">[], seq: number): number {
  return Math.max(
    0,
    lines.findLastIndex(({ record }) => record.seq <= seq),
  );
}
