import { useCallback } from "react";
import { useTranslation } from "react-i18next";

type Texts = Readonly<{ zh: string; en: string }>;

/** Picks the page's language out of a text that came in both; the same function until the language changes. */
export function useSpoken(): (texts: Texts) => string {
  const { i18n } = useTranslation();
  const isEnglish = i18n.language.startsWith("en");
  return useCallback(({ zh, en }: Texts) => (isEnglish ? en : zh), [isEnglish]);
}
