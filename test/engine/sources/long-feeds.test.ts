import { expect, test } from "vitest";
import { startFeedServer } from "./feed-server.ts";
import { startPollDesk } from "./intake-desk.ts";

type Written = { readonly id: string; readonly title: string; readonly text: string; readonly link?: string };

const date = new Date(Date.UTC(2026, 10, 16, 8)).toUTCString();
const feedOf = (entries: readonly Written[]) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Gazette</title>${entries
    .map(
      ({ id, title, text, link }) =>
        `<item><guid isPermaLink="false">${id}</guid><title>${title}</title><description>${text}</description>` +
        `<link>${link ?? `https://gazette.example/${id}`}</link><pubDate>${date}</pubDate></item>`,
    )
    .join("")}</channel></rss>`;

/** More than one transaction stores. */
const others = Array.from({ length: 230 }, (_, at) => ({ id: `o${at}`, title: `Notice ${at}`, text: `Words ${at}` }));

async function startWith(first: readonly Written[]) {
  const server = await startFeedServer();
  const desk = await startPollDesk();
  const { id } = await desk.add(server.url(), { everything: true });
  const serve = async (entries: readonly Written[]) => {
    server.answerWith(() => ({ body: feedOf(entries) }));
    await desk.poll(id);
    desk.clock.advance(60_000);
  };
  await serve(first);
  const items = () => desk.store.read.selectFrom("item").select(["key", "text", "version"]).orderBy("key").execute();
  return { serve, items };
}

test("an entry far down in a feed is not taken for the new key of one at its top", async () => {
  const column = (id: string, text: string) => ({
    ...{ id, text, title: "The weather", link: "https://gazette.example/weather" },
  });
  const { serve, items } = await startWith([...others, column("w1", "Rain")]);
  await serve([column("w2", "Sun"), ...others, column("w1", "Rain")]);
  const weather = (await items()).filter(({ key }) => key.startsWith("w"));
  expect(weather).toEqual([
    { key: "w1", text: "Rain", version: 1 },
    { key: "w2", text: "Sun", version: 1 },
  ]);
});

test("of an entry that stands twice in a feed the first counts, however far apart they are", async () => {
  const twice = [
    { id: "twice", title: "Late", text: "What it says now" },
    ...others,
    { id: "twice", title: "Late", text: "What it said before" },
  ];
  const { serve, items } = await startWith(twice);
  await serve([...twice, { id: "more", title: "More", text: "More" }]);
  const [stored] = (await items()).filter(({ key }) => key === "twice");
  expect(stored).toEqual({ key: "twice", text: "What it says now", version: 1 });
});
