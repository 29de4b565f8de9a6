import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EventOf } from "../../contracts/events/index.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import type { PhotoView } from "../../contracts/view.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import { findSitting, type Member } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** So many photographs of one member are kept; whoever needs more speaks to the host. */
export const photosMost = 20;

/** Whether a member's photograph could be taken now: what is asked before the bytes are kept, and again by the record. */
export function photoWithheld(state: Evaluation, member: string): Refusal | undefined {
  const found = findSitting(state.panel, member);
  if (found === undefined) return refuse("forbidden", "room.not-yours");
  if (state.tender.checkInPhoto === undefined) return refuse("conflict", "checkin.photo-not-asked");
  if (found.status === "admitted") return refuse("conflict", "checkin.already");
  if (found.status !== "checked-in") return refuse("conflict", "checkin.not-arrived");
  return undefined;
}

/** The same photograph once more changes nothing. */
export function keepPhoto(
  state: Evaluation,
  { member, sha256, size }: CommandOf<"keepPhoto">,
): Decision {
  const withheld = photoWithheld(state, member);
  if (withheld !== undefined) return reject(withheld);
  const { photo, photos = [] } = findSitting(state.panel, member) ?? {};
  if (photo === sha256) return accept();
  if (photos.length >= photosMost && !photos.includes(sha256)) {
    return deny("limited", "checkin.photo-too-many", { most: photosMost });
  }
  return accept({ type: "PhotoKept", member, sha256, size });
}

export function declareNoCamera(
  state: Evaluation,
  { reason }: CommandOf<"declareNoCamera">,
  { actor }: Context,
): Decision {
  const withheld = photoWithheld(state, actor.person);
  return withheld === undefined
    ? accept({ type: "NoCameraDeclared", member: actor.person, reason })
    : reject(withheld);
}

export function withPhoto({ sha256 }: EventOf<"PhotoKept">): (member: Member) => Member {
  return ({ noCamera: _noCamera, photos = [], ...member }) => ({
    ...member,
    photo: sha256,
    photos: photos.includes(sha256) ? photos : [...photos, sha256],
  });
}

export function withoutCamera({ reason }: EventOf<"NoCameraDeclared">): (member: Member) => Member {
  return ({ photo: _photo, ...member }) => ({ ...member, noCamera: reason });
}

/** Why the host has not compared what there is: another photograph, or none and no reason. */
export function notCompared(
  { tender }: Evaluation,
  member: Member,
  photo: string | undefined,
  withoutPhoto: string | undefined,
): Refusal | undefined {
  if (member.photo !== photo) return refuse("conflict", "checkin.photo-changed");
  if (photo !== undefined) {
    return withoutPhoto === undefined ? undefined : refuse("conflict", "checkin.photo-changed");
  }
  if (tender.checkInPhoto !== "required") return undefined;
  if (member.noCamera === undefined) return refuse("conflict", "checkin.no-photo");
  return withoutPhoto === undefined ? refuse("conflict", "checkin.photo-reason") : undefined;
}

/** How it stands with a member's photograph from their arrival on; nothing where the tender asks for none. */
export function photoView(
  { tender }: Evaluation,
  { status, photo, noCamera }: Member,
): { photo?: PhotoView } {
  if (tender.checkInPhoto === undefined || status === "drawn") return {};
  if (photo !== undefined) return { photo: { kind: "taken", sha256: photo } };
  return noCamera === undefined
    ? { photo: { kind: "none", required: tender.checkInPhoto === "required" } }
    : { photo: { kind: "no-camera", reason: noCamera } };
}
