import { parseArgs } from "node:util";
import { loadWords } from "../../adapters/word-catalogue.ts";
import type { Words } from "../../adapters/word-catalogue.ts";
import { Refusal } from "../../contract/refusal.ts";
import { resourcesFolder } from "../paths.ts";
import type { Command } from "./command.ts";
import { displayCommands } from "./display-commands.ts";
import { exportCommands } from "./export-commands.ts";
import { filterCommands } from "./filters.ts";
import { importCommands } from "./import-command.ts";
import { mentionCommands } from "./mention-commands.ts";
import { opmlCommands } from "./opml-commands.ts";
import { serveCommands } from "./serve-command.ts";
import { sourceCommands } from "./source-commands.ts";
import { UsageError, processTerminal } from "./terminal.ts";
import type { Terminal } from "./terminal.ts";
import { verifyCommands } from "./verify-command.ts";
import { workspaceCommands } from "./workspace-commands.ts";

const commands: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...sourceCommands,
    ...mentionCommands,
    ...exportCommands,
    ...verifyCommands,
    ...importCommands,
    ...opmlCommands,
    ...workspaceCommands,
    ...displayCommands,
    ...serveCommands,
    ...filterCommands,
  }),
);

const commonOptions = {
  "data-dir": { type: "string" },
  workspace: { type: "string" },
  json: { type: "boolean" },
  help: { type: "boolean" },
} as const;

/** Runs one command and gives its exit code: 0, or 1 with one sentence on stderr. */
export async function runCommandLine(given: readonly string[], terminal: Terminal = processTerminal): Promise<number> {
  const { t, say } = loadWords(resourcesFolder);
  // Timers of the engine hold no process open, and a command is not over while it waits for one.
  const awake = setInterval(() => {}, 60_000);
  try {
    return await run(given, { t, say, terminal });
  } catch (cause) {
    terminal.complain(sentenceOf(cause, t));
    return 1;
  } finally {
    clearInterval(awake);
  }
}

type Kit = Words & { readonly terminal: Terminal };

async function run(given: readonly string[], { t, say, terminal }: Kit): Promise<number> {
  const { name, command, said } = findCommand(given);
  if (!command) {
    if (given.length > 0 && !given.includes("--help")) throw new UsageError("unknown-command", { command: said });
    terminal.print(
      [t("cli.usage"), ...[...commands.values()].map(({ usage }) => `  ${usage}`), t("cli.usage-common")].join("\n"),
    );
    return 0;
  }
  const { values, positionals } = readWords(given, command);
  const words = positionals.slice(name.split(" ").length);
  const [least, most] = command.takes;
  if (values["help"] === true || words.length < least || words.length > most)
    throw new UsageError("use-as", { usage: command.usage });
  const text = (flag: string) => (typeof values[flag] === "string" ? values[flag] : undefined);
  const place = { dataDir: text("data-dir"), workspace: text("workspace") };
  const json = values["json"] === true;
  const report = await command.run({ place, flags: values, words, json, t, say });
  if (report) terminal.print(json ? JSON.stringify(report.json) : report.text);
  return report?.failed === true ? 1 : 0;
}

/** Names have one or two words; flags may stand anywhere. */
function findCommand(given: readonly string[]): {
  readonly name: string;
  readonly command: Command | undefined;
  readonly said: string;
} {
  const options = Object.assign(
    {},
    commonOptions,
    ...[...commands.values()].map((command) => command.options),
  ) as Command["options"];
  const { positionals } = parseArgs({ args: [...given], options, strict: false, allowPositionals: true });
  const [first = "", second = ""] = positionals;
  const name = [`${first} ${second}`, first].find((each) => commands.has(each)) ?? "";
  return { name, command: commands.get(name), said: `${first} ${second}`.trim() };
}

type Given = {
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
  readonly positionals: readonly string[];
};

function readWords(given: readonly string[], command: Command): Given {
  try {
    const { values, positionals } = parseArgs({
      args: [...given],
      options: { ...commonOptions, ...command.options },
      strict: true,
      allowPositionals: true,
    });
    return { values: values as Given["values"], positionals };
  } catch (cause) {
    throw new UsageError("use-as", { usage: command.usage }, { cause });
  }
}

function sentenceOf(cause: unknown, t: Words["t"]): string {
  if (cause instanceof UsageError) return t(`cli.${cause.key}`, cause.params);
  if (cause instanceof Refusal) return sayRefusal(cause, t);
  return t("cli.internal", { error: cause instanceof Error ? cause.message : String(cause) });
}

/** The page shows where a query breaks or which file is meant beside the sentence; here the sentence has to carry it. */
function sayRefusal({ code, params }: Refusal, t: Words["t"]): string {
  const says = t(`refusal.${code}`, params);
  if (code === "query-invalid" && typeof params["says"] === "string")
    return t("cli.refused", { says, detail: t(params["says"], params) });
  const detail = params["file"] ?? params["path"] ?? params["what"];
  return detail === undefined ? says : t("cli.refused", { says, detail });
}
