import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { env } from "node:process";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";
import { z } from "zod";

const server = `http://127.0.0.1:${env["PORT"] ?? "3000"}`;

const manifestSchema = z.object({ version: z.string() });
const pdfPart =
  /^(?:build\/pdf\.worker\.min\.mjs|cmaps\/.+\.bcmap|standard_fonts\/.+\.(?:pfb|ttf))$/;

/**
 * What the PDF reader fetches for itself, when a file needs it: its worker, and the character maps and fonts that files
 * may leave to their reader. Under the library's version, so that no cached part meets another version's page.
 */
function pdfParts(): Plugin {
  const manifest = fileURLToPath(import.meta.resolve("pdfjs-dist/package.json"));
  const { version } = manifestSchema.parse(JSON.parse(readFileSync(manifest, "utf8")));
  return {
    name: "pdf-parts",
    apply: "build",
    generateBundle() {
      const library = dirname(manifest);
      for (const found of readdirSync(library, { recursive: true, encoding: "utf8" })) {
        const path = found.replaceAll("\\", "/");
        if (!pdfPart.test(path)) continue;
        const source = readFileSync(join(library, found));
        this.emitFile({ type: "asset", fileName: `pdf/${version}/${path}`, source });
      }
    },
  };
}

/** No inline scripts in the build, so that the server can forbid them. */
export default defineConfig({
  plugins: [react(), pdfParts()],
  build: {
    outDir: "dist",
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // In one chunk, so that whoever loads zod has also said that it must not use `eval`.
            { name: "schema", test: /node_modules\/zod\/|\/src\/no-eval\.ts$/, priority: 2 },
            { name: "react", test: /node_modules\/(?:react|react-dom|scheduler)\//, priority: 1 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": server,
      "/healthz": server,
      "/socket": { target: server, ws: true },
    },
  },
});
