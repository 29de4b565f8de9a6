import { CeremonyPanel } from "../draw/ceremony-panel.tsx";
import { NumbersPanel } from "../draw/numbers-panel.tsx";
import { isDrawing } from "../draw/is-drawing.ts";
import { useRoom } from "../room/room-context.ts";
import { CallUpBoard } from "./call-up-board.tsx";

/** The draw and the call-up, what is due now first: the draw while it is under way, the answers once it is done. */
export function DrawingAndCalling() {
  const { view } = useRoom();
  const isCalling = view.stage === "draw" || view.stage === "check-in";
  const isDone = view.ceremony?.phase === "rest";
  return (
    <>
      {isCalling && isDone && <CallUpBoard />}
      {isDrawing(view) && <CeremonyPanel />}
      {isCalling && !isDone && <CallUpBoard />}
      {view.stage !== "draw" && <NumbersPanel />}
    </>
  );
}
