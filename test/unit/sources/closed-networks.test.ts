import { expect, test } from "vitest";
import { closedNetworkAt } from "../../../src-main/domain/sources/closed-networks.ts";

test.each([
  ["https://x.com/ternway", "X"],
  ["https://mobile.twitter.com/ternway", "X"],
  ["https://de-de.facebook.com/ternway", "Facebook"],
  ["https://www.instagram.com/ternway/", "Instagram"],
  ["https://www.linkedin.com/company/ternway", "LinkedIn"],
  ["https://www.tiktok.com/@ternway", "TikTok"],
  ["https://uk.trustpilot.com/review/ternway.example", "Trustpilot"],
  ["https://www.google.co.uk/maps/place/Ternway", "Google Maps"],
])("%s is closed", (address, network) => {
  expect(closedNetworkAt(address)).toBe(network);
});

test.each([
  "https://netflix.com/",
  "https://news.google.com/rss/search?q=x",
  "https://www.google.com/alerts/feeds/1/2",
  "https://x.com.example/",
  "https://social.example/@x",
  "nonsense",
])("%s is not", (address) => {
  expect(closedNetworkAt(address)).toBeNull();
});
