import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { useCallback, useLayoutEffect, useMemo, useSyncExternalStore, type ReactNode } from "react";
import { antdTheme } from "../theme/antd-theme.ts";
import { putVariables } from "../theme/css-variables.ts";
import { usePreferences } from "../theme/preferences.ts";
import type { Mode } from "../theme/tokens.ts";

const darkMachine = window.matchMedia("(prefers-color-scheme: dark)");
const calmMachine = window.matchMedia("(prefers-reduced-motion: reduce)");

/** Whether the machine is set so, now and after every change. */
function useMachine(set: MediaQueryList): boolean {
  const listen = useCallback(
    (listener: () => void) => {
      set.addEventListener("change", listener);
      return () => set.removeEventListener("change", listener);
    },
    [set],
  );
  return useSyncExternalStore(listen, () => set.matches);
}

/** Light or dark, moving or still, and the language of the components. */
export function Look({ children }: Readonly<{ children: ReactNode }>) {
  const { mode: choice, language } = usePreferences();
  const machineIsDark = useMachine(darkMachine);
  const still = useMachine(calmMachine);
  const mode: Mode = choice === "auto" ? (machineIsDark ? "dark" : "light") : choice;
  const theme = useMemo(() => antdTheme(mode, still), [mode, still]);
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
