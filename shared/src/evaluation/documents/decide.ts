import type { CommandOf } from "../../contracts/commands/index.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { knows, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";
import { findDocument, hasOpened } from "./state.ts";

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
