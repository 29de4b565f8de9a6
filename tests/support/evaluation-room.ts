import { commandSchema, type Command } from "@yuanping/shared/contracts/commands/index.ts";
import {
  recordSchema,
  systemActor,
  type Actor,
  type EventRecord,
} from "@yuanping/shared/contracts/record.ts";
import type { Role } from "@yuanping/shared/contracts/roles.ts";
import {
  decide,
  evolve,
  type Decision,
  type Evaluation,
} from "@yuanping/shared/evaluation/index.ts";
import {
  canonicalize,
  emptyRoot,
  hex,
  leafHash,
  sha256,
  utf8,
} from "@yuanping/shared/tlog/index.ts";
import { recordsOf } from "../../server/src/kernel/recorder.ts";

const begin = Date.UTC(2026, 2, 2, 1);

/** 32 bytes in hex that follow from a text: chance, nonces and refs that every run has again. */
export function chanceOf(text: string): string {
  return hex(sha256(utf8(text)));
}

/** A person's ref within a scripted evaluation. */
export function personOf(name: string): string {
  return chanceOf(`person/${name}`).slice(0, 32);
}

/** The command's actor; `proven` when the password has just been entered again. */
export function actorOf(person: string, role: Role, proven = false): Actor {
  const actor: Actor = { person, role, session: `session-${person.slice(0, 8)}` };
  return proven ? { ...actor, proof: "password" } : actor;
}

/**
 * An evaluation without a server: commands are decided and folded by the core, and their events recorded as the server
 * records them, with ids, times and chance that follow from the seed. What is decided and folded is what a reader of the
 * stream will have: the canonical text, read again, so that no order of keys is known here that is lost on record.
 */
export class ScriptedRoom {
  readonly stream: string;
  readonly records: EventRecord[] = [];
  readonly lines: string[] = [];
  readonly #seed: string;
  #state: Evaluation | undefined;
  #prev = hex(emptyRoot());
  #at = begin;
  #sent = 0;

  constructor(evaluation: string, seed: string) {
    this.stream = `evaluation/${evaluation}`;
    this.#seed = seed;
  }

  get state(): Evaluation {
    if (this.#state === undefined) throw new Error("the evaluation has not begun");
    return this.#state;
  }

  /** Sends a command; whatever it causes is on record afterwards. */
  try(actor: Actor, raw: Command): Decision {
    const command = commandSchema.parse(JSON.parse(canonicalize(commandSchema.parse(raw))));
    const id = `command-${String(this.#sent++).padStart(6, "0")}`;
    this.#at += 1000 + Number.parseInt(chanceOf(`${this.#seed}/wait/${id}`).slice(0, 4), 16);
    const context = { actor, at: this.#at };
    const decision = decide(this.#state, command, context);
    const occasion = { stream: this.stream, id, command, ...context };
    for (const placed of recordsOf(occasion, decision.events)) this.#add(placed);
    return decision;
  }

  /** Sends a command that must be carried out. */
  do(actor: Actor, command: Command): void {
    const decision = this.try(actor, command);
    if (!decision.ok) throw new Error(`${command.type}: ${decision.refusal.code}`);
  }

  /** Sends a command that must be refused. */
  refused(actor: Actor, command: Command): void {
    if (this.try(actor, command).ok) throw new Error(`${command.type} was not refused`);
  }

  system(command: Command): void {
    this.do(systemActor, command);
  }

  /** Lets time pass. */
  wait(milliseconds: number): void {
    this.#at += milliseconds;
  }

  #add(placed: ReturnType<typeof recordsOf>[number]): void {
    const line = canonicalize(placed({ seq: this.records.length, prev: this.#prev }));
    const record = recordSchema.parse(JSON.parse(line));
    this.#state = evolve(this.#state, record);
    this.#prev = hex(leafHash(utf8(line)));
    this.records.push(record);
    this.lines.push(line);
  }
}
