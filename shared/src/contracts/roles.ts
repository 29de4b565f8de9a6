import { z } from "zod";

/**
 * What a person may be in one evaluation (受理 agency · 组织 host · 监督 supervisor · 见证 witness · 评标专家 expert).
 * `system` is the server itself, acting on a clock or on a threshold that the law names.
 */
export const roleSchema = z.enum(["agency", "host", "supervisor", "witness", "expert", "system"]);
export type Role = z.infer<typeof roleSchema>;

/** Offices of an evaluation: each is held by one person, named at intake, and nobody holds two. */
export const officeSchema = z.enum(["agency", "host", "supervisor", "witness"]);
export type Office = z.infer<typeof officeSchema>;
