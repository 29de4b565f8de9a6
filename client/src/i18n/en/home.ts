import type { home as zhHome, trail as zhTrail, verify as zhVerify } from "../zh/home.ts";
import type { Shape } from "../shape.ts";

/** Home, trail and verification. */
export const home: Shape<typeof zhHome> = {
  title: "My evaluations",
  agencyTitle: "Tenders you opened",
  open: "Open a tender",
  greeting: "Welcome, {{name}}",
  current: "Under way",
  over: "Finished",
  wall: "Supervision wall",
  enter: "Enter",
  paused: "Paused",
  withheld: "An evaluation (you learn which once all have checked in)",
  invitation: {
    heading: "You are invited to sit on an evaluation panel.",
    meets: "It meets at",
    until: "Please answer by",
    silence: "; silence counts as declined.",
    accept: "Accept",
    decline: "Decline",
    declineNow: "Decline for good",
    back: "Back",
    accepted: "You have accepted. Until you check in you may still decline.",
    consequence:
      "This cannot be taken back, and your seat is drawn anew at once. Your reason goes on record and into the report.",
    reason: "Reason",
    reasons: {
      time: "Another engagement",
      health: "Health",
      travel: "Travel",
      conflict: "A possible conflict of interest",
      "left-post": "Left the post",
      other: "Another reason",
    },
    words: "In your words",
    refused: "Your answer was not taken",
  },
  newsDegraded:
    "News between servers are interrupted; the list is read every 15 seconds. Rooms are not affected.",
  empty: {
    title: "You have no evaluation now",
    text: "When you are drawn as an expert or named to an office, it appears here. The page looks every 15 seconds.",
    agencyTitle: "No tender has been opened yet",
    agency: "Once you open one, it appears here.",
  },
};

export const trail: Shape<typeof zhTrail> = {
  title: "Audit trail",
  lead: "Everything on record of {{tender}}, in the order in which it happened.",
  back: "Back to the room",
  count: "{{count}} entries",
  shown: "{{shown}} shown",
  more: "Show {{count}} more",
  filter: {
    kind: "Part",
    who: "Person",
    text: "Find",
    all: "All",
    textHint: "Enter a word",
    clear: "Clear filters",
  },
  kind: {
    intake: "Intake",
    panel: "Draw",
    checkin: "Check-in and recusal",
    unsealing: "Unsealing",
    review: "Election and preliminary review",
    scoring: "Scoring and re-check",
    report: "Report",
    room: "Seats and talk",
    supervision: "Supervision",
    recording: "Recording",
    witnessing: "Witnessing",
  },
  columns: { seq: "No.", at: "Time", who: "Person", what: "What happened" },
  head: { size: "Entries", root: "Root hash" },
  verify: "Verify it yourself",
  verifyLead:
    "Fetches the evidence and computes everything again in your browser, trusting none of the server's conclusions.",
  noLines: "No entry matches.",
  copy: "Copy",
  copied: "Copied",
  unreadable:
    "{{count}} line(s) could not be read and are left out. Go by what “Verify it yourself” says.",
};

export const verify: Shape<typeof zhVerify> = {
  title: "Verify evidence",
  lead: "Anyone can verify an evaluation in their own browser: the file is not uploaded, and your machine computes the verdict anew.",
  drop: "Drop an evidence bundle (.zip) here",
  choose: "Choose a file",
  limit: "The file is larger than 200 MB, too large for a browser. Use the command line.",
  running: "Checking one by one…",
  passed: "All passed",
  passedText:
    "All {{count}} checks passed: the evidence is whole and unaltered, and every step followed the rules.",
  failed: "Failed",
  failedText: "{{count}} check(s) failed. The first is “{{name}}”, see below.",
  fault: "This file cannot be verified: it is no evidence bundle, or it is damaged.",
  checks: "Checks",
  ok: "passed",
  part: "passed in part",
  none: "withheld, not checked",
  redacted: "Nothing wrong, part withheld",
  redactedText:
    "Names and talk are withheld from this evidence. What passed in part holds for what is shown, and what is withheld was not checked; only the whole bundle can be checked in full.",
  bad: "failed",
  print: "Print the verdict",
  again: "Verify another file",
  file: "File",
  size: "Size",
  sha256: "SHA-256",
  at: "Verified",
};
