import { theme, type ThemeConfig } from "antd";
import { palettes, radius, target, type as type_, type Mode } from "./tokens.ts";

/**
 * The component library's theme, built from the tokens alone.
 *
 * @param still nothing moves: a dialog stands where it is at once, and what is pressed in it is hit
 */
export function antdTheme(mode: Mode, still: boolean): ThemeConfig {
  const palette = palettes[mode];
  return {
    algorithm: mode === "dark" ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      fontFamily: type_.family,
      fontFamilyCode: type_.mono,
      fontSize: type_.body,
      fontSizeSM: type_.small,
      lineHeight: type_.lineHeight,
      controlHeight: target,
      controlHeightSM: 32,
      borderRadius: radius,
      colorPrimary: palette.action,
      colorLink: palette.action,
      colorLinkHover: palette.actionHover,
      colorInfo: palette.action,
      colorSuccess: palette.good,
      colorWarning: palette.care,
      colorError: palette.bad,
      colorSuccessBg: palette.goodSoft,
      colorSuccessBorder: palette.good,
      colorWarningBg: palette.careSoft,
      colorWarningBorder: palette.care,
      colorErrorBg: palette.badSoft,
      colorErrorBorder: palette.bad,
      colorInfoBg: palette.actionSoft,
      colorInfoBorder: palette.action,
      colorText: palette.ink,
      colorTextSecondary: palette.inkSoft,
      colorTextDescription: palette.inkSoft,
      colorTextPlaceholder: palette.inkSoft,
      // The arrow of a choice, and what cannot be done now: the library's own are too faint to be seen.
      colorTextQuaternary: palette.inkSoft,
      colorTextDisabled: palette.lineStrong,
      colorTextLightSolid: palette.onAction,
      colorBgLayout: palette.paper,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      motion: !still,
      motionDurationFast: "0.12s",
      motionDurationMid: "0.16s",
      motionDurationSlow: "0.2s",
      wireframe: false,
    },
    components: {
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
      Form: { itemMarginBottom: 24, labelColor: palette.ink },
    },
  };
}
