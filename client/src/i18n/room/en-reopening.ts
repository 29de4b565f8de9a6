import type { reopening as zh } from "./zh-reopening.ts";

/** Texts of the time to score, rollbacks and re-reviews. */
export const reopening: typeof zh = {
  time: {
    heading: "Time to score",
    deadline: "Deadline",
    none: "No deadline",
    minutes: "Time to score (minutes)",
    minutesHint: "May be left empty; nothing is dropped when it has passed",
    passed: "The deadline has passed; sheets are still taken",
    votes: (votes, of) => `${votes} of ${of} members say that time is short`,
    needed: (needed) => `from ${needed} on the deadline has to move`,
    due: "The deadline has to move; no sheet is opened before that",
    ask: "Say that time is short",
    askWarning:
      "The room sees how many say so, and not who. You can say so once for each deadline.",
    asked: "You have said that time is short",
    extend: "Move the deadline",
    extendWarning:
      "All members are told of the new deadline; how many said that time was short is on record.",
    more: "Minutes from now",
    moved: (times) => (times === 1 ? "moved once" : `moved ${times} times`),
  },
  rollback: {
    heading: "Going back a stage",
    ask: "Ask to roll back",
    askWarning:
      "The supervisor has to approve. Every sheet so far is then kept as it is, and what came after is done anew.",
    to: "Back to",
    targets: {
      "lead-election": "Election of the lead",
      "preliminary-review": "Preliminary review",
      scoring: "Detailed review",
      "re-check": "Re-check",
    },
    waiting: "A request to roll back waits for the supervisor",
    line: (from, to) => `${from} → ${to}`,
    done: "The stage went back; what follows it is done anew",
    approve: "Approve the rollback",
    approveWarning: "The stage goes back at once, every sheet is kept; this cannot be undone.",
    refuse: "Refuse",
    refuseWarning: "Whoever asked, and the whole room, will see your reason.",
    refused: "Refused",
  },
  reReview: {
    open: "Open a re-review",
    openWarning:
      "The panel that signed looks again. Result and report of now are kept, corrections are made for this reason only, and everybody signs anew.",
    code: "Reason in law",
    codes: {
      "result-01": "Result 01 error in qualification",
      "result-02": "Result 02 error in responsiveness",
      "result-03": "Result 03 sum error",
      "result-04": "Result 04 mark out of range",
      "result-05": "Result 05 objective item not alike",
      "result-06": "Result 06 abnormally high or low",
      "evaluation-01": "Evaluation 01 unlawful composition",
      "evaluation-02": "Evaluation 02 recusal missed",
      "evaluation-03": "Evaluation 03 breach of discipline",
      "evaluation-04": "Evaluation 04 interference",
    },
    running: "Re-review under way",
    runningText:
      "Check the result that was signed; correct for this reason only, then a new report is issued and signed.",
  },
  history: {
    heading: "Earlier versions",
    rollback: (number) => `Rollback ${number}`,
    reReview: "Re-review",
    sheetsKept: "Sheets are kept, and listed once there is a result again",
    sheets: (opened, sealed) => `Sheets kept: ${opened} opened, ${sealed} still sealed`,
    report: "Report at that time",
    compare: "Versions of the result side by side",
    version: (version) => `Version ${version}`,
    now: "in force",
    rank: (rank) => `rank ${rank}`,
    changed: "changed",
    rejected: "rejected",
  },
  dissolve: {
    choice: "Nobody can take the seat: dissolve the panel and end this evaluation",
    warning:
      "Possible only where no substitute can be drawn; whether all opinions are void depends on the rules in force. Cannot be undone.",
  },
};
