import { createInstance } from "i18next";
import { initReactI18next } from "react-i18next";
import { usePreferences, type Language } from "../theme/preferences.ts";
import { en } from "./en/index.ts";
import { zh } from "./zh/index.ts";

const texts = createInstance();

/** Starts the dictionaries and keeps the page's language in step with what is chosen. */
export async function startTexts(): Promise<void> {
  await texts.use(initReactI18next).init({
    resources: { "zh-CN": { translation: zh }, en: { translation: en } },
    lng: usePreferences.getState().language,
    fallbackLng: "zh-CN",
    interpolation: { escapeValue: false },
  });
  follow(usePreferences.getState().language);
  usePreferences.subscribe(({ language }) => follow(language));
}

function follow(language: Language): void {
  document.documentElement.lang = language;
  if (texts.language !== language) void texts.changeLanguage(language);
}
