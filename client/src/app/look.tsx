import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { useLayoutEffect, useMemo, type ReactNode } from "react";
import { antdTheme } from "../theme/antd-theme.ts";
import { putVariables } from "../theme/css-variables.ts";
import { usePreferences } from "../theme/preferences.ts";
import type { Mode } from "../theme/tokens.ts";
import { lessMotion, useMediaQuery } from "../theme/use-media-query.ts";

/** Light or dark, moving or still, and the language of the components. */
export function Look({ children }: Readonly<{ children: ReactNode }>) {
  const { mode: choice, language } = usePreferences();
  const machineIsDark = useMediaQuery("(prefers-color-scheme: dark)");
  const still = useMediaQuery(lessMotion);
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
