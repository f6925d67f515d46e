import { expect, test } from "vitest";
import { plainName } from "../../../src-main/engine/sources/feed/people.ts";

test.each([
  ["Maud Iversen", "Maud Iversen"],
  ["maud@tidelog.example (Maud Iversen)", "Maud Iversen"],
  ["Maud Iversen <maud@tidelog.example>", "Maud Iversen"],
  ["<script>alert(1)</script>Maud Iversen", "Maud Iversen"],
  ['<a href="https://tidelog.example/maud">Maud</a> Iversen', "Maud Iversen"],
  ["R&D & Sons", "R&D & Sons"],
  ["Smith &lt;b&gt;", "Smith &lt;b&gt;"],
  ["<b></b>", null],
])("%s is %s", (written, name) => {
  expect(plainName(written)).toBe(name);
});
