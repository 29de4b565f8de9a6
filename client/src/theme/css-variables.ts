import { palettes, radius, type, type ColourName, type Mode } from "./tokens.ts";

const kebab = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Puts the tokens onto the page as `--ink`, `--ink-soft`, …, for the style sheets. */
export function putVariables(mode: Mode, root: HTMLElement): void {
  const palette = palettes[mode];
  root.dataset["mode"] = mode;
  root.style.colorScheme = mode;
  for (const name of Object.keys(palette).filter(isColourName)) {
    root.style.setProperty(`--${kebab(name)}`, palette[name]);
  }
  root.style.setProperty("--family", type.family);
  root.style.setProperty("--mono", type.mono);
  root.style.setProperty("--radius", `${radius}px`);
}

function isColourName(name: string): name is ColourName {
  return name in palettes.light;
}
