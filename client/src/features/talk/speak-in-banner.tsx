import { timeOf } from "../room/clock.ts";
import { useRoom } from "../room/room-context.ts";
import look from "./talk.module.css";

/** Says to the whole room that the supervisor is heard, and what about. */
export function SpeakInBanner() {
  const { view, words } = useRoom();
  const { speakIn, me } = view;
  if (speakIn === undefined) return null;
  const yours = me.role === "supervisor";
  return (
    <p className={look["speakIn"]} role="status">
      <b>{yours ? words.speakIn.yours : words.speakIn.announced}</b> ·{" "}
      {timeOf(speakIn.at, words.locale)} · {speakIn.reason}
    </p>
  );
}
