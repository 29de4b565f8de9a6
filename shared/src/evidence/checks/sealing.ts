import type { EventOf } from "../../contracts/events/index.ts";
import { isEarlier } from "../../contracts/stages.ts";
import { sharesNeeded, type ShareHolder } from "../../contracts/sealed-share.ts";
import { hashOf } from "../../seal/commitment.ts";
import { failAt, pass, type Finding } from "../check.ts";
import type { Followed, Follower } from "./follower.ts";

const holderNames: Readonly<Record<ShareHolder, string>> = {
  host: "主持人",
  supervisor: "监督人员",
  witness: "见证人员",
};

/**
 * Who could open the sheets, and when they did. Where three held the key (L2): it stood on record before the first sheet
 * was sealed; every share was handed over for exactly the sheets that were in; and two of them, by two holders, came
 * before anything was opened. Follows the events alone, without the room's core.
 */
export function followSealing(): Follower {
  const followed = new SealingFollowed();
  return {
    take: (each) => followed.take(each),
    finding: () => followed.finding(),
  };
}

class SealingFollowed {
  #level: "L1" | "L2" | undefined;
  #key: string | undefined;
  /** Commitments of the sheets that are locked, by member. */
  #sheets: Readonly<Record<string, string>> = {};
  #released = new Map<ShareHolder, string>();
  #lost = new Set<ShareHolder>();
  #openers: readonly ShareHolder[] = [];
  #fault: Finding | undefined;

  take({ record }: Followed): void {
    const { event } = record;
    const fault = (detail: string, zh: string): void => {
      this.#fault ??= failAt(record, detail, zh);
    };
    switch (event.type) {
      case "TenderOpened":
        this.#level = event.tender.sealing.level;
        break;
      case "SealingKeyDeclared":
        this.#key = undefined;
        break;
      case "SealingKeyMade":
        this.#key = event.publicKey;
        this.#released.clear();
        this.#lost.clear();
        break;
      case "SheetSubmitted":
        if (this.#level === "L2" && this.#key === undefined) {
          fault("a sheet before there was a key to seal it to", "尚无密钥即提交评分表");
        }
        this.#sheets = { ...this.#sheets, [event.member]: event.commitment };
        break;
      case "SheetReturned":
      case "SeatVacated":
        this.#sheets = withoutMember(this.#sheets, event.member);
        break;
      case "StageRolledBack":
        // Where the scoring begins anew, so do its sheets; a key that has opened some was in one hand.
        if (isEarlier("scoring", event.to)) break;
        this.#sheets = {};
        this.#released.clear();
        if (this.#openers.length > 0) this.#key = undefined;
        this.#openers = [];
        break;
      case "ShareLost":
        this.#lost.add(event.holder);
        break;
      case "SharesForgotten":
        this.#released.clear();
        break;
      case "ShareReleased":
        this.#release(event, fault);
        break;
      case "SheetOpened":
        this.#open(fault);
        break;
      default:
        break;
    }
  }

  finding(): Finding {
    if (this.#fault !== undefined) return this.#fault;
    if (this.#level !== "L2") {
      return pass("L1: opened by the server's key", "L1:由服务器的密钥开启");
    }
    return this.#openers.length === 0
      ? pass("L2: not opened", "L2:尚未开启")
      : pass(
          `L2: shares of ${this.#openers.join(" and ")} before the first sheet was opened`,
          `L2:开启之前已有 ${this.#openers.length} 方提交分片(${this.#openers.map((holder) => holderNames[holder]).join("、")})`,
        );
  }

  #release({ holder, sheets }: EventOf<"ShareReleased">, fault: FaultAt): void {
    if (this.#key === undefined) fault("a share of no key", "没有密钥而有分片");
    else if (this.#lost.has(holder)) fault("a share that was lost", "该分片已声明遗失");
    else if (sheets !== hashOf(this.#sheets)) {
      fault("a share for other sheets than were in", "分片所指的评分表与已提交的不符");
    }
    this.#released.set(holder, sheets);
  }

  #open(fault: FaultAt): void {
    if (this.#level !== "L2") return;
    const due = hashOf(this.#sheets);
    const openers = [...this.#released].filter(([, sheets]) => sheets === due);
    if (openers.length < sharesNeeded) {
      fault("opened with fewer than two shares", "提交的分片不足两份即开启");
    }
    this.#openers = openers.map(([holder]) => holder);
  }
}

type FaultAt = (detail: string, zh: string) => void;

function withoutMember(
  sheets: Readonly<Record<string, string>>,
  member: string,
): Readonly<Record<string, string>> {
  const { [member]: _gone, ...others } = sheets;
  return others;
}
