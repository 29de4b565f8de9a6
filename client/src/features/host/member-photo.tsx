import type { PhotoView } from "@yuanping/shared/contracts/view.ts";
import { Modal } from "antd";
import { useState } from "react";
import { HttpApi } from "../../connection/http.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./host.module.css";

const http = new HttpApi();

type Props = Readonly<{
  photo: PhotoView;
  who: string;
  /** Is told which photograph stands before the viewer's eyes. */
  shown?: (sha256: string) => void;
}>;

/** A member's photograph, which a click makes larger; or what there is in its place. */
export function MemberPhoto({ photo, who, shown }: Props) {
  const { view, words } = useRoom();
  const [large, setLarge] = useState(false);
  const [lost, setLost] = useState<string>();
  if (photo.kind === "none") {
    return photo.required ? <span className={styles["soft"]}>{words.photo.awaited}</span> : null;
  }
  if (photo.kind === "no-camera") {
    return (
      <p className={look["reason"]}>
        <span className={styles["tag"]} data-tone="care">
          ! {words.photo.without}
        </span>{" "}
        {photo.reason}
      </p>
    );
  }
  const { sha256 } = photo;
  const url = http.photoUrl(view.evaluation, sha256);
  if (lost === sha256) return <span className={styles["soft"]}>{words.photo.gone}</span>;
  return (
    <>
      <button
        type="button"
        className={look["photo"]}
        aria-label={words.photo.enlarge(who)}
        onClick={() => setLarge(true)}
      >
        <img
          key={sha256}
          src={url}
          alt=""
          onLoad={() => shown?.(sha256)}
          onError={() => setLost(sha256)}
        />
      </button>
      <Modal
        open={large}
        footer={null}
        title={words.photo.of(who)}
        onCancel={() => setLarge(false)}
      >
        <img className={look["large"]} src={url} alt={words.photo.of(who)} />
        <p className={styles["soft"]}>
          {words.photo.hash} <span className={styles["code"]}>{sha256.slice(0, 16)}…</span>
        </p>
      </Modal>
    </>
  );
}
