import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { sitting } from "@yuanping/shared/evaluation/panel/state.ts";
import { isDisguised } from "@yuanping/shared/law/disguise.ts";
import type { Participant } from "./policy.ts";

const sources = ["microphone", "camera", "screen"] as const;
const closed = new Set(["draw", "signed", "archived", "terminated"]);

/**
 * Who may send and receive in an evaluation's room: the host and the admitted members do both; supervisor and witness
 * receive, and the supervisor is heard during an announced speak-in and at no other time. Before the check-in and after the signing there is no
 * media, so that every recording is closed before the archive. Where there are too few workers the last are left out:
 * nothing goes on that its officers do not see.
 */
export function participantsOf(state: Evaluation): readonly Participant[] {
  if (closed.has(state.stage)) return [];
  const { host, supervisor, witness } = state.tender.offices;
  const admitted = sitting(state.panel).filter(({ status }) => status === "admitted");
  const disguised = isDisguised(state.tender, state.profile);
  return [
    { person: host, mayPublish: sources, maySubscribe: true },
    {
      person: supervisor,
      mayPublish: state.supervision.speakIn === undefined ? [] : (["microphone"] as const),
      maySubscribe: true,
    },
    { person: witness, mayPublish: [], maySubscribe: true },
    ...admitted.map(({ person }) => ({
      person,
      mayPublish: sources,
      maySubscribe: true,
      disguised,
    })),
  ];
}
