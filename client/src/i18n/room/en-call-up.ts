import type { callUp as zh } from "./zh-call-up.ts";

/** Texts of invitations and calls. */
export const callUp: typeof zh = {
  callUp: {
    heading: "Call-up",
    lead: "Members stand under codes. They answer on their own home page; the seat of whoever declines or keeps silent is drawn anew by the three parties.",
    member: "Seat",
    called: "Called",
    answer: "Answer",
    round: (round: number) => (round === 0 ? "first round" : `substitution ${round}`),
    until: (time: string) => `to answer by ${time}`,
    between: ", ",
    by: (channel: string, outcome: string) => `${outcome} (${channel})`,
    notCalled: "being sent",
    channel: { console: "server log", mail: "mail", webhook: "SMS or voice" },
    outcome: { sent: "sent", failed: "not delivered", "no-address": "no address" },
    answers: { accepted: "accepted", declined: "declined", "no-answer": "no answer in time" },
    waiting: "no answer yet",
    declined: {
      time: "another engagement",
      health: "health",
      travel: "travel",
      conflict: "conflict of interest",
      "left-post": "left the post",
      other: "another reason",
    },
    redraws: (count: number, limit: number) =>
      `${count} declined, silent or absent (reported beyond ${limit})`,
    overLimit: "More than usual; supervision has been told.",
    meets: (time: string) => `They meet on ${time}`,
    place: (place: string) => `in ${place}`,
  },
};
