import fc from "fast-check";
import { expect, test } from "vitest";
import type { Fault } from "../../support/dolibarr-server/switches.ts";
import { file, interactionOf, startDolibarrDesk, valueOf } from "../../support/dolibarr-desk.ts";
import type { DolibarrDesk } from "../../support/dolibarr-desk.ts";

const losses: Readonly<Record<string, Fault>> = {
  "cut before it was done": { do: "cut-before" },
  "cut after it was done": { do: "cut-after" },
  "a page with 202 though it was done": { do: "answer-after", status: 202, body: "<html>Error</html>" },
  "a gateway's 502 though it was done": { do: "answer-after", status: 502, body: "<html>Bad gateway</html>" },
  "a redirect": { do: "answer", status: 302 },
  "an empty 500": { do: "answer", status: 500 },
};

const counts = ({ server }: DolibarrDesk) => ({
  contacts: server.rows("contacts").length,
  tickets: server.rows("tickets").length,
  events: server.rows("agendaevents").map((row) => row["ref_ext"]),
});

const steps = ["/contacts", "/tickets", "/agendaevents"] as const;

test.each(steps.flatMap((path) => Object.keys(losses).map((loss) => [path, loss] as const)))(
  "a loss at POST %s (%s) and a repeat leave exactly one record",
  async (path, loss) => {
    const desk = await startDolibarrDesk();
    const line = interactionOf("A");
    desk.server.meet("POST", path, losses[loss] ?? { do: "cut-before" });
    const first = await file(desk, line);
    // A ticket that was made under a 500 is known again at once.
    expect(["ok", "unknown", "retry"]).toContain(first.ok ? "ok" : first.trouble.class);
    valueOf(await file(desk, line));
    expect(counts(desk)).toEqual({ contacts: 1, tickets: 1, events: [line.key] });
  },
);

test.each(["/contacts", "/thirdparties", "/tickets/track_id", "/agendaevents"])(
  "a loss at a look (%s) writes nothing, and the next try goes on",
  async (path) => {
    const desk = await startDolibarrDesk();
    const line = interactionOf("A");
    desk.server.meet("GET", path, { do: "answer", status: 202, body: "<html>Error</html>" });
    const told = await file(desk, line);
    expect(told).toMatchObject({ ok: false, trouble: { class: "retry" } });
    valueOf(await file(desk, line));
    expect(counts(desk)).toEqual({ contacts: 1, tickets: 1, events: [line.key] });
  },
);

test("whatever answers are lost, each interaction stands there once, on one contact, with one ticket a case", async () => {
  const kinds = Object.values(losses);
  const storm = fc.array(fc.option(fc.integer({ min: 0, max: kinds.length - 1 }), { freq: 2 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(storm, async (drawn) => {
      const desk = await startDolibarrDesk();
      const faults = [...drawn];
      desk.server.weather(() => {
        const kind = faults.shift();
        return kind === undefined || kind === null ? null : (kinds[kind] ?? null);
      });
      const lines = ["A", "B", "C"].map((id) => interactionOf(id, { caseId: id === "C" ? "two" : "one" }));
      for (const line of lines) {
        let told = await file(desk, line);
        const classes: string[] = [];
        while (!told.ok && classes.length < 80) {
          classes.push(told.trouble.class);
          told = await file(desk, line);
        }
        expect(classes.filter((kind) => kind !== "unknown" && kind !== "retry")).toEqual([]);
        valueOf(told);
      }
      expect(counts(desk)).toEqual({ contacts: 1, tickets: 2, events: lines.map(({ key }) => key) });
      await desk.server.close();
    }),
    { numRuns: 25, seed: 7 },
  );
});
