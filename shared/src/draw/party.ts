import { z } from "zod";

/** The three who make the seed together; the server contributes nothing. */
export const drawPartySchema = z.enum(["host", "supervisor", "witness"]);
export type DrawParty = z.infer<typeof drawPartySchema>;

/** The parties in the order in which every spec lists them. */
export const drawParties = drawPartySchema.options;

/** The name of a party's key in one evaluation; it binds signatures to both. */
export function partyKeyName(party: DrawParty, evaluation: string): string {
  return `${party}.${evaluation}`;
}

/** What a party signs when it commits: the draw, and with it the whole spec; itself; the anchor of its chain. */
export function commitmentText(drawId: string, partyId: string, anchor: string): string {
  return `yuanping draw-commit/v1\n${drawId}\n${partyId}\n${anchor}\n`;
}
