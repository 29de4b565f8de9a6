import { CeremonyPanel } from "../draw/ceremony-panel.tsx";
import { NumbersPanel } from "../draw/numbers-panel.tsx";
import { isDrawing } from "../draw/is-drawing.ts";
import { useRoom } from "../room/room-context.ts";
import { CallUpBoard } from "./call-up-board.tsx";

/** The draw while it is under way: then nothing is due before it. */
export function DrawingNow() {
  const { view } = useRoom();
  return isDrawing(view) && view.ceremony?.phase !== "rest" ? <CeremonyPanel /> : null;
}

/** What came of the draw, and who has answered the call-up: to look at, below what is due. */
export function DrawnAndCalled() {
  const { view } = useRoom();
  const isCalling = view.stage === "draw" || view.stage === "check-in";
  return (
    <>
      {isCalling && <CallUpBoard />}
      {isDrawing(view) && view.ceremony?.phase === "rest" && <CeremonyPanel />}
      {view.stage !== "draw" && <NumbersPanel />}
    </>
  );
}
