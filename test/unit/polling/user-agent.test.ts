import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { userAgent } from "../../../src-main/adapters/fetch-http/fetch-http.ts";

test("servers are told the program's name and version, which stay the same for all releases of a version", () => {
  const [major, minor] = manifest.version.split(".");
  expect(userAgent).toMatch(new RegExp(`^Watchroom/${major}\\.${minor} \\([ -~]+\\)$`));
});
