import { canInstall, installCommand, installPackages, missingPackages } from "./apt.ts";
import { fetchChromium, fetchedChromium } from "./chromium-package.ts";
import { findOnPath, run } from "./command.ts";

export interface Chromium {
  readonly path: string;
  /** Flags that a page with a synthetic camera and microphone needs here. */
  readonly args: readonly string[];
}

// The fonts belong to it: without them every Chinese text is a row of boxes.
const packages = ["chromium", "fonts-noto-cjk"];
const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

const mediaArguments = [
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  "--no-first-run",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * A Chromium for the tests: the one named by `CHROMIUM_PATH`, the one on PATH, Debian's
 * installed as root, or one from an npm package under .runtime. Throws with what to do
 * when there is none.
 */
export async function findChromium(): Promise<Chromium> {
  const named = process.env["CHROMIUM_PATH"] ?? "";
  if (named !== "") {
    if (await runs(described(named))) return described(named);
    throw new Error(`CHROMIUM_PATH names ${named}, which does not run`);
  }
  const reasons: string[] = [];
  for (const way of [onPath, installed, fetched]) {
    const found = await way().catch((error: unknown) => {
      reasons.push(error instanceof Error ? error.message : String(error));
      return undefined;
    });
    if (found !== undefined && (await runs(found))) return found;
  }
  throw new Error(
    `There is no Chromium (${reasons.join("; ")}). Install one, ${installCommand(packages)}, or name one in CHROMIUM_PATH.`,
  );
}

async function onPath(): Promise<Chromium | undefined> {
  const path = findOnPath(names);
  if (path === undefined) return undefined;
  const fonts = await missingPackages(["fonts-noto-cjk"]);
  if (fonts.length > 0 && canInstall()) await installPackages(fonts);
  return described(path);
}

async function installed(): Promise<Chromium | undefined> {
  if (!canInstall()) throw new Error("only root can install Debian's");
  await installPackages(packages);
  const path = findOnPath(names);
  return path === undefined ? undefined : described(path);
}

async function fetched(): Promise<Chromium> {
  return described(fetchedChromium() ?? (await fetchChromium()));
}

function described(path: string): Chromium {
  // Chromium refuses to sandbox itself under root.
  const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return { path, args: [...sandbox, ...mediaArguments] };
}

async function runs({ path, args }: Chromium): Promise<boolean> {
  const result = await run(path, [...args, "--version"]).catch(() => undefined);
  return result?.status === 0;
}
