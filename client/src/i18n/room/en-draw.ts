import type { draw as zh } from "./zh-draw.ts";

/** Texts of the draw. */
export const draw: typeof zh = {
  draw: {
    heading: "Draw by three parties",
    between: ", ",
    line: { pool: "Sealed pool", commit: "Commitments", reveal: "Reveals", result: "Result" },
    deadline: (time) => ` Until ${time}.`,
    phase: {
      keys: "Host, supervisor and witness enter the room; each browser names its key by itself.",
      sealing: "All three keys are named. The agency may seal the pool.",
      commit:
        "The pool is sealed. Each party commits: the value is made in that person's browser, and nobody sees it.",
      freeze:
        "All have committed. Each browser cosigns the frozen checkpoint; nothing can be changed from here on.",
      reveal:
        "Frozen. Each party reveals its value; with the last one the panel follows from all three.",
      rest: "The draw is done. When a member leaves, all three reveal once more for the substitute.",
    },
    substitute:
      "A seat is vacant. The browsers of all three reveal their next values by themselves, and the substitute follows.",
    numbers: {
      heading: "Drawing the coefficients",
      phase:
        "The bids are open. Each party reveals its next value; with the last one the coefficients follow from all three.",
      explain:
        "Publishes the next value that you committed to. The coefficients follow as soon as all three have, and only then can the scoring begin.",
      notYet: "Drawn once the bids are open, so that nobody can bid by them.",
      waits: "All three parties still have to reveal.",
      awaited: (parties) => `Still to reveal: ${parties}.`,
      drawn: (N, U) => `There were ${N} combinations; number ${U} was drawn.`,
      inForce: "Coefficients drawn",
      coefficient: "Coefficient",
      from: "Values in the tender document",
      value: "Drawn",
      why: "The sets are sealed with the pool, and the values come from what host, supervisor and witness reveal together: no party and no server can choose them, and anyone can work them out again from the record of the draw.",
      names: {
        k: "K",
        c: "C",
        drop: "Drop of the mean (%)",
        above: "Points lost for each 1 % above the base",
        below: "Points lost for each 1 % below the base",
        desk: "Desks by number",
      },
    },
    desk: (desk) => `Your desk: ${desk}`,
    parties: "Where the parties stand",
    what: "Step",
    party: { host: "Host", supervisor: "Supervisor", witness: "Witness" },
    step: { key: "Key", commit: "Commitment", freeze: "Cosignature", reveal: "Reveal" },
    given: "done",
    waiting: "waiting",
    act: { commitDraw: "Commit", revealDraw: "Reveal my value" },
    explain: {
      commitDraw:
        "Your browser makes a secret value and publishes only its fingerprint. It cannot be changed afterwards. Keep this browser's data: substitutes need it too.",
      revealDraw:
        "Publishes the value that you committed to. The result follows as soon as all three have; whoever does not reveal voids the draw and is named.",
    },
    count: (pool, panels) => `A pool of ${pool} experts; ${panels} valid panels.`,
    proof: {
      heading: "Why nobody could choose the experts",
      reasons: [
        "Before the draw the pool, the rules and everybody's chance were sealed and their fingerprint published; changing one letter afterwards would be noticed.",
        "Each of the three made a secret value in their own browser, published its fingerprint first, and revealed it together with the others. Nobody knew another's value, and nobody could exchange their own.",
        "The number drawn follows from all three values. As long as one of the three did not conspire, nobody could know it before; the server contributes nothing.",
        "All valid panels are numbered from 0, and the number is the result. Anyone can work it out again from the beginning.",
      ],
      check: "Check it yourself",
      here: "Counts and draws again in your browser, whatever the server says.",
      holds: "It holds: drawn again from the record, the result is the same.",
      wrong: "It does not hold: what is marked below differs from the record.",
      failed: "The record of the draw could not be fetched or read; try again later.",
      undecided: " (shown by the whole evidence bundle)",
      names: {
        spec: "The rules, signed by each party",
        pool: "The sealed pool",
        commits: "Three commitments, frozen",
        reveals: "What was revealed is what was committed to",
        keys: "The key that follows from the three values",
        counts: "The number of valid panels",
        numbers: "The number drawn",
        panels: "The panel of that number",
        rules: "The panel obeys every rule",
        chances: "Everybody's chance",
        rounds: "Substitutes fill what fell vacant",
        log: "Every step stands in the record",
        sets: "Coefficients and desks",
      },
    },
    excluded: (rule, experts) => `${rule}: ${experts}`,
    excludedHeading: "Experts left out of the pool (numbers only): ",
    rules: {
      office: "holds an office of this tender",
      "recusal.employer": "works for a party",
      "recusal.history": "worked for a party within three years",
      "recusal.relation": "declared an interest",
      blacklist: "barred",
      away: "away on the day",
      "recent-service": "sat on enough panels lately",
    },
    fairness: {
      equal:
        "Every expert of a specialty has the same chance, within one part in 100,000; anyone can work it out again.",
      leximin:
        "The rules forbid equal chances; the smallest chance is as large as they permit, then the second smallest, and so on. Anyone can work it out again.",
    },
    chances: "Chances, published before any reveal",
    seat: "Specialty",
    experts: "Experts",
    smallest: "Smallest chance",
    largest: "Largest chance",
    lost: "This browser does not have the secret that you committed to. Use the browser you committed with.",
    lostEarly:
      " If it is lost, this draw can be declared void once its time is over, and begins anew.",
    lostLater:
      " If it is lost, declare this draw void, and the vacant seats get a draw of their own.",
    blocked:
      "Nobody is left in the sealed pool who could take the seat. Declare this draw void; the agency seals the pool anew, for the vacant seats alone.",
    void: "Declare this draw void",
    voidWarning: "The party that did not answer in time is named, and the draw begins anew.",
    voidReason: "Reason",
    voided: (no, missing, reason) => `Attempt ${no} is void; missing: ${missing}. ${reason}`,
  },
};
