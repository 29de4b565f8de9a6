import { describe, expect, it } from "vitest";
import { memoryRecord } from "../../../server/src/adapters/memory/index.ts";
import { GroupCommit } from "../../../server/src/kernel/group-commit.ts";
import type { Append, EventStore } from "../../../server/src/kernel/ports.ts";
import { leafOfText } from "../../../server/src/kernel/platform-hash.ts";

function appendTo(stream: string, seq: number): Append {
  const body = `{"seq":${seq}}`;
  const event = { seq, body, leaf: leafOfText(body), commandId: `${stream}-${seq}` };
  return { stream, expectedSize: seq, events: [event] };
}

/** A group commit whose store tells what it is given, and fails where `fails` says so. */
function watched(fails: (calls: number) => boolean = () => false) {
  const { events } = memoryRecord({ now: () => 0 });
  const said: string[] = [];
  let calls = 0;
  const store: EventStore = {
    ...events,
    async append(appends, checkpoints) {
      calls += 1;
      said.push(`given ${appends.map(({ stream }) => stream).join(" ")}`);
      if (fails(calls)) throw new Error("the store is gone");
      return events.append(appends, checkpoints);
    },
  };
  const commit = new GroupCommit(store);
  const send = async (stream: string, seq = 0) => {
    try {
      const { ok } = await commit.append(appendTo(stream, seq));
      said.push(`${stream} ${ok ? "is durable" : "is refused"}`);
    } catch {
      said.push(`${stream} has failed`);
    }
  };
  return { said, send };
}

describe("the group commit", () => {
  it("has the next transaction on its way before anybody hears of the one before", async () => {
    const { said, send } = watched();
    await Promise.all([send("a"), send("b"), send("c")]);
    expect(said).toEqual(["given a", "given b c", "a is durable", "b is durable", "c is durable"]);
  });

  it("tells each of its own transaction when one of two fails", async () => {
    const { said, send } = watched((calls) => calls === 1);
    await Promise.all([send("a"), send("b")]);
    expect(said).toEqual(["given a", "given b", "a has failed", "b is durable"]);
  });

  it("writes what is sent by those who were just told", async () => {
    const { said, send } = watched();
    const both = async (stream: string) => {
      await send(stream, 0);
      await send(stream, 1);
    };
    await Promise.all([both("a"), both("b")]);
    expect(said.filter((line) => line.startsWith("given"))).toEqual([
      "given a",
      "given b",
      "given a",
      "given b",
    ]);
    expect(said.filter((line) => line.endsWith("durable"))).toHaveLength(4);
  });
});
