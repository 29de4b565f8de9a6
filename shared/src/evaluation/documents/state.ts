import type { EventOf } from "../../contracts/events/index.ts";
import type { BidId, Digest, PersonRef } from "../../contracts/ids.ts";
import type { BidDocument } from "../../contracts/tender.ts";
import type { Evaluation } from "../state.ts";

/** Which documents each person has opened, as `bid/sha256`. */
export type DocumentsState = Readonly<Record<PersonRef, readonly string[]>>;

export const noDocuments: DocumentsState = {};

/** A document of an unsealed bid; undefined while the bid is sealed, or where it has no such document. */
export function findDocument(
  { bids }: Evaluation,
  bid: BidId,
  sha256: Digest,
): BidDocument | undefined {
  const documents = bids.find(({ id }) => id === bid)?.documents ?? [];
  return documents.find((document) => document.sha256 === sha256);
}

export function hasOpened(
  { documents }: Evaluation,
  person: PersonRef,
  bid: BidId,
  sha256: Digest,
): boolean {
  return documents[person]?.includes(`${bid}/${sha256}`) ?? false;
}

export function documentOpened(
  documents: DocumentsState,
  { person, bid, sha256 }: EventOf<"DocumentOpened">,
): DocumentsState {
  return { ...documents, [person]: [...(documents[person] ?? []), `${bid}/${sha256}`] };
}

/** Which pages were shown to whom, by person and `bid/sha256`. */
export type PagesState = Readonly<Record<PersonRef, Readonly<Record<string, readonly number[]>>>>;

export const noPages: PagesState = {};

export function pagesReadBy(
  { pagesRead }: Evaluation,
  person: PersonRef,
  bid: BidId,
  sha256: Digest,
): readonly number[] {
  return pagesRead[person]?.[`${bid}/${sha256}`] ?? [];
}

export function pagesRead(
  before: PagesState,
  { person, bid, sha256, pages }: EventOf<"PagesRead">,
): PagesState {
  const own = before[person] ?? {};
  const key = `${bid}/${sha256}`;
  return { ...before, [person]: { ...own, [key]: [...(own[key] ?? []), ...pages] } };
}
