import { expect, test } from "vitest";
import { countryOfTimeZone } from "../../../src-main/domain/contacts/country.ts";
import { foldEmail, foldHandle, foldName } from "../../../src-main/domain/contacts/fold.ts";
import { normalisePhone, phoneFragment, showPhone } from "../../../src-main/domain/contacts/phone.ts";

test.each([
  ["+49 30 901820", "DE", "+4930901820"],
  ["0049 30 901820", "DE", "+4930901820"],
  ["0049 30 901820", "US", "+4930901820"],
  ["030 / 90 18 20", "DE", "+4930901820"],
  ["+49 (0)30 901820", null, "+4930901820"],
  ["0049 (0) 30-901820", "GB", "+4930901820"],
  ["030 901820", null, "030901820"],
  ["tel:+49-30-901820", "DE", "+4930901820"],
  ["030 901820 ext. 12", "DE", "+4930901820"],
  ["０３０ ９０１８２０", "DE", "+4930901820"],
  ["06 6982 1234", "IT", "+390669821234"],
  ["(212) 555-0100", "US", "+12125550100"],
  ["+1 212 555 0100", "DE", "+12125550100"],
  ["8 (495) 123-45-67", "RU", "+74951234567"],
  ["110", "DE", "110"],
  ["12", "DE", null],
  ["call me", "DE", null],
  ["", "DE", null],
  ["+49 30 901820 and others", "DE", null],
  ["12345678901234567890", "DE", null],
])("the number %j at a desk in %s is %s", (written, country, digits) => {
  expect(normalisePhone(written, country)).toBe(digits);
});

test("a number is read again as what it was", () => {
  for (const digits of ["+4930901820", "+12125550100", "+390669821234", "110", "030901820"])
    expect(normalisePhone(showPhone(digits), null)).toBe(digits);
  expect(showPhone("+4930901820")).toBe("+49 30 901820");
});

test.each([
  ["0049 30 9018", "DE", "49309018"],
  ["030 901820", "DE", "4930901820"],
  ["030 90", "DE", "3090"],
  ["0412", "DE", "412"],
  ["4417", "US", "4417"],
  ["+49", "DE", "49"],
  ["abc", "DE", null],
])("a piece %j of a number typed in %s is looked up as %s", (typed, country, piece) => {
  expect(phoneFragment(typed, country)).toBe(piece);
});

test.each([
  [" Hettie@Example.COM ", "hettie@example.com"],
  ["mailto:a.b+c@x.example", "a.b+c@x.example"],
  ["@hettie@mastodon.example", null],
  ["hettie", null],
  ["a@b", null],
  ["Hettie <h@x.example>", null],
])("the address %j is %s", (written, folded) => {
  expect(foldEmail(written)).toBe(folded);
});

test.each([
  ["@Hettie@mastodon.example", "hettie"],
  ["hettie.bsky.social", "hettie"],
  ["u/Hettie", "hettie"],
  ["/user/Hettie", "hettie"],
  ["https://x.com/Hettie", "hettie"],
  ["@a1", ""],
  ["12345", ""],
])("the bare name in %j is %j", (handle, bare) => {
  expect(foldHandle(handle)).toBe(bare);
});

test("names fold without case, accents and double spaces", () => {
  expect(foldName("  Renée   Ðorđić ")).toBe("renee dordic");
});

test.each([
  ["Europe/Berlin", "DE"],
  ["America/New_York", "US"],
  ["Asia/Kolkata", "IN"],
  ["Etc/UTC", null],
  ["UTC", null],
])("the time zone %s is at home in %s", (zone, country) => {
  expect(countryOfTimeZone(zone)).toBe(country);
});
