import type { Command } from "@yuanping/shared/contracts/commands/index.ts";

/** What only the server sends, or what it completes from its own tables. */
type ServerSide =
  | "openTender"
  | "freezeSheets"
  | "openSheets"
  | "lapseInvitation"
  | "recordCall"
  | "showNames"
  | "forgetShares"
  | "rejectSealingKey"
  | "occupySeat"
  | "loseSeat"
  | "releaseSeat"
  | "keepPhoto"
  | "noteTrack"
  | "noteMisuse"
  | "sealDraw"
  | "unsealBids";

/** A command as a person sends it. */
export type PersonCommand =
  | Exclude<Command, Readonly<{ type: ServerSide }>>
  | Readonly<{ type: "sealDraw" }>
  | Readonly<{ type: "unsealBids" }>;

/** A command id: 128 bits of chance in hex. */
export function newCommandId(): string {
  return crypto
    .getRandomValues(new Uint8Array(16))
    .reduce((text, byte) => text + byte.toString(16).padStart(2, "0"), "");
}
