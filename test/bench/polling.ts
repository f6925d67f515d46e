import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startBeside } from "./beside.ts";
import type { Beside } from "./beside.ts";
import { buildPoller } from "./build-poller.ts";
import { cpuOfProgram, isInstalled } from "./child-cpu.ts";
import { median } from "./measure.ts";
import type { Ratio } from "./measure.ts";

const feeds = 200;
const items = 50;

const phases = [
  { name: "cold, 10,000 new items", from: "empty", added: 0, most: 0.5 },
  { name: "nothing new, 200 times 304", from: "read", added: 0, most: 0.7 },
  { name: "2 new items in each", from: "read", added: 2, most: 0.4 },
] as const;

/** A reader of feeds with its files in a folder of its own. `poll` is one whole run of its program. */
type Reader = {
  readonly name: string;
  readonly prepare: (folder: string, farm: Beside) => Promise<void>;
  /** CPU seconds. */
  readonly poll: (folder: string) => Promise<number>;
};

/** The engine alone, bundled as it ships, Node's start and the opening of the workspace included. */
function watchroom(program: string): Reader {
  return {
    name: "watchroom",
    prepare: async (folder, farm) => {
      mkdirSync(folder, { recursive: true });
      await cpuOfProgram(process.execPath, [program, folder, String(farm.port), String(feeds)]);
    },
    poll: async (folder) => (await cpuOfProgram(process.execPath, [program, folder])).seconds,
  };
}

const newsboat: Reader = {
  name: "newsboat",
  prepare: async (folder, farm) => {
    mkdirSync(folder, { recursive: true });
    const urls = Array.from({ length: feeds }, (_, at) => `http://127.0.0.1:${farm.port}/${at}.xml\n`);
    writeFileSync(join(folder, "urls"), urls.join(""));
    writeFileSync(join(folder, "config"), "reload-threads 16\n");
  },
  poll: async (folder) => {
    const files = ["-u", join(folder, "urls"), "-c", join(folder, "cache.db"), "-C", join(folder, "config")];
    return (await cpuOfProgram("newsboat", ["-x", "reload", ...files], { ...process.env, HOME: folder })).seconds;
  },
};

/** Whole runs of the engine against whole runs of newsboat, in turn; CPU seconds. */
export async function benchPolling({ rounds = 3 } = {}): Promise<readonly Ratio[]> {
  if (!(await isInstalled("newsboat"))) {
    console.log("skip polling 200 feeds: newsboat is not installed (Debian: apt-get install newsboat)");
    return [];
  }
  const folder = mkdtempSync(join(tmpdir(), "watchroom-bench-"));
  const farm = await startBeside("feed-farm.ts", String(feeds), String(items));
  const ours = watchroom(await buildPoller());
  try {
    for (const reader of [ours, newsboat]) await prepareReader(reader, { folder, farm });
    const ratios: Ratio[] = [];
    for (const phase of phases) ratios.push(await benchPhase(phase, { rounds, folder, farm, ours }));
    return ratios;
  } finally {
    farm.end();
    rmSync(folder, { recursive: true });
  }
}

type Place = { readonly folder: string; readonly farm: Beside };
const folderOf = ({ folder }: Pick<Place, "folder">, { name }: Reader, state: string) =>
  join(folder, `${name}-${state}`);

/** One folder that has read nothing yet, and one that has read all there is; newsboat asks with validators from its third run on. */
async function prepareReader(reader: Reader, place: Place): Promise<void> {
  await reader.prepare(folderOf(place, reader, "empty"), place.farm);
  const read = folderOf(place, reader, "read");
  cpSync(folderOf(place, reader, "empty"), read, { recursive: true });
  for (let run = 0; run < 4; run += 1) {
    await place.farm.ask("add/0");
    await reader.poll(read);
    if ((JSON.parse(await place.farm.ask("seen")) as Seen).notModified === feeds) return;
  }
  throw new Error(`${reader.name} never asked with validators`);
}

type Seen = { readonly whole: number; readonly notModified: number; readonly bytes: number };

async function benchPhase(
  { name, from, added, most }: (typeof phases)[number],
  { rounds, ours, ...place }: Place & { readonly rounds: number; readonly ours: Reader },
): Promise<Ratio> {
  const seconds = { ours: [] as number[], newsboat: [] as number[] };
  const run = async (reader: Reader) => {
    const copy = folderOf(place, reader, "copy");
    rmSync(copy, { recursive: true, force: true });
    // With its times: who opens it sees that nobody touched it since it was closed.
    cpSync(folderOf(place, reader, from), copy, { recursive: true, preserveTimestamps: true });
    await place.farm.ask(`add/${added}`);
    const took = await reader.poll(copy);
    const seen = JSON.parse(await place.farm.ask("seen")) as Seen;
    const expected =
      from === "read" && added === 0 ? { whole: 0, notModified: feeds } : { whole: feeds, notModified: 0 };
    if (seen.whole !== expected.whole || seen.notModified !== expected.notModified)
      throw new Error(`${reader.name}, ${name}: the server saw ${JSON.stringify(seen)}`);
    return took;
  };
  for (let round = 0; round < rounds; round += 1) {
    seconds.newsboat.push(await run(newsboat));
    seconds.ours.push(await run(ours));
  }
  return {
    name: `polling ${feeds} feeds of ${items}, ${name}, whole process / newsboat`,
    ours: median(seconds.ours),
    reference: median(seconds.newsboat),
    unit: "CPU s",
    most,
  };
}
