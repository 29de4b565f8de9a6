import { eventSchema } from "@yuanping/shared/contracts/events/index.ts";
import { roleSchema } from "@yuanping/shared/contracts/roles.ts";
import { stageSchema } from "@yuanping/shared/contracts/stages.ts";
import { describe, expect, it } from "vitest";
import { en } from "../../../client/src/i18n/en/index.ts";
import { zh } from "../../../client/src/i18n/zh/index.ts";

/** Every text with its path. */
function textsOf(dictionary: object, path = ""): readonly (readonly [string, string])[] {
  return Object.entries(dictionary).flatMap(([key, value]: [string, unknown]) => {
    if (typeof value === "string") return [[`${path}${key}`, value] as const];
    return typeof value === "object" && value !== null ? textsOf(value, `${path}${key}.`) : [];
  });
}

const placesIn = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name);
const chinese = new Map(textsOf(zh));
const english = new Map(textsOf(en));

describe("the dictionaries", () => {
  it("have the same keys", () => {
    expect([...english.keys()].toSorted()).toEqual([...chinese.keys()].toSorted());
  });

  it("leave no text empty", () => {
    const empty = [...chinese, ...english].filter(([, text]) => text.trim() === "");
    expect(empty).toEqual([]);
  });

  it("fill the same places in both languages", () => {
    for (const [key, text] of chinese) {
      const places = new Set(placesIn(text));
      expect([key, new Set(placesIn(english.get(key) ?? ""))]).toEqual([key, places]);
    }
  });

  it("hold a sentence for every event, and a word for every stage and role", () => {
    const types = eventSchema.options.map((option) => option.shape.type.value);
    expect(Object.keys(zh.event).toSorted()).toEqual(types.toSorted());
    for (const stage of stageSchema.options) expect(zh.stage[stage]).not.toBe("");
    for (const role of roleSchema.options) expect(zh.role[role]).not.toBe("");
  });
});
