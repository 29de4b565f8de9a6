import { tellStory, type ToldEvent } from "@yuanping/shared/evidence/index.ts";
import { describe, expect, it } from "vitest";
import { isRecording } from "../../../client/src/features/verify/checked-recording.ts";
import { chaptersOf, isGist, recordedAt } from "../../../client/src/features/verify/story.ts";
import { genuine } from "../../support/evidence/genuine.ts";

const { events } = tellStory(genuine);

describe("the chapters of a story", () => {
  it("follow one another without a gap, from the first event to the last", () => {
    const chapters = chaptersOf(events);
    expect(chapters[0]?.from).toBe(0);
    expect(chapters.at(-1)?.to).toBe(events.length - 1);
    const ends = chapters.slice(0, -1).map(({ to }) => to + 1);
    expect(chapters.slice(1).map(({ from }) => from)).toEqual(ends);
  });

  it("tell a stage that was rolled back to once more", () => {
    const stages = ["scoring", "scoring", "re-check", "scoring"] as const;
    expect(chaptersOf(stages.map((stage) => ({ stage })))).toEqual([
      { stage: "scoring", from: 0, to: 1 },
      { stage: "re-check", from: 2, to: 2 },
      { stage: "scoring", from: 3, to: 3 },
    ]);
    expect(chaptersOf([])).toEqual([]);
  });
});

describe("the gist of a story", () => {
  it("leaves out who came and went, and keeps what decided the matter", () => {
    const kept = new Set(events.filter(isGist).map(({ record }) => record.event.type));
    const all = new Set(events.map(({ record }) => record.event.type));
    expect(all).toContain("SeatOccupied");
    expect(kept).not.toContain("SeatOccupied");
    for (const type of ["TenderOpened", "PanelDrawn", "SheetSubmitted", "ReportIssued", "Archived"])
      expect(kept).toContain(type);
  });
});

describe("what is recorded of a moment", () => {
  const person = "1".repeat(32);
  const sha256 = "a".repeat(64);
  const kept = (): ToldEvent => {
    const [first] = events;
    if (first === undefined) throw new Error("there is a story");
    const segment = { person, source: "camera", from: 5_000, to: 9_000, sha256, bytes: 1 } as const;
    const event: ToldEvent["record"]["event"] = {
      type: "SegmentsKept",
      segments: [{ ...segment, format: "webm" }],
    };
    return { ...first, record: { ...first.record, event } };
  };

  it("is the file that holds it, and how far into it", () => {
    const found = { person, source: "camera", file: `${sha256}.webm`, offset: 2_500 };
    expect(recordedAt([kept()], 7_500)).toEqual([found]);
    expect(recordedAt([kept()], 5_000)).toHaveLength(1);
    expect(recordedAt([kept()], 9_000)).toHaveLength(1);
  });

  it("is nothing before and after it", () => {
    expect(recordedAt([kept()], 4_999)).toEqual([]);
    expect(recordedAt([kept()], 9_001)).toEqual([]);
  });
});

describe("a file that is said to be a recording", () => {
  const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  it("is the one on record when its bytes have the hash that the record names", async () => {
    expect(await isRecording(new Blob(["abc"]), `${sha256}.webm`)).toBe(true);
  });

  it("is another under the same name when they have not", async () => {
    expect(await isRecording(new Blob(["abd"]), `${sha256}.webm`)).toBe(false);
    expect(await isRecording(new Blob(), `${sha256}.mkv`)).toBe(false);
  });
});
