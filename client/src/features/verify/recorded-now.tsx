import type { Story } from "@yuanping/shared/evidence/index.ts";
import { Button, Upload } from "antd";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { codesIn, officesIn } from "../trail/trail-record.ts";
import { RecordedFile } from "./recorded-file.tsx";
import { recordedAt } from "./story.ts";
import styles from "./story.module.css";

/**
 * What is recorded of the moment that is looked at, and the recording itself where its reader has the file: files stay on
 * this machine like the bundle. Nothing where the whole evaluation has no recording.
 */
export function RecordedNow({ story, at }: Readonly<{ story: Story; at: number }>) {
  const { t } = useTranslation();
  const { events } = story;
  const [held, setHeld] = useState<ReadonlyMap<string, Blob>>(new Map());
  const nameOf = useMemo(() => {
    const records = events.map(({ record }) => record);
    const codes = codesIn(records);
    const offices = officesIn(records);
    return (person: string): string => {
      const code = codes.get(person);
      return code === undefined
        ? t(`role.${offices.get(person) ?? "expert"}`)
        : t("member.coded", { code });
    };
  }, [events, t]);
  if (!events.some(({ record }) => record.event.type === "SegmentsKept")) return undefined;
  const files = recordedAt(events, at);
  const hold = (file: File) => {
    setHeld((before) => new Map(before).set(file.name, file));
    // Nothing is sent anywhere.
    return false;
  };
  return (
    <section
      className={`${styles["recorded"]} not-printed`}
      aria-label={t("verify.story.recorded")}
    >
      <div className={styles["heading"]}>
        <p className="small">
          <strong>{t("verify.story.recorded")}</strong>{" "}
          <span className="quiet">
            {t(files.length === 0 ? "verify.story.notRecorded" : "verify.story.recordedHint")}
          </span>
        </p>
        <Upload accept=".webm,.mkv" multiple showUploadList={false} beforeUpload={hold}>
          <Button size="small">{t("verify.story.choose")}</Button>
        </Upload>
      </div>
      <ul className={styles["files"]}>
        {files.map(({ person, source, file: name, offset }) => {
          const label = `${nameOf(person)} · ${t(`eventWord.source-${source}`)}`;
          const file = held.get(name);
          return (
            <li key={name}>
              <p className="small">
                {label} ·{" "}
                <span className="number">
                  {t("verify.story.into", { seconds: Math.floor(offset / 1000) })}
                </span>
              </p>
              {file === undefined ? (
                <code className="mono">{name}</code>
              ) : (
                <RecordedFile
                  file={file}
                  name={name}
                  source={source}
                  label={label}
                  offset={offset}
                />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
