import { createInterface } from "node:readline";
import { resolve } from "node:path";
import type { CheckReport } from "../../engine/workspace/check.ts";
import type { WorkspaceName } from "../desk.ts";
import { askEngine } from "./ask-engine.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { UsageError } from "./terminal.ts";

export const workspaceCommands: Readonly<Record<string, Command>> = {
  "sample load": { usage: "sample load", options: {}, takes: [0, 0], run: (context) => sample(context, "load") },
  "sample remove": { usage: "sample remove", options: {}, takes: [0, 0], run: (context) => sample(context, "remove") },
  backup: { usage: "backup DIR", options: {}, takes: [1, 1], run: backUp },
  check: { usage: "check", options: {}, takes: [0, 0], run: check },
  code: { usage: "code [--kind desk|display]", options: { kind: { type: "string" } }, takes: [0, 0], run: code },
  "pin set": { usage: "pin set NAME", options: {}, takes: [1, 1], run: setPin },
};

async function sample({ place, t }: CommandContext, act: "load" | "remove"): Promise<Report> {
  const { name } = (await askEngine(place, { ask: "sample", act })) as WorkspaceName;
  return { json: { workspace: name }, text: t(act === "load" ? "cli.sample-loaded" : "cli.sample-removed", { name }) };
}

async function backUp({ place, words, t }: CommandContext): Promise<Report> {
  const [folder = ""] = words;
  const { file } = (await askEngine(place, { ask: "backup", folder: resolve(folder) })) as { readonly file: string };
  return { json: { file }, text: t("cli.backed-up", { file }) };
}

async function check({ place, t, say }: CommandContext): Promise<Report> {
  const { ok, findings } = (await askEngine(place, { ask: "check" })) as CheckReport;
  const said = findings.map((finding) => ({ ...finding, says: say(finding) }));
  return {
    json: { ok, findings: said },
    text: ok ? t("cli.check-ok") : said.map(({ says }) => says).join("\n"),
    failed: !ok,
  };
}

type Issued = {
  readonly url: string;
  readonly code: string;
  readonly kind: string;
  readonly expiresAt: string;
  /** Where displays come in over a network. */
  readonly networks: readonly string[];
};

async function code({ place, flags, t }: CommandContext): Promise<Report> {
  const kind = flags["kind"] ?? "desk";
  if (kind !== "desk" && kind !== "display") throw new UsageError("bad-kind");
  const issued = (await askEngine(place, { ask: "code", kind })) as Issued;
  const urls = [...issued.networks, issued.url].join(t("cli.code-or"));
  return { json: issued, text: t("cli.code", { url: urls, code: issued.code }) };
}

/** The PIN comes by standard input: words of a command stand in the list of processes and in the shell's history. */
async function setPin({ place, words, t }: CommandContext): Promise<Report> {
  const [name = ""] = words;
  if (process.stdin.isTTY) process.stderr.write(`${t("cli.type-pin", { name })}\n`);
  const pin = await firstLineOfInput();
  await askEngine(place, { ask: "setPin", name, pin });
  return { json: { name }, text: t("cli.pin-set", { name }) };
}

async function firstLineOfInput(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) {
    lines.close();
    return line.trim();
  }
  return "";
}
