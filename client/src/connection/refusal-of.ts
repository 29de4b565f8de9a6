import { spokenRefusalSchema, type SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";

/** Why the server let no line in, as it said so; undefined where it said nothing that can be read. */
export function refusalOf(error: Error): SpokenRefusal | undefined {
  if (!("data" in error)) return undefined;
  const { data } = error;
  const inner =
    typeof data === "object" && data !== null && "refusal" in data ? data.refusal : data;
  const parsed = spokenRefusalSchema.safeParse(inner);
  return parsed.success ? parsed.data : undefined;
}
