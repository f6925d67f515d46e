import type { ParseArgsConfig } from "node:util";
import type { Words } from "../../adapters/word-catalogue.ts";
import type { Place } from "./ask-engine.ts";

export type Flags = Readonly<Record<string, string | boolean | undefined>>;

export type CommandContext = {
  readonly place: Place;
  readonly flags: Flags;
  readonly words: readonly string[];
  readonly json: boolean;
  readonly t: Words["t"];
  readonly say: Words["say"];
};

/** What a command has to say: one JSON document with --json, else text for people. */
export type Report = { readonly json: unknown; readonly text: string; readonly failed?: boolean };

export type Command = {
  readonly usage: string;
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  /** How many words follow its name. */
  readonly takes: readonly [least: number, most: number];
  /** Null = it printed by itself. */
  readonly run: (context: CommandContext) => Promise<Report | null>;
};

/** ISO UTC with milliseconds; null stays null. */
export function isoOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

/** Words in columns, two blanks apart. */
export function inColumns(rows: readonly (readonly string[])[]): string {
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((word, index) => Math.max(word.length, widest[index] ?? 0)),
    [],
  );
  return rows
    .map((row) =>
      row
        .map((word, index) => word.padEnd(widths[index] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
