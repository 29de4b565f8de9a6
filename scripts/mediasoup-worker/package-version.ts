import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** The version of an unpacked mediasoup package. */
export async function readMediasoupVersion(packageDir: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(join(packageDir, "package.json"), "utf8"));
  if (
    typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest &&
    typeof manifest.version === "string"
  ) {
    return manifest.version;
  }
  throw new Error(`${packageDir} is not an installed mediasoup package`);
}
