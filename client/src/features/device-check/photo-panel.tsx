import { Alert, Button } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { HttpApi } from "../../connection/http.ts";
import type { LocalDevice } from "../../media/react/use-local-device.ts";
import { takeStill } from "../../media/still.ts";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";
import look from "./device-check.module.css";

const http = new HttpApi();

type Props = Readonly<{ camera: LocalDevice; started: boolean; start: () => void }>;

/** 签到照片: a still of the camera, looked at and then sent; or why there is none. Shown where the tender asks for it. */
export function PhotoPanel({ camera, started, start }: Props) {
  const { view, words } = useRoom();
  const { photo, consentMissing } = view.me;
  const still = useStill();
  const [busy, setBusy] = useState<"taking" | "sending">();
  const [failure, setFailure] = useState<string>();
  const [explaining, setExplaining] = useState(false);
  const taken = useRef<HTMLDivElement>(null);
  if (photo === undefined) return null;
  const { track } = camera;
  const take = async () => {
    if (track === undefined) return;
    setBusy("taking");
    setFailure(undefined);
    try {
      still.show(await takeStill(track));
    } catch {
      setFailure(words.photo.notTaken);
    }
    setBusy(undefined);
  };
  const keep = async () => {
    if (still.blob === undefined) return;
    setBusy("sending");
    const kept = await http.keepPhoto(view.evaluation, still.blob);
    setBusy(undefined);
    setFailure(kept.ok ? undefined : kept.refusal[words.language]);
    if (kept.ok) still.kept(kept.value.sha256);
  };
  const isKept = photo.kind === "taken";
  const isFresh = still.url !== undefined && still.sha256 === undefined;
  // The consent comes first; then the photograph is what the member is asked for.
  const tone = consentMissing === true ? "default" : "primary";
  return (
    <section className={look["photo"]} aria-labelledby="photo">
      <h3 id="photo">{words.photo.heading}</h3>
      <p className={styles["plain"]}>{words.photo.intro(view.recording.years)}</p>
      <div className={look["taken"]} ref={taken}>
        {still.url !== undefined && (isFresh || isKept) && (
          <img
            className={look["still"]}
            src={still.url}
            alt={words.photo.own}
            // It, and the button that sends it, may lie below the fold.
            onLoad={() => taken.current?.scrollIntoView({ block: "nearest" })}
          />
        )}
        <div className={look["said"]}>
          <p role="status" className={isKept ? undefined : styles["soft"]}>
            {isKept && !isFresh && `✓ ${words.photo.kept}`}
            {photo.kind === "no-camera" && words.photo.explained(photo.reason)}
            {isFresh && words.photo.look}
          </p>
          <div className={styles["buttons"]}>
            {isFresh && (
              <Button type={tone} loading={busy === "sending"} onClick={() => void keep()}>
                {words.photo.send}
              </Button>
            )}
            {started ? (
              <Button
                type={isFresh || isKept ? "default" : tone}
                disabled={track === undefined}
                loading={busy === "taking"}
                onClick={() => void take()}
              >
                {isFresh || isKept ? words.photo.again : words.photo.take}
              </Button>
            ) : (
              <Button type={isKept ? "default" : tone} onClick={start}>
                {isKept ? words.photo.again : words.photo.start}
              </Button>
            )}
            {photo.kind === "none" && !isFresh && (
              <Button type="text" onClick={() => setExplaining(true)}>
                {words.photo.noCamera}
              </Button>
            )}
          </div>
        </div>
      </div>
      {failure !== undefined && <Alert type="error" showIcon title={failure} />}
      {explaining && <NoCamera close={() => setExplaining(false)} />}
    </section>
  );
}

function NoCamera({ close }: Readonly<{ close: () => void }>) {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  return (
    <ReasonDialog
      title={words.photo.noCamera}
      consequence={words.photo.noCameraConsequence}
      label={words.photo.noCameraReason}
      action={words.photo.noCameraSend}
      pending={pending}
      refusal={refusal}
      close={close}
      submit={(reason) => send({ type: "declareNoCamera", reason })}
    />
  );
}

type Still = Readonly<{ blob?: Blob; url?: string; sha256?: string }>;

/** The still in hand, with an address for the page that is given back when it is replaced. */
function useStill() {
  const [still, setStill] = useState<Still>({});
  const { url } = still;
  useEffect(() => {
    if (url === undefined) return undefined;
    return () => URL.revokeObjectURL(url);
  }, [url]);
  return useMemo(
    () => ({
      ...still,
      show: (blob: Blob) => setStill({ blob, url: URL.createObjectURL(blob) }),
      kept: (sha256: string) => setStill((now) => ({ ...now, sha256 })),
    }),
    [still],
  );
}
