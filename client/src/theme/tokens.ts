/** Every colour and measure of the interface. Nothing else in the client names a colour. */

const light = {
  paper: "#F7F8FA",
  surface: "#FFFFFF",
  raised: "#FFFFFF",
  ink: "#1B2330",
  inkSoft: "#55606F",
  line: "#DDE2E9",
  lineStrong: "#8A94A3",
  action: "#1F4B8F",
  actionHover: "#183C73",
  actionSoft: "#E8EEF8",
  onAction: "#FFFFFF",
  good: "#1B6B3A",
  goodSoft: "#E6F3EA",
  care: "#8A5200",
  careSoft: "#FDF1DC",
  bad: "#B3261E",
  badSoft: "#FCE9E7",
  /** Behind faces, in both themes. */
  stage: "#10151D",
  onStage: "#F2F5F9",
  onStageSoft: "#AEB8C6",
  stageLine: "#2A3442",
  voice: "#5FB3FF",
  /** A document's own paper and ink, in both themes. */
  sheet: "#FFFFFF",
  onSheet: "#1B2330",
  shade: "rgba(16, 21, 29, 0.45)",
} as const;

export type ColourName = keyof typeof light;
export type Palette = Readonly<Record<ColourName, string>>;

const dark: Palette = {
  ...light,
  paper: "#12171F",
  surface: "#1A212C",
  raised: "#222B38",
  ink: "#EDF1F6",
  inkSoft: "#A9B4C2",
  line: "#303B4A",
  lineStrong: "#728093",
  action: "#8FB6F2",
  actionHover: "#B1CDF8",
  actionSoft: "#22324B",
  onAction: "#0E1B30",
  good: "#7FCF9C",
  goodSoft: "#1B3325",
  care: "#F0BE6C",
  careSoft: "#3A2D17",
  bad: "#FF9D95",
  badSoft: "#43211F",
  shade: "rgba(0, 0, 0, 0.6)",
};

export type Mode = "light" | "dark";
export const palettes: Readonly<Record<Mode, Palette>> = { light, dark };

export const type = {
  family:
    '-apple-system, BlinkMacSystemFont, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  mono: 'ui-monospace, "SF Mono", Menlo, Consolas, "Noto Sans Mono CJK SC", monospace',
  body: 15,
  small: 13,
  heading: 20,
  title: 24,
  lineHeight: 1.6,
} as const;

/** The grid, in pixels. */
export const step = 8;
export const radius = 6;
/** The smallest target that a finger meets, in pixels. */
export const target = 40;
export const phone = 720;
