import type { RoomWords } from "../../i18n/room/zh.ts";
import type { MediaState } from "../../media/state.ts";

/** How media stands, with the server's own words and share while it prepares. */
export function mediaSentence({ status, progress }: MediaState, words: RoomWords): string {
  const state = words.media.status[status];
  if (status !== "preparing" && status !== "unavailable") return state;
  const said = progress?.[words.language];
  const share = progress?.fraction === undefined ? "" : ` ${Math.round(progress.fraction * 100)} %`;
  return said === undefined ? state + share : `${state}${share} · ${said}`;
}
