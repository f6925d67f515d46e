import { describe, expect, test } from "vitest";
import { htmlToText, titleText } from "../../../src-main/domain/text/plain-text.ts";
import { oneLine, shorten } from "../../../src-main/domain/text/safe-text.ts";

describe("HTML becomes plain text", () => {
  test.each([
    ["<p>One</p><p>Two<br>three</p>", "One\n\nTwo\nthree"],
    ["<ul><li>a</li><li>b</li></ul>after", "a\n\nb\n\nafter"],
    ["a<b>b</b><i>c</i>", "abc"],
    ["<div>a</div>\n<div>b</div>", "a\n\nb"],
    ["<table><tr><td>1</td><td>2</td></tr></table>", "1 2"],
    ["<p>a\n b</p>", "a b"],
    ["<pre>a\n  b</pre>", "a\nb"],
    ["plain\nlines\n\n\n\nstay", "plain\nlines\n\nstay"],
    ["&lt;3 &amp; &eacute;&#8217;&#146;&#x1F600;&nbsp;x", "<3 & é’’😀 x"],
    ["&lt;p&gt;twice &amp;amp; more&lt;/p&gt;", "twice & more"],
    ["1 < 2 and 3 > 2", "1 < 2 and 3 > 2"],
    ["a <- b, x<y", "a <- b, x<y"],
    ["<script>alert('</p>')</script>a<style>p{}</style>b<!-- <p>c</p> -->d", "abd"],
    ["<SCRIPT>x</SCRIPT>a", "a"],
    ["a<ScRiPt>x</sCrIpT>b", "ab"],
    ["<a href=\"a>b\" title='>'>link</a>", "link"],
    ['<img src=x onerror=alert(1)>a<img class="emoji" alt="🎉" src="/e.png">', "a🎉"],
    ['<p>broken <a href="x>y</p>', "broken y"],
    ["<![CDATA[<b>x</b>]]>", "x]]>"],
    ["a\u200d\u202eb\u0000c\u00add", "a\u200dbcd"],
    ["", ""],
  ])("%j → %j", (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  test.each([
    ["AT&amp;T <b>wins</b>", "AT&T wins"],
    ["List<String> and <T>", "List<String> and <T>"],
    ["a\n  b<br>c", "a b c"],
    ["Q&amp;amp;A", "Q&A"],
  ])("title %j → %j", (html, text) => {
    expect(titleText(html)).toBe(text);
  });

  const size = 400_000;
  test.each([
    "<",
    "<a ",
    '<a href="',
    "<!--",
    "<script>",
    "</",
    "&",
    "&lt;",
    "<p>",
    '<img class="a ',
    "<![CDATA[",
    "' \"",
    "<a b='\">",
  ])("takes time in proportion to its length: %j again and again", (piece) => {
    const hostile = piece.repeat(size / piece.length);
    const before = performance.now();
    htmlToText(hostile);
    titleText(hostile);
    expect(performance.now() - before).toBeLessThan(2_000); // quadratic would be minutes
  });
});

test("a text is cut between characters and says so", () => {
  expect(shorten("abcdef", 6)).toBe("abcdef");
  expect(shorten("abcdefg", 6)).toBe("abcde…");
  expect(shorten("abcd😀efg", 6)).toBe("abcd…");
  expect(oneLine(" a\r\n\tb ")).toBe("a b");
});
