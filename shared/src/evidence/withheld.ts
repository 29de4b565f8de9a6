import { z } from "zod";
import { digestSchema } from "../contracts/ids.ts";
import { recordSchema, type EventRecord } from "../contracts/record.ts";
import { canonicalize, concatBytes, fromHex, hex, sha256, utf8 } from "../tlog/index.ts";

/**
 * What a redacted bundle withholds: names of bidders and of their documents, grounds of conflicts, talk. A
 * place is a path of keys, `*` for every item; the kind is that of an event or of a command.
 */
const eventPlaces: Readonly<Record<string, readonly string[]>> = {
  TenderOpened: ["tender.bidders.*.name", "tender.bidders.*.creditCode"],
  BidUnsealed: ["content.documents.*.name"],
  NoCameraDeclared: ["reason"],
  MemberAdmitted: ["withoutPhoto"],
  RecusalDeclared: ["recusal.ground"],
  RecusedFromBid: ["ground"],
  SeatVacated: ["explanation"],
  InvitationDeclined: ["text"],
  PanelDissolved: ["explanation"],
  Said: ["text"],
};
const commandPlaces: Readonly<Record<string, readonly string[]>> = {
  openTender: ["tender.bidders.*.name", "tender.bidders.*.creditCode"],
  unsealBids: ["bids.*.content.documents.*.name"],
  checkIn: ["recusal.ground"],
  declareNoCamera: ["reason"],
  admitMember: ["withoutPhoto"],
  declareRecusal: ["recusal.ground"],
  recuseFromBid: ["ground"],
  replaceMember: ["explanation"],
  declineInvitation: ["text"],
  dissolvePanel: ["explanation"],
  say: ["text"],
};

/** A line of a redacted bundle whose text is withheld: its leaf hash, and what may be shown of its event. */
export const withheldLineSchema = z.strictObject({ leaf: digestSchema, shown: recordSchema });

const textMark = "withheld:";
const idMark = "withheld-";
/** Hex digits of a hash that fit where a command's id stands. */
const idDigits = 48;

/** SHA-256("yuanping/withheld/1" 0x00 salt text): whoever is told salt and text can see that it is this one. */
export function saltedHash(salt: string, text: string): string {
  return hex(sha256(concatBytes(utf8("yuanping/withheld/1\0"), fromHex(salt), utf8(text))));
}

/** Whether there is anything in the record to withhold. */
export function hasWithholdable(record: EventRecord): boolean {
  return count(record, () => true) > 0;
}

/** Whether every place that may be withheld is, and the command's id with them. */
export function isWithheld(record: EventRecord): boolean {
  return record.cause.id.startsWith(idMark) && count(record, isOpen) === 0;
}

/**
 * The record with salted hashes in the places that are withheld. The command's id is one of them: it is chance, and
 * while nobody knows it nobody can find a short name by trying which one gives the leaf hash. A credit code has no room
 * for a hash and is left out.
 */
export function withholding(record: EventRecord, salt: string): EventRecord {
  const hidden = mapPlaces(record, (text) => `${textMark}${saltedHash(salt, text)}`);
  const id = `${idMark}${saltedHash(salt, record.cause.id).slice(0, idDigits)}`;
  return recordSchema.parse({ ...hidden, cause: { ...hidden.cause, id } });
}

/** How many texts in the places that may be withheld are of a sort. */
function count(record: EventRecord, sort: (text: string) => boolean): number {
  let found = 0;
  mapPlaces(record, (text) => {
    if (sort(text)) found += 1;
    return text;
  });
  return found;
}

const hashed = /^withheld:[0-9a-f]{64}$/u;
const isOpen = (text: string): boolean => !hashed.test(text);

function mapPlaces(record: EventRecord, change: (text: string) => string): MappedRecord {
  const { event, cause } = record;
  const { command } = cause;
  const changedEvent = mapAll(event, eventPlaces[event.type], change);
  if (command === undefined) return { ...record, event: changedEvent };
  const changedCommand = mapAll(command, commandPlaces[command.type], change);
  return { ...record, event: changedEvent, cause: { ...cause, command: changedCommand } };
}

/** A record before the schema has looked at it again. */
type MappedRecord = Readonly<{ event: unknown; cause: object }>;

function mapAll(
  value: unknown,
  places: readonly string[] = [],
  change: (text: string) => string,
): unknown {
  return places.reduce((changed, place) => mapAt(changed, place.split("."), change), value);
}

function mapAt(value: unknown, path: readonly string[], change: (text: string) => string): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === "string" ? change(value) : value;
  if (typeof value !== "object" || value === null) return value;
  if (key === "*") {
    return Array.isArray(value) ? value.map((item) => mapAt(item, rest, change)) : value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, member]) => {
      if (name !== key) return [[name, member]];
      const changed = mapAt(member, rest, change);
      const isLeftOut = name === "creditCode" && changed !== member;
      return isLeftOut ? [] : [[name, changed]];
    }),
  );
}

/** The line of a withheld record, without its line end. */
export function withheldLine(leaf: string, shown: EventRecord): string {
  return canonicalize({ leaf, shown });
}
