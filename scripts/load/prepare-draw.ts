import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { sealingOf } from "@yuanping/shared/evaluation/ceremony/sealing.ts";
import type { Viewer } from "@yuanping/shared/evaluation/index.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { hex } from "@yuanping/shared/tlog/index.ts";
import { DrawParty } from "../../client/src/connection/draw-party.ts";
import { memory } from "../demo/partake.ts";
import type { Centre } from "./centre.ts";
import type { RoomHands } from "./room-hands.ts";
import { specialty } from "./tender.ts";

/** More turns than any draw of one round takes. */
const mostTurns = 24;

/**
 * Draws a panel by the three parties' own programs. `pool` holds the refs of those who may be drawn; answers the refs of
 * those who were.
 */
export async function drawPanel(
  { checkpoints }: Centre,
  hands: RoomHands,
  agency: Viewer,
  parties: readonly Viewer[],
  pool: readonly string[],
): Promise<readonly string[]> {
  const programs = parties.map((viewer) => ({ viewer, party: new DrawParty(memory(), Date.now) }));
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const members = sitting(hands.state.panel).map(({ person }) => person);
    if (members.length > 0) return members;
    if (hands.viewOf(agency).ceremony?.phase === "sealing") await hands.send(agency, sealed(pool));
    const { room } = hands;
    const isFreeze = hands.viewOf(agency).ceremony?.phase === "freeze";
    const { size, root } = room.head();
    const note = isFreeze ? await checkpoints.sign(streamOf(room.id), room.head()) : undefined;
    const head = note === undefined ? undefined : { size, root: hex(root), at: Date.now(), note };
    for (const { viewer, party } of programs) {
      const command = await party.command({ view: hands.viewOf(viewer), head });
      if (command?.type === "sealDraw" || command?.type === "unsealBids") continue;
      if (command !== undefined) await hands.send(viewer, command);
    }
  }
  throw new Error(`${hands.state.id}: no panel after ${mostTurns} turns`);
}

function sealed(pool: readonly string[]) {
  const entries = pool.toSorted().map((ref, index) => ({
    ref,
    specialties: [specialty],
    region: "510100",
    employer: `employer-${index}`,
    weight: 1,
  }));
  const seats = [{ specialty, count: entries.length - 1 }];
  const draw = { seats, regions: [], onePerEmployer: false };
  return sealingOf({ draw, law: "uniform" }, entries, { exclusions: [] });
}
