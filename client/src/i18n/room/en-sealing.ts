import type { sealing as zh } from "./zh-sealing.ts";

/** Texts of the key that three hold together. */
export const sealing: typeof zh = {
  sealing: {
    heading: "Key of the sheets, held by three",
    phase: {
      holders:
        "Host, supervisor and witness enter the room; each browser names the key for its share by itself.",
      key: "All three keys are named. The supervisor makes the key of the sheets; without it the scoring cannot begin.",
      kept: "The key is made and split in three, one share with each. Until every sheet is in, nobody can open any of them.",
      release:
        "All sheets are in and locked. When any two have released their shares, all are opened at once.",
    },
    broken:
      "Fewer than two shares are left and the key is void. Name keys and make it anew; the members then seal the same sheets once more.",
    waiting: (who) => `Waiting for ${who}`,
    join: ", ",
    holders: "Holder",
    state: "Share",
    named: "key named",
    notNamed: "waiting for the key",
    holding: "kept",
    released: "released",
    lost: "lost",
    act: { makeSealingKey: "Make the key", releaseShare: "Release my share and open the sheets" },
    explain: {
      makeSealingKey:
        "The key is made in your browser; its private half is split at once, a share sealed to the host, to you and to the witness, and not kept.",
      releaseShare:
        "Your share goes to the server, which holds it in memory only. With two of them all sheets open at once, and that cannot be taken back. Your release is on record under your name.",
    },
    elsewhere:
      "The key to your share is not in this browser but in the one that named it. Go back to that machine; if it is gone, report the share lost, and the other two open.",
    takeHere: "Keep the share here",
    takeHereText:
      "The scoring has not begun, so this browser can take over; the supervisor then makes the key anew.",
    lose: "Report my share lost",
    loseWarning:
      "Your share is void from then on and the other two open. If two are lost, the members have to seal their sheets anew.",
    reseal: {
      heading: "Seal your sheet once more",
      text: "The key was replaced because shares were lost. Seal the same sheet to the new one: marks and receipt stay as they are.",
      act: "Seal again",
      missing:
        "There is no copy of your sheet here. You may take it back, fill it in anew and submit it again.",
      takeBack: "Take it back and fill it in anew",
    },
  },
};
