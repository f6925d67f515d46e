import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "electron-vite";
import type { Plugin } from "vite";
import manifest from "./package.json" with { type: "json" };
import { mantineVars } from "./scripts/mantine-vars.ts";

const here = (path: string) => resolve(import.meta.dirname, path);

// `electron-vite build --mode test` makes a second app beside the shipped one. It alone knows how to run the engine
// on a Node of its own, which the older Electron of the tests needs: what ships does not contain that code.
const TEST_APP = ".cache/test-app";

// Hot reload needs two inline scripts and a socket; all else is the policy that ships.
const DEVELOPMENT_NONCE = "dev";
const DEVELOPMENT_POLICY = [
  "default-src 'none'",
  `script-src 'self' 'nonce-${DEVELOPMENT_NONCE}'`,
  `style-src 'self' 'nonce-${DEVELOPMENT_NONCE}'`,
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws:",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

// One build serves the Node of Electron 45 and that of the older Electron which the tests can fetch everywhere.
const NODE_TARGET = "node20.18";

// electron-vite builds for "./", which breaks when an address such as /case/ID is loaded directly or again.
const baseAtRoot: Plugin = { name: "base-at-root", enforce: "post", config: () => ({ base: "/" }) };

export default defineConfig(({ command, mode }) => {
  const out = mode === "test" ? here(`${TEST_APP}/out`) : here("out");
  return {
    main: {
      define: { __TEST_BUILD__: JSON.stringify(mode === "test") },
      build: {
        outDir: `${out}/main`,
        target: NODE_TARGET,
        rolldownOptions: {
          input: {
            shell: here("src-main/shell/main.ts"),
            "engine-process": here("src-main/hosts/engine-process.ts"),
            "parse-worker": here("src-main/engine/sources/feed/parse-worker.ts"),
            "learning-worker": here("src-main/hosts/learning-worker.ts"),
            // The real line to a utility process is tried with an engine that the older Electron can run.
            ...(mode === "test" && {
              "engine-without-database": here("test/electron/support/engine-without-database.ts"),
            }),
          },
        },
      },
    },
    preload: {
      build: {
        outDir: `${out}/preload`,
        target: NODE_TARGET,
        // A sandboxed preload can require nothing but electron, and must be CommonJS.
        externalizeDeps: false,
        rolldownOptions: {
          input: { preload: here("src-main/shell/preload.ts") },
          output: { format: "cjs", entryFileNames: "[name].cjs" },
        },
      },
    },
    renderer: {
      root: here("src-renderer"),
      plugins: [react(), mantineVars(), baseAtRoot],
      define: { __APP_VERSION__: JSON.stringify(manifest.version) },
      ...(command === "serve" && {
        html: { cspNonce: DEVELOPMENT_NONCE },
        // The word catalogue lies outside the page's folder.
        server: { headers: { "content-security-policy": DEVELOPMENT_POLICY }, fs: { allow: [here(".")] } },
      }),
      build: {
        outDir: `${out}/renderer`,
        // The page is also opened by the browsers of browser mode, so it is not built for Electron's Chromium alone.
        target: "es2022",
        cssTarget: ["chrome111", "edge111", "firefox114", "safari16.4"],
        minify: true,
        // Nothing inline: the policy allows no data: font or script.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: { input: { index: here("src-renderer/index.html") } },
      },
    },
  };
});
