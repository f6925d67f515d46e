import { benchIngest } from "./ingest.ts";
import { report } from "./measure.ts";
import { benchPages } from "./pages.ts";
import { benchStories } from "./stories.ts";

const many = process.argv.includes("--full") ? 1_000_000 : 100_000;

console.log("Ratios within one run, medians, CPU time; absolute figures are for orientation only.");
const ingestIsFine = report(await benchIngest());
const storiesAreFine = report(await benchStories());
const pagesAreFine = report(await benchPages({ many, few: 1000 }));
if (!ingestIsFine || !storiesAreFine || !pagesAreFine) process.exitCode = 1;
