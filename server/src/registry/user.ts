import { z } from "zod";
import { userIdSchema } from "@yuanping/shared/contracts/ids.ts";
import { officeSchema } from "@yuanping/shared/contracts/roles.ts";
import { cleanStanding, expertStandingSchema } from "@yuanping/shared/law/expert-standing.ts";

/** What a person may be called to: an office, a seat on a panel, or the running of the centre. */
export const callingSchema = z.enum([...officeSchema.options, "expert", "admin"]);
export type Calling = z.infer<typeof callingSchema>;

/** Without control characters, so that it can be shown anywhere; ethnic-minority names may be long. */
const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

export const loginSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);

/** A user as others of the centre may see them: without password and salt. */
export const userSchema = z.strictObject({
  id: userIdSchema,
  name: lineSchema,
  login: loginSchema,
  offices: z.array(callingSchema).max(callingSchema.options.length).readonly(),
  /** The organisation the person works for. */
  unit: lineSchema,
});
export type User = Readonly<z.infer<typeof userSchema>>;

export const specialtySchema = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

export const expertSchema = z.strictObject({
  userId: userIdSchema,
  specialties: z.array(specialtySchema).min(1).max(20).readonly(),
  region: lineSchema,
  employer: lineSchema,
  phone: z
    .string()
    .regex(/^\+?[0-9 -]{5,20}$/)
    .optional(),
  mail: z.email().max(200).optional(),
  /** Why the expert might not sit on a panel. */
  standing: expertStandingSchema.default(cleanStanding).readonly(),
});
export type Expert = Readonly<z.infer<typeof expertSchema>>;
/** An expert as entered: what is not said of the standing is clean. */
export type ExpertEntry = Readonly<z.input<typeof expertSchema>>;
