import type { CommandOf } from "../../contracts/commands/index.ts";
import { checkIntake, panelSize } from "../../law/intake-rules.ts";
import { findProfile } from "../../law/profiles/index.ts";
import { hashOf } from "../../seal/commitment.ts";
import { isWitnessKey } from "../ceremony/party-key.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";

/** Opens the stream, or names the article that the tender breaks. */
export function openTender(command: CommandOf<"openTender">, { actor }: Context): Decision {
  const { tender, bids, evaluation } = command;
  const profile = findProfile(tender.profile);
  if (profile === undefined) return deny("invalid", "law.unknown-profile", tender.profile);
  if (actor.person !== tender.offices.agency) return deny("forbidden", "room.not-yours");
  const breach = checkIntake(tender, profile);
  if (breach !== undefined) return reject(breach);
  const keys = tender.witnessing?.outside.map(({ vkey }) => vkey) ?? [];
  const strange = keys.find((vkey) => !isWitnessKey(vkey.split("+")[0] ?? "", vkey));
  if (strange !== undefined || !namesEachOnce(keys)) {
    return deny("invalid", "intake.bad-witness-key", { key: strange ?? keys[0] ?? "" });
  }
  if (!namesEachOnce(tender.bidders.map((bidder) => bidder.id))) {
    return deny("invalid", "intake.bidders-repeat");
  }
  const { desks } = tender;
  if (desks !== undefined && desks.length < panelSize(tender)) {
    return deny("invalid", "intake.too-few-desks", {
      desks: desks.length,
      members: panelSize(tender),
    });
  }
  const announced = tender.bidders.map((bidder) => bidder.id).toSorted();
  const received = bids.map((bid) => bid.bid).toSorted();
  if (announced.join("\n") !== received.join("\n")) return deny("invalid", "intake.bids-differ");
  return accept({
    type: "TenderOpened",
    evaluation,
    tender,
    bids,
    profileHash: hashOf(profile),
    methodHash: hashOf(tender.method),
  });
}

function namesEachOnce(ids: readonly string[]): boolean {
  return new Set(ids).size === ids.length;
}
