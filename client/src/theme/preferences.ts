import { create } from "zustand";
import type { Mode } from "./tokens.ts";

/** `auto` follows the machine. */
export type ModeChoice = Mode | "auto";
export type Language = "zh-CN" | "en";

type Preferences = Readonly<{
  mode: ModeChoice;
  language: Language;
  chooseMode: (mode: ModeChoice) => void;
  chooseLanguage: (language: Language) => void;
}>;

const modePlace = "yuanping/mode";
const languagePlace = "yuanping/language";

function storedMode(): ModeChoice {
  const kept = localStorage.getItem(modePlace);
  return kept === "light" || kept === "dark" ? kept : "auto";
}

/** What this machine's user has chosen; Chinese until someone chooses otherwise. */
export const usePreferences = create<Preferences>()((set) => ({
  mode: storedMode(),
  language: localStorage.getItem(languagePlace) === "en" ? "en" : "zh-CN",
  chooseMode: (mode) => {
    localStorage.setItem(modePlace, mode);
    set({ mode });
  },
  chooseLanguage: (language) => {
    localStorage.setItem(languagePlace, language);
    set({ language });
  },
}));
