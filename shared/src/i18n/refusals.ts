import type { Refusal, SpokenRefusal } from "../contracts/refusal.ts";
import type { Bilingual } from "../law/profile.ts";
import { noPanelText } from "./no-panel.ts";
import { drawRefusals } from "./refusals/draw.ts";
import { intakeRefusals } from "./refusals/intake.ts";
import { mediaRefusals } from "./refusals/media.ts";
import { recordRefusals } from "./refusals/record.ts";
import { resultRefusals } from "./refusals/result.ts";
import { roomRefusals } from "./refusals/room.ts";
import { scoringRefusals } from "./refusals/scoring.ts";
import { serverRefusals } from "./refusals/server.ts";

/** The text of every refusal. `{name}` is filled from the refusal's details. */
export const refusalTexts: Readonly<Record<string, Bilingual>> = {
  ...intakeRefusals,
  ...drawRefusals,
  ...roomRefusals,
  ...mediaRefusals,
  ...scoringRefusals,
  ...resultRefusals,
  ...recordRefusals,
  ...serverRefusals,
};

const unspoken: Bilingual = { zh: "操作未被接受。", en: "The request was not accepted." };

/** The refusal with its text in both languages, ready to be shown. */
export function speak(refusal: Refusal): SpokenRefusal {
  const text = refusalTexts[refusal.code] ?? unspoken;
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => String(refusal.details?.[name] ?? ""));
  const isExplained = refusal.code === "draw.no-valid-panel" && refusal.details !== undefined;
  const more = isExplained ? noPanelText(refusal.details ?? {}) : { zh: "", en: "" };
  return { ...refusal, zh: fill(text.zh + more.zh), en: fill(text.en + more.en) };
}
