import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { findFacets } from "../../../src-main/adapters/bluesky/find-facets.ts";

type Recorded = { readonly text: string; readonly facets: readonly object[] };

/** What RichText of @atproto/api 0.21.0 finds in our own texts. */
const recorded = JSON.parse(
  readFileSync(new URL("../../fixtures/bluesky/facets.json", import.meta.url), "utf8"),
) as readonly Recorded[];

/** Where we find other than it does: capitals are letters too, and an ellipsis or nothing is no part of an address. */
const better: Readonly<Record<string, readonly object[]>> = {
  "Go to Example.COM now": [{ from: 6, to: 17, link: "https://Example.COM" }],
  "HTTPS://EXAMPLE.COM/x": [{ from: 0, to: 21, link: "HTTPS://EXAMPLE.COM/x" }],
  "@Firm.Example.COM": [{ from: 0, to: 17, mention: "firm.example.com" }],
  "https://.": [],
  "Visit https://example.com…": [{ from: 6, to: 25, link: "https://example.com" }],
};

const found = (text: string) =>
  findFacets(text).map((facet) => {
    const named = facet.kind === "link" ? facet.uri : facet.kind === "tag" ? facet.tag : facet.handle;
    return { from: facet.byteStart, to: facet.byteEnd, [facet.kind]: named };
  });

test.each(recorded)("finds what the network's own program finds in $text", ({ text, facets }) => {
  expect(found(text)).toEqual(better[text] ?? facets);
});

test("every place begins and ends at a letter, within the text, and none overlaps another", () => {
  const piece = fc.constantFrom(
    "Grüße ",
    "🙈",
    "👨‍👩‍👧‍👦 ",
    "@firm.test",
    " ",
    "\n",
    "#tag",
    "https://example.com/ä",
    "(",
    ")",
    ".",
    "$ACME",
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join("");
      const bytes = Buffer.from(text);
      let end = 0;
      for (const { byteStart, byteEnd } of findFacets(text)) {
        const cut = bytes.subarray(byteStart, byteEnd).toString("utf8");
        expect(text).toContain(cut);
        expect(byteStart).toBeGreaterThanOrEqual(end);
        expect(byteEnd).toBeGreaterThan(byteStart);
        end = byteEnd;
      }
      expect(end).toBeLessThanOrEqual(bytes.length);
    }),
  );
});

test("a long text of nearly-addresses is read in linear time", () => {
  const text = "a.b".repeat(30_000);
  expect(findFacets(text).length).toBeLessThan(2);
});
