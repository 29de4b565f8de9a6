import { z } from "zod";
import { roomFactsSchema } from "./facts.ts";
import { histogramSchema } from "./histogram.ts";

/** What a driver is told to do; it does one thing at a time and answers each with one report. */
export const orderSchema = z.discriminatedUnion("type", [
  /** Connects every seat and joins its room, so many a second. */
  z.strictObject({
    type: z.literal("enter"),
    rooms: z.array(roomFactsSchema),
    nodes: z.array(z.url()),
    perSecond: z.number(),
  }),
  /** Plays the rooms on, at so many commands a second together. */
  z.strictObject({ type: z.literal("play"), rate: z.number(), seconds: z.number(), seed: z.int() }),
  /** Connects as many seats, in as many rooms, to bare servers. */
  z.strictObject({
    type: z.literal("enter-bare"),
    servers: z.array(z.url()),
    perSecond: z.number(),
  }),
  /** Sends as many texts there, each so long and shown to everybody in its room. */
  z.strictObject({
    type: z.literal("play-bare"),
    rate: z.number(),
    seconds: z.number(),
    textLength: z.int(),
  }),
]);
export type Order = z.infer<typeof orderSchema>;

export const enteredSchema = z.strictObject({
  type: z.literal("entered"),
  joined: z.int(),
  /** How often a seat was shown the way to another node. */
  moves: z.int(),
  failed: z.int(),
  /** From the first packet to the whole view, in milliseconds. */
  joins: histogramSchema,
  why: z.string().optional(),
});

export const playedSchema = z.strictObject({
  type: z.literal("played"),
  /** Milliseconds from sending to the answer, and to each viewer. */
  acks: histogramSchema,
  proven: histogramSchema,
  drafts: histogramSchema,
  viewers: histogramSchema,
  /** Viewers that were never shown what was said. */
  missed: z.int(),
  /** No answer in time. */
  lost: z.int(),
  /** Lines that broke by themselves. */
  broken: z.int(),
  /** Refusals by code. */
  refused: z.record(z.string(), z.int()),
  /** Commands that could have been sent, had a room been ready to take one. */
  starved: z.int(),
  /** What came unasked, by name, in messages and bytes. */
  notices: z.record(z.string(), z.strictObject({ count: z.int(), bytes: z.int() })),
  /** How late this process itself was, in milliseconds. */
  ownDelay: z.strictObject({ p50: z.number(), p99: z.number() }),
  rooms: z.strictObject({ finished: z.int(), stuck: z.int() }),
  seconds: z.number(),
});
export type Played = z.infer<typeof playedSchema>;

/** What a driver answers. */
export const reportSchema = z.discriminatedUnion("type", [
  enteredSchema,
  playedSchema,
  z.strictObject({ type: z.literal("failed"), why: z.string() }),
]);
export type Report = z.infer<typeof reportSchema>;
