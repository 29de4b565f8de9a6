import { useParams } from "@tanstack/react-router";
import type { SessionView } from "@yuanping/shared/contracts/http.ts";
import { lazy, Suspense, useEffect } from "react";
import { Loading } from "../components/states.tsx";
import styles from "./frame.module.css";
import { enterRoom, useRoomLine } from "./room-line.ts";
import { SignedIn } from "./signed-in.tsx";

const RoomScreen = lazy(async () => {
  const { RoomScreen } = await import("../features/room/room-screen.tsx");
  return { default: RoomScreen };
});

/** One evaluation's room, for as long as the page is open. */
export function EvaluationPage() {
  const { id } = useParams({ from: "/evaluation/$id" });
  return <SignedIn>{(session) => <Room key={id} evaluation={id} session={session} />}</SignedIn>;
}

function Room({ evaluation, session }: Readonly<{ evaluation: string; session: SessionView }>) {
  useEffect(() => enterRoom(evaluation), [evaluation]);
  const connection = useRoomLine();
  const waiting = (
    <div className={styles["alone"]}>
      <Loading />
    </div>
  );
  // For a moment after a change of rooms the line is still the other room's.
  if (connection?.evaluation !== evaluation) return waiting;
  return (
    <Suspense fallback={waiting}>
      <RoomScreen connection={connection} session={session} />
    </Suspense>
  );
}
