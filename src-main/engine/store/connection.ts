import Database from "better-sqlite3";
import { CompiledQuery, Kysely, SqliteAdapter, SqliteDriver, SqliteIntrospector, SqliteQueryCompiler } from "kysely";
import type { DatabaseConnection, Dialect } from "kysely";
import type { Schema } from "./schema.ts";

/** A read-then-write transaction that began deferred could fail half-way with SQLITE_BUSY_SNAPSHOT. */
class ImmediateDriver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #connection: DatabaseConnection;
  constructor(database: Database.Database) {
    const statements = preparedOnce(database);
    super({ database: statements });
    this.#database = database;
    this.#connection = connectionOver(statements);
  }
  override async acquireConnection(): Promise<DatabaseConnection> {
    return this.#connection;
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin immediate"));
  }
  // On a full disk SQLite has rolled back by itself: a second rollback would fail and hide why.
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** A statement without an answer that is run once for each of its rows. */
export type ManyRows = CompiledQuery & { readonly manyRows: readonly (readonly unknown[])[] };

/** A reading statement whose rows come as lists of their values: for a hundred thousand of them, names are most of the work. */
export type AsLists = CompiledQuery & { readonly asLists: true };

type Statements = ReturnType<typeof preparedOnce>;

function connectionOver(statements: Statements): DatabaseConnection {
  return {
    executeQuery: async <Row>(query: CompiledQuery) => {
      const statement = statements.prepare(query.sql);
      if ("manyRows" in query) {
        for (const row of (query as ManyRows).manyRows) statement.run(row);
        return { rows: [] };
      }
      // Its rows are typed by whoever built the query.
      if ("asLists" in query) return { rows: statements.lists(query.sql).all(query.parameters) as Row[] };
      if (statement.reader) return { rows: statement.all(query.parameters) as Row[] };
      const { changes, lastInsertRowid } = statement.run(query.parameters);
      return { insertId: BigInt(lastInsertRowid), numAffectedRows: BigInt(changes), rows: [] };
    },
    streamQuery: () => {
      throw new Error("Nothing is read as a stream");
    },
  };
}

/** Prepares each text of SQL once: Kysely would prepare it at every call. */
function preparedOnce(database: Database.Database) {
  const statements = new Map<string, Database.Statement>();
  const lists = new Map<string, Database.Statement>();
  return {
    close: () => database.close(),
    prepare: (sql: string) => {
      const known = statements.get(sql);
      if (known && !known.busy) return known;
      const statement = database.prepare(sql);
      if (statements.size > 500) statements.clear();
      statements.set(sql, statement);
      return statement;
    },
    lists: (sql: string) => {
      const known = lists.get(sql);
      if (known) return known;
      const statement = database.prepare(sql).raw(true);
      if (lists.size > 50) lists.clear();
      lists.set(sql, statement);
      return statement;
    },
  };
}

export function kyselyOver(database: Database.Database): Kysely<Schema> {
  const dialect: Dialect = {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new ImmediateDriver(database),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
  return new Kysely<Schema>({ dialect });
}

/** A connection as SQLite opens it: nothing of the file is changed before it is known to be ours. */
export function openUntouched(file: string): Database.Database {
  return new Database(file, { timeout: 5000 });
}

/** The settings that every writing connection needs; better-sqlite3 would choose synchronous=NORMAL under WAL. */
export function makeWriter(database: Database.Database): void {
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = FULL");
  database.pragma("foreign_keys = ON");
  database.pragma("secure_delete = ON");
  database.pragma("temp_store = MEMORY");
  database.pragma("cache_size = -65536");
}

export function openReader(file: string): Database.Database {
  const database = new Database(file, { timeout: 5000, readonly: true });
  database.pragma("query_only = ON");
  database.pragma("temp_store = MEMORY");
  database.pragma("cache_size = -16384");
  return database;
}
