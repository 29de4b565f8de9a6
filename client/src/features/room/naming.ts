import type { Role } from "@yuanping/shared/contracts/roles.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";

type Someone = Readonly<{ role: Role; code?: string | undefined; name?: string | undefined }>;

/** 专家C, 主持人 …: how a person is addressed under a code. */
export function roleName({ role, code }: Someone, words: RoomWords): string {
  if (role === "expert") return words.person.expert(code ?? "?");
  return words.person[role];
}

/** One or two letters for a seat without a picture. */
export function initialOf(someone: Someone, words: RoomWords): string {
  if (someone.code !== undefined) return someone.code;
  return Array.from(roleName(someone, words))[0] ?? "";
}

/** The bidder's name, or its number while the name is not known. */
export function bidderName(view: EvaluationView, bid: string): string {
  return view.bidders?.find(({ id }) => id === bid)?.name ?? bid;
}

/** Where a bidder stands in the list of all, from 1: what tells long names apart that begin alike. */
export function bidderPlace(view: EvaluationView, bid: string): number | undefined {
  const index = view.bidders?.findIndex(({ id }) => id === bid) ?? -1;
  return index < 0 ? undefined : index + 1;
}

/** What to call a drawn specialty or the owner's seat; a centre's own specialty goes by the id that it gave. */
export function seatName(seat: string, words: RoomWords): string {
  if (seat === "owner-representative") return words.person.representative;
  return Object.hasOwn(words.specialty, seat) ? (words.specialty[seat] ?? seat) : seat;
}
