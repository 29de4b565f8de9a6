import { describe, expect, it } from "vitest";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import {
  failing,
  forgedByOperator,
  key,
  logKey,
  notes,
  packed,
  played,
  rechained,
  textsWith,
  version,
} from "../../support/evidence/genuine.ts";
import { ndjson, withoutCommandOf } from "../../support/evidence/tampers.ts";

const { lines } = played;

describe("a bundle signed by another key", () => {
  it("is refused by everyone who has the true key from elsewhere", async () => {
    const other = await logKey("other");
    const note = await other.signHead(played.stream, lines);
    const texts = textsWith({ "checkpoint.txt": note, "checkpoints.txt": undefined });
    const bundle = packed(texts, { vkey: other.vkey, version });
    expect(await failing(bundle, [key.vkey])).toEqual(["checkpoint"]);
    expect(await failing(bundle, [])).toEqual(["checkpoint"]);
    // Without a key from elsewhere it agrees with itself, and says that this is all it does.
    const { ok, checks } = await verifyBundle(bundle);
    expect(ok).toBe(true);
    expect(checks.find(({ name }) => name === "checkpoint")?.detail).toContain("its source");
  });
});

describe("an attempt that the operator takes off the record", () => {
  const taken = rechained(withoutCommandOf("AttemptRefused"));

  it("is found out by an earlier head that somebody kept", async () => {
    const bundle = await forgedByOperator(taken);
    const head = await key.signHead(played.stream, taken);
    const texts = { ...textsWith({}), "events.ndjson": ndjson(taken), "checkpoint.txt": head };
    const kept = packed({ ...texts, "checkpoints.txt": notes[0] ?? "" });
    expect(await failing(kept)).toEqual(["checkpoint"]);
    // Nothing else can show it: the rest of the record is as lawful without the attempt.
    expect(await failing(bundle)).toEqual([]);
  });
});
