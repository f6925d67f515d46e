import { describe, expect, test } from "vitest";
import type { ContactMoment } from "../../../src-main/contract/methods/contacts.ts";
import type { Call } from "../../../src-main/engine/handlers.ts";
import type { BuiltSample } from "./built-sample.ts";

const call: Call = { device: "desk", sessionId: null, person: null, actor: { kind: "engine" } };

/** To be called among the tests of the sample: it takes long to build, so that one is built for all of them. */
export function describeContacts(built: () => BuiltSample): void {
  const handlers = () => built().replay.engine.handlers;
  const idOf = (key: string) => built().replay.contactIds.get(key) ?? "";
  const momentsOf = async (key: string) =>
    (await handlers()["contacts.timeline"]({ id: idOf(key), kinds: [], before: null }, call)).moments;
  const isSpoken = ({ kind }: ContactMoment) => kind === "call" || kind === "email" || kind === "walk-in";

  describe("calls, mails and visits", () => {
    test("all fifteen are there at their moment: nine calls, five mails, a visit", async () => {
      const { content, now, store } = built();
      const rows = await store.read
        .selectFrom("item")
        .innerJoin("source", "source.id", "item.source_id")
        .innerJoin("mention", "mention.id", "item.id")
        .where("source.kind", "=", "by_hand")
        .select(["item.network", "item.text", "item.first_seen_at", "item.published_at", "item.entered_by"])
        .orderBy("item.id")
        .execute();
      const logged = content.commands(now).flatMap((one) => (one.do === "logInteraction" ? [one] : []));
      expect(rows.map(({ text, first_seen_at, published_at }) => ({ text, first_seen_at, published_at }))).toEqual(
        logged.map(({ note, at }) => ({ text: note, first_seen_at: at, published_at: at })),
      );
      expect(rows.filter(({ entered_by }) => entered_by === null)).toEqual([]);
      const count = (network: string) => rows.filter((row) => row.network === network).length;
      expect([count("phone"), count("email"), count("walk-in")]).toEqual([9, 5, 1]);
    });

    // One is about a post that is only counted, and is only counted itself.
    test("each is closed with the matter that it is about, and leaves no work and no private contact", async () => {
      const { store } = built();
      const rows = await store.read
        .selectFrom("desk_case")
        .innerJoin("story", "story.id", "desk_case.story_id")
        .innerJoin("item", "item.id", "story.head_id")
        .innerJoin("source", "source.id", "item.source_id")
        .leftJoin("private_path", "private_path.case_id", "desk_case.id")
        .where("source.kind", "=", "by_hand")
        .select(["desk_case.status", "desk_case.resolution", "private_path.invited_at"])
        .execute();
      const open = rows.filter(({ status, invited_at }) => status !== "resolved" || invited_at !== null);
      expect([rows.length, open]).toEqual([15, []]);
      const duplicates = rows.filter(({ resolution }) => resolution === "duplicate");
      const counted = rows.filter(({ resolution }) => resolution === "counted_only");
      expect([duplicates.length, counted.length]).toEqual([14, 1]);
    });

    test("stand with what was said in public, what we answered and what the desk noted", async () => {
      const cellist = await momentsOf("c16");
      expect(cellist.filter(isSpoken).map(({ kind, by }) => `${kind} ${by?.name}`)).toEqual([
        "walk-in Jonah Pask",
        "call Mirela Oakes",
      ]);
      expect(new Set(cellist.map(({ kind }) => kind))).toEqual(
        new Set(["mention", "reply", "call", "walk-in", "note", "case-note", "crm"]),
      );
    });
  });

  describe("contacts", () => {
    test("a number finds a person with their newest public words and our answer", async () => {
      const find = (typed: string) => handlers()["lookUp.find"]({ typed }, call);
      const { hits, card } = await find("0103");
      expect(hits[0]?.name.text).toBe("Corin Vale");
      expect(card?.said?.text).toMatch(/\w/);
      expect(card?.answered?.text).toMatch(/Corin/);
      expect((await find("01632 960103")).hits.map(({ name }) => name.text)).toEqual(["Corin Vale"]);
      // Proposed and approved lines are none of this history.
      expect(card?.say).toBeNull();
    });

    test("three that were two people are one, with what was between us and both", async () => {
      const pairs = [
        { survivor: "c03", merged: "c04" },
        { survivor: "c12", merged: "c13" },
        { survivor: "c06", merged: "c07" },
      ];
      const found = await Promise.all(
        pairs.map(async ({ survivor, merged }) => {
          const one = await handlers()["contacts.get"]({ id: idOf(survivor) }, call);
          const other = await handlers()["contacts.get"]({ id: idOf(merged) }, call);
          const spoken = (await momentsOf(survivor)).filter(isSpoken).length;
          return {
            name: one.name,
            now: other.name,
            merges: one.merges.map(({ name }) => name),
            emails: one.emails.length,
            spoken,
          };
        }),
      );
      expect(found).toEqual([
        { name: "Corin Vale", now: "Corin Vale", merges: ["C. Vale"], emails: 2, spoken: 1 },
        { name: "Stan Ropewalk", now: "Stan Ropewalk", merges: ["Ropewalk Fish, Stanley R."], emails: 2, spoken: 1 },
        { name: "Saskia Thorn", now: "Saskia Thorn", merges: ["Saskia Thorne"], emails: 2, spoken: 2 },
      ]);
      expect(await handlers()["contacts.duplicates"]({}, call)).toEqual({ pairs: [] });
    });

    test("the deckhand is staff, the reporter is press, and the firm's page stands beside what the deckhand writes", async () => {
      const kindOf = async (key: string) => (await handlers()["contacts.get"]({ id: idOf(key) }, call)).kind;
      expect([await kindOf("c24"), await kindOf("c23"), await kindOf("c01")]).toEqual(["staff", "media", "customer"]);
      const [voice] = (await momentsOf("c24")).filter(({ kind }) => kind === "mention");
      const written = await handlers()["contacts.writtenBy"]({ storyId: voice?.storyId ?? "" }, call);
      expect(written).toMatchObject({ name: "Rowan Tarn", kind: "staff" });
      expect(written?.guidelines).toMatch(/^One page for everyone who works here/);
    });
  });
}
