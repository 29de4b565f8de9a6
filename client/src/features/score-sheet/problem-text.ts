import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { bidderName } from "../room/naming.ts";
import { wordRefusal } from "../room/use-send.ts";

type Problem = Readonly<{ problem: string; path: string }>;

/** What is wrong with a sheet, in words: at which bidder and item, and within which range where a mark is out of it. */
export function problemText(
  view: EvaluationView,
  { problem, path }: Problem,
  words: RoomWords,
): string {
  // A bid's id may hold a slash, so the known bids are tried.
  const bid = view.review.closed?.valid.find((id) => path.startsWith(`${id}/`));
  const id = bid === undefined ? path : path.slice(bid.length + 1);
  const max = view.method?.items.find((item) => item.id === id)?.max;
  const place = bid === undefined ? bidderName(view, path) : `${bidderName(view, bid)} · ${id}`;
  const details = max === undefined ? { path: place } : { path: place, max };
  const text = wordRefusal(refuse("invalid", problem, details), words);
  // Texts made for a cell don't say which one.
  return place === "" || text.includes(place) ? text : `${place}: ${text}`;
}
