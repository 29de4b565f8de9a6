import { createHash, randomUUID } from "node:crypto";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { Actor, EventRecord } from "@yuanping/shared/contracts/record.ts";
import { decide, evolve, type Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { streamOf } from "@yuanping/shared/evidence/index.ts";
import { canonicalize, emptyRoot, hex, leafHash, utf8 } from "@yuanping/shared/tlog/index.ts";
import { recordsOf } from "../../server/src/kernel/recorder.ts";
import { nodeSha256 } from "../verify/node-sha256.ts";
import { agency, benchTender, host, supervisor } from "./tender.ts";

/** A warning every so many events; the rest are notes. */
const remarkEvery = 10;

/**
 * The lines of a stream of `size` events that a real room could have written: a tender, notes and warnings, the end. Every
 * event is decided by the core and recorded as the server records it.
 */
export function* longStream(evaluation: string, size: number): Generator<string, void> {
  const stream = streamOf(evaluation);
  let state: Evaluation | undefined;
  let prev = hex(emptyRoot());
  let at = Date.UTC(2026, 2, 2, 1);
  for (let seq = 0; seq < size; seq += 1) {
    const [actor, command] = commandAt(seq, size, evaluation);
    at += 40;
    const { events } = decide(state, command, { actor, at });
    const occasion = { stream, id: randomUUID(), command, actor, at };
    const [placed] = recordsOf(occasion, events);
    if (placed === undefined || events.length !== 1) throw new Error(`${command.type} was refused`);
    const record: EventRecord = placed({ seq, prev });
    const line = canonicalize(record);
    state = evolve(state, record);
    prev = hex(leafHash(utf8(line), nodeSha256));
    yield line;
  }
}

function commandAt(seq: number, size: number, evaluation: string): readonly [Actor, Command] {
  if (seq === 0) {
    const { tender, bids } = benchTender();
    return [agency, { type: "openTender", evaluation, tender, bids }];
  }
  if (seq === size - 2) return [host, { type: "terminate", code: "204", reason: "采购任务取消" }];
  if (seq === size - 1) return [host, { type: "archive" }];
  const text = `第 ${seq} 句:${createHash("sha256").update(String(seq)).digest("hex").slice(0, 16)}`;
  return seq % remarkEvery === 0
    ? [supervisor, { type: "warn", text }]
    : [supervisor, { type: "note", text }];
}
