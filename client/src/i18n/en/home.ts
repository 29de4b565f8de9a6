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
  aboutFile:
    "A bundle is the whole record of one evaluation in one .zip. The centre, and whoever took part, can download it from the evaluation's page. One whose names and talk are withheld can be verified, too.",
  aboutChecks:
    "{{count}} checks are made: whether the file is whole and its signatures hold, and whether drawing the panel, taking every step and computing the totals again gives what is on record.",
  limit: "The file is larger than 200 MB, too large for a browser. Use the command line.",
  running: "Checking one by one…",
  passed: "All passed",
  passedText:
    "All {{count}} checks passed: the evidence is whole and unaltered, and every step followed the rules.",
  failed: "Failed",
  failedText: "{{failed}} failed, “{{name}}” first; most of the others follow from it.",
  unmadeText: " {{unmade}} more could not be made because of it.",
  failedToDo:
    "This file proves nothing. Ask whoever gave it to you for the original bundle and verify that; keep this file and the SHA-256 below to compare.",
  meaning: {
    container:
      "The file is not laid out as it must be: it may have been unpacked and packed again, damaged on its way, or altered.",
    manifest:
      "A file's hash is not the one listed, or a file is missing or too many: something was touched after packing.",
    events: "A line is no well-formed entry: it was rewritten, cut short, or comes from elsewhere.",
    sequence:
      "Numbers are not consecutive, or entries of another evaluation are among these: entries may have been removed, added or swapped.",
    chain:
      "Every entry names the hash of the one before, and here it does not fit: an entry before or after was altered, removed or added.",
    time: "Something later is recorded as earlier: a time was altered.",
    root: "The root computed from all entries is not the one stated: at least one entry is not as it was signed.",
    checkpoint:
      "The signature does not hold: nothing shows that this record comes from the system it names.",
    witnesses:
      "A gate lacks the cosignature of supervisor or witness, or what they cosigned is not this record.",
    rules: "The enclosed rules or method are not the ones fixed at intake.",
    commitments:
      "A bid or sheet is not the one that was committed to: it was exchanged after sealing.",
    sealing: "Sheets were opened too early, or by fewer than two of the holders.",
    execution:
      "Deciding every command again does not give the events on record: a step broke the rules, or nobody's command caused it.",
    draw: "Drawing again from the values that the three parties revealed does not give the result on record.",
    totals:
      "Computing again from the opened sheets does not give the totals or the ranking on record.",
    report:
      "The report does not fit the record: it was altered after issue, or does not follow from this record.",
    signatures: "A member neither signed nor dissented, nor is deemed to agree.",
    recordings: "A recording has a gap without a reason, or does not fit the record.",
    closed: "The record is not archived: the evaluation may be going on, and more may follow.",
  },
  fault: "This file cannot be verified",
  faultText:
    "It is no evidence bundle, or it is damaged. A bundle is the .zip that the evaluation's page offers; do not unpack it and pack it again.",
  pending: "waiting",
  tender: "Tender",
  outcome: {
    heading: "The result, computed again by your machine",
    rank: "Rank",
    bidder: "Bidder",
    total: "Total",
    rejected: "rejected",
    withheld: "name withheld",
  },
  story: {
    heading: "What happened",
    lead: "Every step that the file tells of, in order. Whether it holds is what the verdict above says.",
    scope: "Which entries to show",
    gist: "In short",
    all: "Everything",
    stages: "Stages",
    place: "Place",
    previous: "Previous entry",
    next: "Next entry",
    lines: "Entries",
    fault: "A check fails here",
    unreadable: "{{count}} line(s) could not be read and are not shown.",
    recorded: "Recorded at this moment",
    recordedHint: "If you have these files, choose them to play here; they are not uploaded.",
    notRecorded: "nothing.",
    choose: "Choose recordings",
    reading: "Comparing the file…",
    otherFile: "not the file on record",
    into: "at {{seconds}} s",
  },
  checks: "Checks",
  ok: "passed",
  part: "passed in part",
  none: "withheld, not checked",
  unmade: "not made",
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
