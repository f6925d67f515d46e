import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { signInTroubles } from "../../../src-main/engine/sources/sign-in.ts";
import { httpFailureCodes } from "../../../src-main/ports/http.ts";

test("every failure of a fetch has its sentence, and no sentence is left over", () => {
  const words = JSON.parse(readFileSync(new URL("../../../resources/words/en.json", import.meta.url), "utf8"));
  expect(Object.keys(words.fetch).toSorted()).toEqual([...httpFailureCodes, ...signInTroubles].toSorted());
});
