import { useTranslation } from "react-i18next";

type Texts = Readonly<{ zh: string; en: string }>;

/** Picks the page's language out of a text that came in both. */
export function useSpoken(): (texts: Texts) => string {
  const { i18n } = useTranslation();
  return (texts) => (i18n.language.startsWith("en") ? texts.en : texts.zh);
}
