import type { EvaluationView } from "../../contracts/view.ts";
import { shareHolders, shareHolderSchema, type ShareHolder } from "../../contracts/sealed-share.ts";
import type { Viewer } from "../knowledge.ts";
import { sheetsFrozen } from "../scoring/decide.ts";
import type { Evaluation } from "../state.ts";
import { isBroken, mayOpen, releasers, undeclared } from "./state.ts";

type SealingView = NonNullable<EvaluationView["sealing"]>;

/** How the common key stands, for those who hold it; to each holder their own share, sealed, and to nobody else's eyes. */
export function sealingView(
  state: Evaluation,
  { role }: Viewer,
): Pick<EvaluationView, "sealing"> | Record<string, never> {
  const viewer = shareHolderSchema.safeParse(role);
  if (state.tender.sealing.level !== "L2" || !viewer.success || isPast(state)) return {};
  const { sealing } = state;
  const phase = phaseOf(state);
  const own = sealing.holders[viewer.data];
  const share = sealing.lost.includes(viewer.data) ? undefined : sealing.key?.shares[viewer.data];
  return {
    sealing: {
      phase,
      broken: isBroken(sealing),
      awaited: [...awaitedFrom(state, phase)],
      ...(sealing.key === undefined ? {} : { publicKey: sealing.key.publicKey }),
      holders: shareHolders.map((holder) => ({
        holder,
        named: sealing.holders[holder] !== undefined,
        lost: sealing.lost.includes(holder),
        released: releasers(state).includes(holder),
      })),
      keys: sealing.holders,
      mine: {
        ...(own === undefined ? {} : { publicKey: own }),
        ...(share === undefined ? {} : { share }),
      },
    },
  };
}

function isPast({ stage }: Evaluation): boolean {
  return ![
    "draw",
    "check-in",
    "unsealing",
    "lead-election",
    "preliminary-review",
    "scoring",
  ].includes(stage);
}

/** `holders`: keys are still to be named; `key`: the supervisor may make it; `kept`: nothing is due; `release`: two are. */
function phaseOf(state: Evaluation): SealingView["phase"] {
  const { sealing, stage } = state;
  const isUsable = sealing.key !== undefined && !isBroken(sealing);
  if (!isUsable) return undeclared(sealing).length > 0 ? "holders" : "key";
  return stage === "scoring" && sheetsFrozen(state) ? "release" : "kept";
}

function awaitedFrom(state: Evaluation, phase: SealingView["phase"]): readonly ShareHolder[] {
  switch (phase) {
    case "holders":
      return undeclared(state.sealing);
    case "key":
      return ["supervisor"];
    case "kept":
      return [];
    case "release": {
      if (mayOpen(state)) return [];
      const given = new Set([...releasers(state), ...state.sealing.lost]);
      return shareHolders.filter((holder) => !given.has(holder));
    }
  }
}
