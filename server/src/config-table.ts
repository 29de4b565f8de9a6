import { z } from "zod";
import { settingsSchema } from "./config.ts";

const saidSchema = z.looseObject({ description: z.string(), usual: z.string().optional() });

/** All settings as a Markdown table, read off their schema: name, what holds when it is not set, meaning. */
export function settingsTable(): string {
  const unset = settingsSchema.parse({});
  const rows = Object.entries(settingsSchema.shape).map(([name, schema]) => {
    const { description, usual } = saidSchema.parse(schema.meta());
    const value = Object.entries(unset).find(([key]) => key === name)?.[1];
    return `| \`${name}\` | ${usual ?? shown(value)} | ${description} |`;
  });
  return ["| variable | when not set | meaning |", "|---|---|---|", ...rows, ""].join("\n");
}

function shown(value: unknown): string {
  const isSaid = typeof value === "number" || (typeof value === "string" && value !== "");
  return isSaid ? `\`${value}\`` : "–";
}
