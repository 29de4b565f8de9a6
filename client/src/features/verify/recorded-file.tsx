import type { MediaSource } from "@yuanping/shared/contracts/media.ts";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { isRecording } from "./checked-recording.ts";
import styles from "./story.module.css";

type RecordedFileProps = Readonly<{
  file: Blob;
  name: string;
  source: MediaSource;
  /** What is heard or seen, for those who do not see it. */
  label: string;
  /** From where to play, in milliseconds. */
  offset: number;
}>;

/** One file of a recording at the moment that is looked at, once it was found to be the one on record. */
export function RecordedFile({ file, name, source, label, offset }: RecordedFileProps) {
  const { t } = useTranslation();
  const [address, setAddress] = useState<string | false>();
  useEffect(() => {
    let current = true;
    let made: string | undefined;
    isRecording(file, name).then(
      (isIt) => {
        if (!current) return;
        made = isIt ? URL.createObjectURL(file) : undefined;
        setAddress(made ?? false);
      },
      () => {
        if (current) setAddress(false);
      },
    );
    return () => {
      current = false;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [file, name]);
  if (address === undefined) return <p className="small quiet">{t("verify.story.reading")}</p>;
  if (address === false)
    return <p className={styles["faultWord"]}>✕ {t("verify.story.otherFile")}</p>;
  const toMoment = (media: HTMLMediaElement | null) => {
    if (media !== null) media.currentTime = offset / 1000;
  };
  if (source === "microphone") {
    return (
      <audio key={offset} ref={toMoment} src={address} controls aria-label={label}>
        <track kind="captions" />
      </audio>
    );
  }
  return (
    <video key={offset} ref={toMoment} src={address} controls muted playsInline aria-label={label}>
      <track kind="captions" />
    </video>
  );
}
