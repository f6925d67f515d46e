import { createFetchHttp } from "../adapters/fetch-http/fetch-http.ts";
import { Refusal } from "../contract/refusal.ts";
import { sampleWorkspace } from "./workspace-files.ts";
import type { SampleKit } from "./sample-file.ts";

/** What the sample workspace is made with. This build ships none. */
export const sampleKit: SampleKit = {
  http: createFetchHttp,
  build: () => Promise.reject(new Refusal("workspace-unknown", { name: sampleWorkspace })),
};
