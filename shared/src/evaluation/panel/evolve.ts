import type { EventOf } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import type { PoolEntry } from "../../draw/index.ts";
import type { Member, PanelState } from "./state.ts";

/** The drawn panel; `pool` is the command's, kept so that substitutes come from the same people. */
export function panelDrawn(event: EventOf<"PanelDrawn">, pool: readonly PoolEntry[]): PanelState {
  const { N, U, poolHash, poolSize } = event;
  return {
    pool,
    drawn: { N, U, poolHash, poolSize },
    members: event.panel.map((seat) => ({ ...seat, status: "drawn", recusals: {} })),
  };
}

export function memberReplaced(panel: PanelState, event: EventOf<"MemberReplaced">): PanelState {
  const left = changeMember(panel, event.out, (member) => ({ ...member, status: "out" }));
  return {
    ...left,
    members: [...left.members, { ...event.substitute, status: "drawn", recusals: {} }],
  };
}

/** The panel with one sitting member changed. */
export function changeMember(
  panel: PanelState,
  person: PersonRef,
  change: (member: Member) => Member,
): PanelState {
  return {
    ...panel,
    members: panel.members.map((member) =>
      member.person === person && member.status !== "out" ? change(member) : member,
    ),
  };
}
