import { env } from "node:process";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const server = `http://127.0.0.1:${env["PORT"] ?? "3000"}`;

/** No inline scripts in the build, so that the server can forbid them. */
export default defineConfig({
  plugins: [react()],
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
