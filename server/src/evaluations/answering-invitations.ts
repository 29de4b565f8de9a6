import type { InvitationAnswer } from "@yuanping/shared/contracts/http.ts";
import { evaluationIdSchema } from "@yuanping/shared/contracts/ids.ts";
import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import type { Receipt } from "../kernel/evaluation-room.ts";
import type { Rooms } from "../kernel/rooms.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

type Sources = Readonly<{ rooms: Rooms; pseudonyms: Pseudonyms }>;
type SignedIn = Readonly<{ userId: string; sessionId: string }>;

const unknown: Receipt = { ok: false, refusal: refuse("invalid", "room.unknown") };

/**
 * Carries an expert's answer from the home page into the room. Whoever was never drawn is told that there is no such
 * evaluation; who was, and is late or has answered, is told why by the room.
 */
export async function answerInvitation(
  evaluation: unknown,
  { userId, sessionId }: SignedIn,
  { id, command }: InvitationAnswer,
  { rooms, pseudonyms }: Sources,
): Promise<Receipt> {
  const known = evaluationIdSchema.safeParse(evaluation);
  const found = known.success ? await rooms.find(known.data) : undefined;
  if (found === undefined) return unknown;
  if (!found.ok) {
    const code = found.reason === "damaged" ? "record.altered" : "room.opening";
    return { ok: false, refusal: refuse("unavailable", code) };
  }
  const { room } = found;
  if (room.state === undefined) return unknown;
  const person = await pseudonyms.refOf(room.id, userId);
  const isMember = room.state.panel.members.some((member) => member.person === person);
  if (!isMember) return unknown;
  return room.send({ id, command, actor: { person, role: "expert", session: sessionId } });
}
