import { callEngine, newCommandId } from "./ask-engine.ts";
import { inColumns, isoOf } from "./command.ts";
import type { Command, CommandContext, Report } from "./command.ts";
import { UsageError } from "./terminal.ts";

export const displayCommands: Readonly<Record<string, Command>> = {
  "displays list": { usage: "displays list", options: {}, takes: [0, 0], run: list },
  "displays revoke": { usage: "displays revoke ID", options: {}, takes: [1, 1], run: revoke },
  "network list": { usage: "network list", options: {}, takes: [0, 0], run: networks },
  "network on": { usage: "network on NAME", options: {}, takes: [1, 1], run: (context) => setNetwork(context, true) },
  "network off": {
    usage: "network off NAME",
    options: {},
    takes: [1, 1],
    run: (context) => setNetwork(context, false),
  },
};

async function list({ place, t }: CommandContext): Promise<Report> {
  const { devices } = await callEngine(place, "displays.list", {});
  const json = devices.map(({ createdAt, seenAt, revokedAt, ...device }) => ({
    ...device,
    ...{ createdAt: isoOf(createdAt), seenAt: isoOf(seenAt), revokedAt: isoOf(revokedAt) },
  }));
  const rows = devices.map(({ id, kind, name, isOpen, revokedAt, from }) => [
    id,
    name ?? t(`displays.unnamed.${kind}`, { id: id.slice(-4) }),
    t(`displays.state.${revokedAt === null ? (isOpen ? "open" : "away") : "revoked"}`),
    t(`displays.from.${from}`),
  ]);
  return { json, text: rows.length === 0 ? t("displays.none.display") : inColumns(rows) };
}

/** By its id or by its name, where only one has it. */
async function revoke({ place, words, t }: CommandContext): Promise<Report> {
  const [given = ""] = words;
  const { devices } = await callEngine(place, "displays.list", {});
  const found = devices.filter(({ id, name, revokedAt }) => revokedAt === null && (id === given || name === given));
  const [device] = found;
  if (!device || found.length > 1) throw new UsageError("no-display", { given });
  await callEngine(place, "displays.revoke", { commandId: newCommandId(), id: device.id });
  return { json: { id: device.id }, text: t("displays.revoked", { name: device.name ?? device.id }) };
}

type Places = Awaited<ReturnType<typeof callEngine<"displays.networks">>>;

function report(places: Places, t: CommandContext["t"]): Report {
  const rows = places.map(({ name, state, urls, addresses, isPublic }) => {
    const says = isPublic ? "public" : `state.${state}`;
    return [name, t(`displays.networks.${says}`, { urls: urls.join(", "), addresses: addresses.join(", ") })];
  });
  return { json: places, text: rows.length === 0 ? t("displays.networks.none") : inColumns(rows) };
}

async function networks({ place, t }: CommandContext): Promise<Report> {
  return report(await callEngine(place, "displays.networks", {}), t);
}

/** What travels there is not encrypted: said where it is switched on. */
async function setNetwork({ place, words, t }: CommandContext, isOn: boolean): Promise<Report> {
  const [name = ""] = words;
  const places = await callEngine(place, "displays.setNetwork", { commandId: newCommandId(), name, isOn });
  const { json, text } = report(places, t);
  return { json, text: isOn ? `${text}\n${t("displays.networks.unencrypted")}` : text };
}
