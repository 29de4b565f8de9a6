import { describe, expect, it } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import {
  failing,
  forgedByOperator,
  genuine,
  key,
  logKey,
  packed,
  played,
  rechained,
  textsWith,
  version,
} from "../../support/evidence/genuine.ts";
import { ndjson } from "../../support/evidence/tampers.ts";

const { lines } = played;

describe("a bundle signed by another key", () => {
  it("is refused by everyone who has the true key from elsewhere", async () => {
    const other = await logKey("other");
    const note = await other.signHead(played.stream, lines);
    const texts = textsWith({ "checkpoint.txt": note, "checkpoints.txt": undefined });
    const bundle = packed(texts, { vkey: other.vkey, version });
    expect(await failing(bundle, [key.vkey])).toEqual(["checkpoint", "witnesses", "draw"]);
    expect(await failing(bundle, [])).toEqual(["checkpoint", "witnesses", "draw"]);
    // Without a key from elsewhere only those tell who cosigned a head of the true log: the draw's parties, the witnesses.
    expect(await failing(bundle)).toEqual(["witnesses", "draw"]);
    const { checks } = await verifyBundle(genuine);
    expect(checks.find(({ name }) => name === "checkpoint")?.detail).toContain("its source");
  });
});

describe("an attempt that the operator takes off the record", () => {
  const attempts = played.records.filter(({ event }) => event.type === "AttemptRefused");
  const without = (attempt: (typeof attempts)[number] | undefined) =>
    rechained(played.records.filter(({ cause }) => cause.id !== attempt?.cause.id));
  const taken = without(attempts.at(-1));

  it("is found out by the head that the parties of the draw froze, when it came before", async () => {
    expect(attempts.length).toBeGreaterThan(1);
    expect(await failing(await forgedByOperator(without(attempts[0])))).toEqual([
      "witnesses",
      "execution",
      "draw",
    ]);
  });

  it("is found out by an earlier head that somebody kept", async () => {
    const bundle = await forgedByOperator(taken);
    const head = await key.signHead(played.stream, taken);
    const texts = { ...textsWith({}), "events.ndjson": ndjson(taken), "checkpoint.txt": head };
    const last = (attempts.at(-1)?.seq ?? 0) + 1;
    const seen = await key.signHead(played.stream, lines.slice(0, last));
    const kept = packed({ ...texts, "checkpoints.txt": seen });
    expect(await failing(kept)).toEqual(["checkpoint", "witnesses", "execution"]);
    // Without that head only the witnesses show it, who cosigned a later gate: the rest is as lawful without the attempt.
    expect(await failing(bundle)).toEqual(["witnesses", "execution"]);
  });
});
