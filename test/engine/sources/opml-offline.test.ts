import { expect, test } from "vitest";
import { openNetHttp, rss, startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

const hosts = ["one", "two", "three", "four", "five"];

async function checked(deadHosts: readonly string[], asked: readonly string[] = hosts) {
  const server = await startFeedServer();
  server.answerWith(() => ({ body: rss({ id: "a", text: "One" }) }));
  const names = asked.map((host) => `${host}.example`);
  const desk = await startPollDesk(
    openNetHttp({ isCut: false, deadHosts: deadHosts.map((host) => `${host}.example`) }),
  );
  const urls = names.map((host) => server.url("/feed", host));
  const answer = await desk.intake.handlers["sources.checkOpml"]({ urls }, desk.call);
  return answer.map(({ state, says }) => says?.code ?? state);
}

test("when none of five hosts is reached, a list's addresses are not checked: the line is down", async () => {
  expect(await checked(hosts)).toEqual(hosts.map(() => "opml.check.offline"));
});

test("when one host answers, those that were not reached are to blame themselves", async () => {
  expect(await checked(hosts.slice(1))).toEqual(["alive", ...hosts.slice(1).map(() => "fetch.address-unknown")]);
});

test("a few hosts out of reach say nothing about the line", async () => {
  expect(await checked(hosts, hosts.slice(0, 4))).toEqual(hosts.slice(0, 4).map(() => "fetch.address-unknown"));
});
