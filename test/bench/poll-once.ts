// One poll of everything in a workspace: `poll-once FOLDER` polls; `poll-once FOLDER PORT COUNT` adds that many feeds of
// the farm at that port first. It starts as a single command does.
import { keepCompiled } from "../../src-main/hosts/keep-compiled.ts";

keepCompiled();
await import("./poll-all.ts");
