import type { Transcript } from "../../draw/index.ts";
import { drawParties } from "../../draw/index.ts";
import { formatNote, parseNote, withSignature } from "../../tlog/index.ts";
import type { Evaluation } from "../state.ts";
import type { SealedDraw } from "./state.ts";

/**
 * The draw as a stranger repeats it: a function of the stream alone. Undefined until a panel has been drawn.
 * A vacancy's evidence is the hash of what stands on record about it.
 */
export function transcriptOf({ panel }: Evaluation): Transcript | undefined {
  const { sealed } = panel.ceremony;
  return sealed === undefined || sealed.rounds.length === 0 ? undefined : transcriptFrom(sealed);
}

/** Of a draw that has drawn. */
export function transcriptFrom(sealed: SealedDraw): Transcript {
  const { spec, drawId, chances, rounds } = sealed;
  const commits = spec.parties.map(({ id }, index) => {
    const given = sealed.commits[drawParties[index] ?? "host"];
    return { party: id, anchor: given?.anchor ?? "", signature: given?.signature ?? "" };
  });
  return {
    v: 1,
    drawId,
    spec,
    // Each party's signature is over the draw's id and its own anchor in one.
    specSignatures: commits.map(({ party, signature }) => ({ party, signature })),
    pool: "pool.ndjson",
    commits,
    freeze: cosignedNote(sealed),
    chances,
    rounds: rounds.map((round, t) => ({
      t,
      reveals: spec.parties.map(({ id }, index) => ({
        party: id,
        value: round.reveals[drawParties[index] ?? "host"] ?? "",
      })),
      beacon: "",
      key: round.key,
      N: round.N,
      rejected: [...round.rejected],
      U: round.U,
      panel: [...round.panel],
      ...(round.numbers === undefined ? {} : { numbers: round.numbers }),
      // What was vacant when a draw of its own was sealed is told by the members whom its spec keeps.
      vacancies: (t === 0 ? [] : round.vacancies).map((vacancy) => ({
        seat: vacancy.seat,
        ref: vacancy.member,
        reason: vacancy.reason,
        evidence: vacancy.evidence,
      })),
      exclusionsAdded: (t === 0 ? [] : round.vacancies).map(({ member }) => member),
    })),
    openings: [],
    logProofs: [],
  };
}

/** The frozen checkpoint with the log's signature and every party's cosignature. */
function cosignedNote(sealed: SealedDraw): string {
  const [first, ...others] = drawParties.flatMap((party) => {
    const note = sealed.cosigned[party];
    return note === undefined ? [] : [parseNote(note)];
  });
  if (first === undefined) return "";
  const lines = others.flatMap(({ signatures }) => signatures);
  return formatNote(lines.reduce(withSignature, first));
}
