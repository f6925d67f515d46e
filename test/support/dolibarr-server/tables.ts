import type { Right, Switches } from "./switches.ts";

export type Row = { readonly id: number } & Record<string, unknown>;

export type Tables = {
  readonly contacts: Row[];
  readonly agendaevents: Row[];
  readonly tickets: Row[];
  readonly thirdparties: Row[];
  readonly users: Row[];
};
export type TableName = keyof Tables;

export type ServerState = {
  readonly tables: Tables;
  readonly switches: Switches;
  readonly key: string;
  /** Whose key it is. */
  readonly userId: number;
  readonly nextId: () => number;
  readonly now: () => number;
};

export function createState(switches: Switches, now: () => number): ServerState {
  let last = 10;
  return {
    tables: {
      ...{ contacts: [], agendaevents: [], tickets: [] },
      thirdparties: [{ id: 7, name: "Customers of the web" }],
      users: [
        { id: 2, login: "desk" },
        { id: 3, login: "rita" },
      ],
    },
    switches,
    key: "doli-key-1",
    userId: 2,
    nextId: () => (last += 1),
    now,
  };
}

export const rowOf = (state: ServerState, table: TableName, id: number): Row | undefined =>
  state.tables[table].find((row) => row.id === id);

export const may = ({ switches }: ServerState, right: Right): boolean =>
  switches.rights.includes("admin") || switches.rights.includes(right);

export function removeRow(state: ServerState, table: TableName, id: number): void {
  const at = state.tables[table].findIndex((row) => row.id === id);
  if (at !== -1) state.tables[table].splice(at, 1);
}

export function replaceRow(state: ServerState, table: TableName, row: Row): void {
  const at = state.tables[table].findIndex(({ id }) => id === row.id);
  if (at !== -1) state.tables[table].splice(at, 1, row);
}

/** Numbers come back as text, as PHP's database driver hands them over. */
export function asRead(row: Row, hidden: readonly string[] = []): Record<string, unknown> {
  const shown = Object.entries(row).filter(([name]) => !hidden.includes(name));
  return Object.fromEntries(
    shown.map(([name, value]) => [name, typeof value === "number" && !name.startsWith("date") ? String(value) : value]),
  );
}
