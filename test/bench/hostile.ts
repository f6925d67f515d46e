import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { startBeside } from "./beside.ts";
import type { HostileReading } from "./hostile-probe.ts";
import { median } from "./measure.ts";

const rounds = 3;
const most: HostileReading = { memory: 60, delay: 50, read: 50 };
const kinds = [
  "body of 300 MB",
  "gzip bomb",
  "200,000 elements deep",
  "200,000 attributes",
  "60,000 items",
  "title of 20 MB",
  "title of 9 MB",
  "attribute of 10 MB",
  "2 million ampersands",
];

/** What each hostile feed does to an engine of its own: memory, and the patience of everybody else. Says whether all is within bounds. */
export async function benchHostile(): Promise<boolean> {
  const server = await startBeside("hostile-server.ts");
  let isFine = true;
  for (const kind of kinds) {
    const readings: HostileReading[] = [];
    for (let round = 0; round < rounds; round += 1) readings.push(await probe(server.port, kind));
    const of = (what: keyof HostileReading) => median(readings.map((reading) => reading[what]));
    const [memory, delay, read] = [of("memory"), of("delay"), of("read")];
    const isWithin = memory < most.memory && delay < most.delay && read < most.read;
    isFine &&= isWithin;
    console.log(
      `${isWithin ? "ok  " : "FAIL"} hostile feed, ${kind}: +${memory.toFixed(0)} MB (under ${most.memory}), others wait ${delay.toFixed(0)} ms (under ${most.delay}), a read ${read.toFixed(0)} ms`,
    );
  }
  server.end();
  return isFine;
}

async function probe(port: number, kind: string): Promise<HostileReading> {
  const folder = mkdtempSync(join(tmpdir(), "watchroom-bench-"));
  // The engine of each kind has the room for new objects that this process was given.
  const words = [
    ...process.execArgv,
    join(import.meta.dirname, "hostile-probe.ts"),
    folder,
    `http://127.0.0.1:${port}`,
    encodeURIComponent(kind),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, words);
  rmSync(folder, { recursive: true });
  return JSON.parse(stdout) as HostileReading;
}
