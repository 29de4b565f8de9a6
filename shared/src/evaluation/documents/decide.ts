import type { CommandOf } from "../../contracts/commands/index.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { knows, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";
import { findDocument, hasOpened, pagesReadBy } from "./state.ts";

type Wanted = Readonly<{ bid: string; sha256: string }>;

/** Puts on record that somebody looks into a document. Opening it again changes nothing. */
export function openDocument(
  state: Evaluation,
  { bid, sha256 }: CommandOf<"openDocument">,
  { actor }: Context,
): Decision {
  const { person, role } = actor;
  if (state.bids.length === 0) return deny("conflict", "documents.sealed");
  if (!knows.document(state, { person, role }, bid))
    return deny("forbidden", "documents.not-yours");
  if (findDocument(state, bid, sha256) === undefined) return deny("invalid", "documents.unknown");
  return hasOpened(state, person, bid, sha256)
    ? accept()
    : accept({ type: "DocumentOpened", person, bid, sha256 });
}

/** Puts on record which pages somebody was shown, each for the first time. Pages that stand there already change nothing. */
export function readPages(
  state: Evaluation,
  { bid, sha256, pages }: CommandOf<"readPages">,
  { actor }: Context,
): Decision {
  // What a page sums up may come after its reader lost the document: late, and no attempt at anything.
  if (documentWithheld(state, actor, { bid, sha256 }) !== undefined) {
    return deny("conflict", "documents.not-opened");
  }
  const { person } = actor;
  const known = new Set(pagesReadBy(state, person, bid, sha256));
  const fresh = pages.filter((page) => !known.has(page));
  return fresh.length === 0
    ? accept()
    : accept({ type: "PagesRead", person, bid, sha256, pages: fresh });
}

/**
 * Why a document's bytes may not be sent to a viewer; undefined when they may. Its opening stands on record first, or
 * the evaluation is archived, and nothing can be put on record any more. On a pause the members' screens are locked (R7).
 */
export function documentWithheld(
  state: Evaluation,
  viewer: Viewer,
  { bid, sha256 }: Wanted,
): Refusal | undefined {
  if (!knows.document(state, viewer, bid)) return refuse("forbidden", "documents.not-yours");
  if (findDocument(state, bid, sha256) === undefined) return refuse("invalid", "documents.unknown");
  if (viewer.role === "expert" && state.supervision.paused !== undefined) {
    return refuse("conflict", "supervision.paused");
  }
  return state.stage === "archived" || hasOpened(state, viewer.person, bid, sha256)
    ? undefined
    : refuse("conflict", "documents.not-opened");
}
