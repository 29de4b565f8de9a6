/**
 * What a member agrees to before the seat, where the profile asks for recordings. A text that changes gets a new
 * version and the old one stays: the record names the version that somebody agreed to. `{years}` is the retention of
 * the profile. (个人信息保护法 14: consent is given knowingly, voluntarily and expressly.)
 */
const texts = {
  "1": {
    zh: "本人知悉并同意:本次评审全程录制我的声音、画面和桌面,自归档起保存 {years} 年,仅监督及有权机关可以查看,每次查看均留痕。",
    en: "I know and agree that my sound, picture and desktop are recorded throughout this evaluation and kept for {years} years from its archive on; only supervision and lawful authorities may watch them, and every viewing is put on record.",
  },
} as const satisfies Readonly<Record<string, Readonly<{ zh: string; en: string }>>>;

/** The version that is put before members now. */
export const consentVersion = "1" as const satisfies keyof typeof texts;

/** The text of the current version. */
export function consentText(language: "zh" | "en", years: number): string {
  return texts[consentVersion][language].replace("{years}", String(years));
}
