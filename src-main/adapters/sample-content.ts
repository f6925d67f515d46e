import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Bucket, Network } from "../contract/values.ts";
import type {
  SampleCommand,
  SampleContact,
  SampleContent,
  SampleInteraction,
  SampleItem,
  SampleSource,
} from "../ports/sample-content.ts";

/** As many entries as most live feeds show. */
const entriesShown = 15;

type RawSource = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly siteUrl: string;
  readonly feedUrl: string;
};
type RawExpected = Readonly<
  Record<string, { readonly bucket: Bucket | null; readonly rule: string | null; readonly story: string | null }>
>;
type RawField = string | { readonly inMinutes: number } | { readonly inDays: number };
type RawCommand = {
  readonly at: number;
  readonly do: SampleCommand["do"];
  readonly script?: string;
  readonly interaction?: string;
  readonly fields?: Readonly<Record<string, RawField>>;
  readonly untilMinutesAgo?: number;
  readonly promise?: {
    readonly what: string;
    readonly to: string;
    readonly dueMinutesAgo?: number;
    readonly kept?: boolean;
  };
};

type RawInteraction = Pick<SampleInteraction, "subject" | "note"> & {
  readonly key: string;
  readonly kind: "phone" | "email" | "walk-in";
  readonly direction: "in" | "out";
};

/** The part of resources/sample/render.mjs that is used. */
type Renderer = {
  readonly sources: readonly RawSource[];
  readonly itemsAt: (sourceId: string, now: number) => readonly SampleItem[];
  readonly commandsAt: (now: number) => readonly RawCommand[];
  readonly interactionsAt: (now: number) => readonly RawInteraction[];
  readonly renderCalendar: (now: number) => {
    readonly tz: string;
    readonly week: object;
    readonly holidays: readonly string[];
  };
  readonly replyText: (command: object, script: object, timeZone: string) => string;
  readonly answerRequest: (
    sourceId: string,
    now: number,
    headers: object,
    options: object,
  ) => ReturnType<SampleContent["answer"]>;
};

const minuteMs = 60_000;

const networkOfKind: Readonly<Record<string, Network>> = {
  news: "news",
  blog: "blog",
  "rival-blog": "blog",
  "microblog-tag": "microblog",
  "microblog-account": "microblog",
  forum: "forum",
  video: "video",
  reviews: "reviews",
  podcast: "podcast",
};

/** Reads the sample's four weeks from the folder of resources. The files ship with the program, and tests hold them to their shapes. */
export async function loadSampleContent(resourcesFolder: string): Promise<SampleContent> {
  const folder = join(resourcesFolder, "sample");
  const read = <Shape>(name: string) => JSON.parse(readFileSync(join(folder, name), "utf8")) as Shape;
  const renderer = (await import(pathToFileURL(join(folder, "render.mjs")).href)) as Renderer;
  const { crm, ...brand } = read<SampleContent["brand"] & { readonly crm: SampleContent["crm"] }>("brand.json");
  const sources = renderer.sources.map(toSource);
  const rules = keyed(read<readonly Keyed<SampleContent["rules"][number]>[]>("rules.json")).map((rule) =>
    namingSources(rule, sources),
  );
  const { timeZone } = calendarOf(renderer, 0);
  return {
    ...{ brand, crm, sources },
    targets: targetsOf(read<RawTargets>("calendar.json")),
    watches: keyed(read<readonly Keyed<SampleContent["watches"][number]>[]>("watches.json")),
    rules,
    scripts: keyed(read<readonly Keyed<Script & { readonly channels: readonly string[] }>[]>("playbook.json")).map(
      scriptOf,
    ),
    people: keyed(read<readonly Keyed<SampleContent["people"][number]>[]>("people.json")),
    contacts: read<readonly RawContact[]>("contacts.json").map((contact) => toContact(contact, sources)),
    guidelines: readFileSync(join(folder, "guidelines.md"), "utf8").trim(),
    expected: expectedOf(read<RawExpected>("expected.json"), rules),
    calendar: (now) => calendarOf(renderer, now),
    items: (now) =>
      sources.flatMap(({ key }) => [...renderer.itemsAt(key, now)]).toSorted((a, b) => a.publishedAt - b.publishedAt),
    commands: (now) => renderer.commandsAt(now).map((command) => toCommand(command, { renderer, now, timeZone })),
    answer: ({ key }, { now, polledAt, headers }) =>
      renderer.answerRequest(key, now, headers, { polledAt, limit: entriesShown }),
  };
}

/** In the files everything is known by `id`; here ids are ULIDs, and this is a key. */
type Keyed<Shape> = Omit<Shape, "key"> & { readonly id: string };

function keyed<Shape>(list: readonly Keyed<Shape>[]): readonly Shape[] {
  return list.map((one) => ({ ...one, key: one.id }) as unknown as Shape);
}

function toSource({ id, name, kind, siteUrl, feedUrl }: RawSource): SampleSource {
  return { key: id, name, network: networkOfKind[kind] ?? "other", siteUrl, feedUrl };
}

/** In a query a person names a source as the desk shows it; the files use keys. */
function namingSources(
  rule: SampleContent["rules"][number],
  sources: readonly SampleSource[],
): SampleContent["rules"][number] {
  const { query } = rule.when;
  if (query === undefined) return rule;
  const named = query.replaceAll(/source:"([^"]+)"/g, (all, key: string) => {
    const source = sources.find((one) => one.key === key);
    return source ? `source:"${source.name}"` : all;
  });
  return { ...rule, when: { ...rule.when, query: named } };
}

type Script = SampleContent["scripts"][number];

/** Where the files say that a script is used; on the site and by telephone nobody picks a script for a post. */
const networksOfChannel: Readonly<Record<string, readonly Network[]>> = {
  ...{ microblog: ["microblog", "mastodon", "bluesky"], forum: ["forum"], reviews: ["reviews"] },
  ...{ "news comments": ["news"], "e-mail": ["email"], telephone: ["phone"] },
};

function scriptOf({
  key,
  name,
  mentionType,
  whenToUse,
  department,
  bucket,
  language,
  synonyms,
  channels,
  body,
  privateVariant,
  holding,
  fields,
  approval,
}: Script & { readonly channels: readonly string[] }): Script {
  return {
    key,
    name,
    mentionType,
    whenToUse,
    department,
    bucket,
    language,
    networks: channels.flatMap((channel) => networksOfChannel[channel] ?? []),
    synonyms,
    body,
    privateVariant: privateVariant ?? null,
    holding: holding ?? null,
    fields,
    approval,
  };
}

type RawTargets = {
  readonly targets: Readonly<
    Record<"care" | "pr", Readonly<Record<"firstResponseMinutes" | "resolutionMinutes", number>>>
  > & {
    readonly approvalMinutes: number;
    readonly serviceLevelPercent: number;
  };
};

/** One target a bucket, whatever the priority. */
function targetsOf({
  targets: { care, pr, approvalMinutes, serviceLevelPercent },
}: RawTargets): SampleContent["targets"] {
  const each = (minutes: number) => ({ 1: minutes, 2: minutes, 3: minutes });
  const answer = { care: each(care.firstResponseMinutes), pr: each(pr.firstResponseMinutes) };
  return {
    first: answer,
    next: answer,
    resolution: { care: each(care.resolutionMinutes), pr: each(pr.resolutionMinutes) },
    approval: { care: each(approvalMinutes), pr: each(approvalMinutes) },
    hours: { care: null, pr: null },
    serviceLevelPercent,
  };
}

function calendarOf(renderer: Renderer, now: number): ReturnType<SampleContent["calendar"]> {
  const { tz, week, holidays } = renderer.renderCalendar(now);
  return { timeZone: tz, week: week as ReturnType<SampleContent["calendar"]>["week"], holidays: [...holidays] };
}

type RawContact = Pick<SampleContact, "name" | "phones" | "emails" | "note"> & {
  readonly id: string;
  readonly handles: readonly string[];
  readonly tags: readonly string[];
  readonly organisation?: string;
  readonly staff?: boolean;
};

/** Handles as the feeds show them. */
function toContact(
  { id, name, handles, phones, emails, tags, organisation = "", staff = false, note }: RawContact,
  sources: readonly SampleSource[],
): SampleContact {
  const kind = staff ? "staff" : tags.includes("press") ? "media" : "customer";
  const shown = handles.map((handle) => handleOf(handle, sources));
  return { key: id, name, kind, organisation, handles: shown, phones, emails, note };
}

/** `@ann@murmur.example` is a microblog's own form; boards and review pages show only what stands before the host. */
function handleOf(handle: string, sources: readonly SampleSource[]): SampleContact["handles"][number] {
  if (handle.startsWith("@")) return { network: "microblog", handle };
  const [name = handle, host] = handle.split("@");
  const source = sources.find(({ siteUrl }) => new URL(siteUrl).host === host);
  return { network: source?.network ?? "other", handle: name };
}

function expectedOf(raw: RawExpected, rules: SampleContent["rules"]): SampleContent["expected"] {
  const bucketOf = new Map(rules.map((rule) => [rule.id, rule.then.bucket ?? null]));
  return new Map(
    Object.entries(raw).map(([key, { bucket, rule, story }]) => [
      key,
      { bucket, story, byRules: bucketOf.get(rule ?? "") ?? null },
    ]),
  );
}

type At = { readonly renderer: Renderer; readonly now: number; readonly timeZone: string };

function toCommand(command: RawCommand, at: At): SampleCommand {
  const { untilMinutesAgo, promise, fields, interaction, ...rest } = command;
  return {
    ...rest,
    ...(interaction === undefined ? {} : interactionOf(interaction, at)),
    ...(fields ? { fields: fieldTexts(command, fields, at) } : {}),
    ...(command.do === "snooze"
      ? { until: untilMinutesAgo === undefined ? null : at.now - untilMinutesAgo * minuteMs }
      : {}),
    ...(promise ? { promise: promiseOf(promise, at.now) } : {}),
    // The file's own shape, which the replay in the tests goes through to its last command.
  } as unknown as SampleCommand;
}

function interactionOf(key: string, { renderer, now }: At): Omit<SampleInteraction, "contact" | "result"> {
  const found = renderer.interactionsAt(now).find((one) => one.key === key);
  if (!found) throw new Error(`The sample has no interaction ${key}`);
  const { kind, direction, subject, note } = found;
  return { kind: kind === "phone" ? "call" : kind, isOurs: direction === "out", subject, note };
}

function promiseOf({ what, to, dueMinutesAgo, kept = false }: NonNullable<RawCommand["promise"]>, now: number) {
  return { what, to, kept, dueAt: dueMinutesAgo === undefined ? null : now - dueMinutesAgo * minuteMs };
}

/** Each field in the words that the renderer would put into the script. */
function fieldTexts(
  command: RawCommand,
  fields: NonNullable<RawCommand["fields"]>,
  { renderer, timeZone }: At,
): Readonly<Record<string, string>> {
  const only = { ...command, fields, variant: "only" };
  return Object.fromEntries(
    Object.keys(fields).map((name) => [name, renderer.replyText(only, { only: `{{${name}}}` }, timeZone)]),
  );
}
