// The command line: `npm run -s watchroom -- <command>`. Nothing that loads the native database may be imported before
// the version of Node is known to be able to carry it: an old one dies without a word.
import { refuseOldNode } from "./node-version.ts";

refuseOldNode();
const { keepCompiled } = await import("./keep-compiled.ts");
keepCompiled();
const { runCommandLine } = await import("./cli/run.ts");
process.exitCode = await runCommandLine(process.argv.slice(2));
