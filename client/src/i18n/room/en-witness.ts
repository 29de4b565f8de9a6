import type { witness as zh } from "./zh-witness.ts";

/** Texts of the witnessing. */
export const witness: typeof zh = {
  witness: {
    gate: {
      "pool-frozen": "Pool frozen",
      "draw-result": "Result of the draw",
      "bids-unsealed": "Bids unsealed",
      "scores-frozen": "Scores frozen",
      "scores-opened": "Scores opened",
      "report-signed": "Report signed",
    },
    seat: { supervisor: "the supervisor", witness: "the witness" },
    waiting: (gate, whom) => `“${gate}” waits for ${whom} to cosign; then it goes on.`,
    and: " and ",
    yours: "Your browser is checking the record and cosigning it.",
    lacksKey:
      "This browser does not have the key you declared and cannot cosign. Use the browser you declared it in, or change to a new key here (with your password; the change goes on record).",
    renew: "Use this browser's key",
    standIn: (whom) => `Cosign for ${whom}`,
    standInWarning:
      "The tender lets the host cosign for a witness who is not in the room. That you did, and why, goes on record.",
    standInReason: "Who is missing, and why you stand in",
    alarm: "The record contradicts itself: stop the evaluation",
    alarmHere:
      "This browser was shown two signed heads that contradict one another: the record was rolled back or forked. This seat cosigns nothing more.",
    alarmBy: (whom) =>
      `Two signed heads that ${whom} was shown contradict one another: the record was rolled back or forked.`,
    save: "Save both signed heads as proof",
    unreachable: "The head could not be read; trying again shortly.",
  },
};
