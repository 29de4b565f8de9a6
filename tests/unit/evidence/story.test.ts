import { describe, expect, it } from "vitest";
import { redactBundle, tellStory, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { genuine, packed, played, recordsFrom, textsWith } from "../../support/evidence/genuine.ts";

const records = recordsFrom(played.lines);
const eventsOf = (story: ReturnType<typeof tellStory>) =>
  story.events.map(({ record }) => record.event);

describe("the story that a bundle tells", () => {
  it("has every event in its place, and the stage that it led to", () => {
    const { events, unreadable } = tellStory(genuine);
    expect(unreadable).toBe(0);
    expect(events.map(({ record }) => record.event)).toEqual(records.map(({ event }) => event));
    const stages = [...new Set(events.map(({ stage }) => stage))];
    expect([stages[0], stages.at(-1)]).toEqual(["draw", "archived"]);
    const frozen = events.find(({ record }) => record.event.type === "ReportIssued");
    expect(frozen?.stage).toBe("signing");
  });

  it("repeats no command: what members said and marked stands in the events", () => {
    const commands = tellStory(genuine).events.flatMap(({ record }) => record.cause.command ?? []);
    expect(commands).toEqual([]);
  });

  it("shows of a redacted bundle all that it shows, and no name that it withholds", () => {
    const salt = "5a".repeat(32);
    const story = tellStory(redactBundle(genuine, salt));
    expect(eventsOf(story).map(({ type }) => type)).toEqual(records.map(({ event }) => event.type));
    const [opening] = records;
    if (opening?.event.type !== "TenderOpened") throw new Error("a stream begins with its tender");
    const text = JSON.stringify(story);
    for (const { name } of opening.event.tender.bidders) expect(text).not.toContain(name);
  });

  it("goes on where a line is no event, and where events cannot follow one another", () => {
    const lines = [...played.lines];
    lines[7] = "{}";
    lines.splice(3, 1);
    const text = lines.map((line) => `${line}\n`).join("");
    const { events, unreadable } = tellStory(packed(textsWith({ "events.ndjson": text })));
    expect(unreadable).toBe(1);
    expect(events).toHaveLength(played.lines.length - 2);
  });

  it("is empty where there are no events, whatever the bytes are", () => {
    const nothing = { events: [], unreadable: 0 };
    expect(tellStory(new Uint8Array())).toEqual(nothing);
    expect(tellStory(new Uint8Array(5000).fill(0x50))).toEqual(nothing);
    expect(tellStory(genuine.subarray(0, genuine.length >> 2))).toEqual(nothing);
    const without = packed(textsWith({ "events.ndjson": undefined }), { size: 1 });
    expect(tellStory(without)).toEqual(nothing);
  });
});

describe("a check that fails at an event", () => {
  it("says which one by its number, so that the story can point at it", async () => {
    const at = 20;
    const lines = played.lines.map((line, seq) =>
      seq === at ? line.replace(/"at":\d+/u, '"at":1') : line,
    );
    const text = lines.map((line) => `${line}\n`).join("");
    const { checks } = await verifyBundle(packed(textsWith({ "events.ndjson": text })));
    expect(checks.find(({ name }) => name === "time")).toMatchObject({ ok: false, seq: at });
  });
});
