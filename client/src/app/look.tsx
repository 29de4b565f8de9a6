import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { antdTheme } from "../theme/antd-theme.ts";
import { putVariables } from "../theme/css-variables.ts";
import { usePreferences } from "../theme/preferences.ts";
import type { Mode } from "../theme/tokens.ts";

const darkMachine = window.matchMedia("(prefers-color-scheme: dark)");

function onMachine(listener: () => void): () => void {
  darkMachine.addEventListener("change", listener);
  return () => darkMachine.removeEventListener("change", listener);
}

/** Light or dark, and the language of the components. */
export function Look({ children }: Readonly<{ children: ReactNode }>) {
  const { mode: choice, language } = usePreferences();
  const machineIsDark = useSyncExternalStore(onMachine, () => darkMachine.matches);
  const mode: Mode = choice === "auto" ? (machineIsDark ? "dark" : "light") : choice;
  const theme = useMemo(() => antdTheme(mode), [mode]);
  useLayoutEffect(() => putVariables(mode, document.documentElement), [mode]);
  return (
    <ConfigProvider
      theme={theme}
      locale={language === "en" ? en : zh}
      button={{ autoInsertSpace: false }}
    >
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
