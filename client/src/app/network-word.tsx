import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import type { RoomStatus } from "../connection/room-state.ts";
import { useHealth } from "./api.ts";
import styles from "./frame.module.css";

type Network = "good" | "back" | "off" | "first" | "silent";

function onLine(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}

function networkOf(status: RoomStatus | undefined, reachable: boolean, silent: boolean): Network {
  if (!reachable) return "off";
  if (status === "reconnecting") return "back";
  if (status === "connecting") return "first";
  return silent ? "silent" : "good";
}

/** The state of the line, as a shape and a word: a network that is there helps nobody while the server is silent. */
export function NetworkWord({ status }: Readonly<{ status: RoomStatus | undefined }>) {
  const { t } = useTranslation();
  const reachable = useSyncExternalStore(onLine, () => navigator.onLine);
  const { errorUpdatedAt, dataUpdatedAt } = useHealth();
  // While it is asked again nothing is known that was not known before.
  const silent = errorUpdatedAt > dataUpdatedAt;
  const network = networkOf(status, reachable, silent);
  return (
    <span className={styles["network"]} data-network={network} role="status">
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <rect x="0" y="9" width="3" height="5" />
        <rect x="5" y="5" width="3" height="9" />
        <rect x="10" y="0" width="3" height="14" />
      </svg>
      <span className={styles["networkText"]}>{t(`frame.network.${network}`)}</span>
    </span>
  );
}
