import type { DrawRecord } from "@yuanping/shared/contracts/http.ts";
import type { TranscriptCheck } from "@yuanping/shared/draw/index.ts";

export type ToDrawChecker = DrawRecord;

/** The thirteen checks; undefined when the worker itself failed. */
export type FromDrawChecker = readonly TranscriptCheck[] | undefined;
