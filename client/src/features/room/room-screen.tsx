import { Link } from "@tanstack/react-router";
import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { Button, Skeleton } from "antd";
import { useMemo, useSyncExternalStore } from "react";
import type { ReactNode } from "react";
import { useWords } from "../../i18n/room/use-words.ts";
import { AgencyView } from "../host/agency-view.tsx";
import { HostConsole } from "../host/host-console.tsx";
import { SupervisorView } from "../supervisor/supervisor-view.tsx";
import { WitnessBanner } from "../witness/witness-banner.tsx";
import { ExpertRoom } from "./expert-room.tsx";
import { RoomContext } from "./room-context.ts";
import type { Room } from "./room-context.ts";
import type { RoomPort } from "./room-port.ts";
import styles from "./room.module.css";

type Props = Readonly<{ connection: RoomPort; session: SessionView }>;

/** One evaluation as the signed-in person may see it, by their role in it. */
export function RoomScreen({ connection, session }: Props) {
  const words = useWords();
  const state = useSyncExternalStore(connection.subscribe, connection.getSnapshot);
  const { view, head, feed, status, refusal } = state;
  const online = status === "joined";
  const room = useMemo<Room | undefined>(
    () =>
      view === undefined ? undefined : { connection, session, view, head, feed, online, words },
    [connection, session, view, head, feed, online, words],
  );
  if (status === "replaced" || status === "refused") {
    return (
      <section className={styles["centre"]} role="alert">
        <h1>{status === "replaced" ? words.connection.replaced : words.connection.refused}</h1>
        {status === "refused" && refusal !== undefined && <p>{refusal[words.language]}</p>}
        <div className={styles["ways"]}>
          <Link to="/">{words.connection.home}</Link>
          <Button type="primary" onClick={() => connection.comeBack()}>
            {words.connection.again}
          </Button>
        </div>
      </section>
    );
  }
  if (room === undefined) {
    return (
      <section className={styles["panel"]} aria-busy="true">
        <p>{refusal?.[words.language] ?? words.connection.connecting}</p>
        <Skeleton active />
      </section>
    );
  }
  return (
    <RoomContext.Provider value={room}>
      <div className={styles["room"]}>
        <div aria-live="polite">
          {!online && <p className={styles["banner"]}>! {words.connection.offline}</p>}
        </div>
        <WitnessBanner />
        {screenOf(room)}
      </div>
    </RoomContext.Provider>
  );
}

function screenOf({ view }: Room): ReactNode {
  switch (view.me.role) {
    case "expert":
      return <ExpertRoom />;
    case "host":
      return <HostConsole />;
    case "agency":
      return <AgencyView />;
    case "supervisor":
    case "witness":
      return <SupervisorView />;
    case "system":
    default:
      return null;
  }
}
