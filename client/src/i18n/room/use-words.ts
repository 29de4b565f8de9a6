import { useTranslation } from "react-i18next";
import { en } from "./en.ts";
import { zh } from "./zh.ts";
import type { RoomWords } from "./zh.ts";

/** The room's texts in a language; Chinese is the default. */
export function wordsIn(language: string | undefined): RoomWords {
  return language?.startsWith("en") === true ? en : zh;
}

/** The room's texts in the language of the page, and again when it changes. */
export function useWords(): RoomWords {
  const { i18n } = useTranslation();
  return wordsIn(i18n.language);
}
