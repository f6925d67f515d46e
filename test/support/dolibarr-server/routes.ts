import { json, refused } from "./answers.ts";
import type { Route } from "./answers.ts";
import { recordRoutes } from "./record-routes.ts";
import { textOf } from "./sql-filters.ts";
import { asRead, may, rowOf } from "./tables.ts";
import type { ServerState } from "./tables.ts";

/** Contacts, events of the agenda, tickets and third parties. */
export function allRoutes(state: ServerState): readonly Route[] {
  return [
    ...setupRoutes(state),
    ...contactRoutes(state),
    ...eventRoutes(state),
    ...ticketRoutes(state),
    ...recordRoutes(state, {
      ...{ table: "thirdparties", right: "thirdparties", required: ["name"], hidden: [], emptyList: "not-found" },
    }),
  ];
}

function contactRoutes(state: ServerState): readonly Route[] {
  return [
    {
      method: "GET",
      path: /^\/contacts\/email\/(.+)$/,
      answer: (_request, [email = ""]) => {
        if (!may(state, "contacts.read")) return refused(403, "No permission to read contacts");
        const wanted = decodeURIComponent(email).toLowerCase();
        const found = state.tables.contacts.filter((row) => textOf(row["email"]).toLowerCase() === wanted);
        if (found.length > 1) return json({ id: null, lastname: null, email: null });
        return found[0] ? json(asRead(found[0])) : refused(404, "Contact not found");
      },
    },
    ...recordRoutes(state, {
      ...{ table: "contacts", right: "contacts", required: ["lastname"], hidden: [], emptyList: "list" },
    }),
  ];
}

function eventRoutes(state: ServerState): readonly Route[] {
  return recordRoutes(state, {
    ...{ table: "agendaevents", right: "agenda", required: ["userownerid", "type_code"], emptyList: "list" },
    // The API leaves these out of everything it shows.
    hidden: ["ref_ext", "contact_id", "fk_element"],
    refuse: (request, step, row) => {
      const owner = step === "write" ? request.body["userownerid"] : row?.["userownerid"];
      const isOwn = Number(owner ?? 0) === state.userId;
      return isOwn || may(state, "agenda.all")
        ? null
        : refused(403, `Insufficient rights to ${step} an Agenda Event of owner id ${textOf(owner)}`);
    },
    check: ({ type_code: type }) =>
      state.switches.eventTypes.includes(String(type))
        ? null
        : refused(500, "Error creating event", [`type ${String(type)}`]),
  });
}

function ticketRoutes(state: ServerState): readonly Route[] {
  return [
    {
      method: "GET",
      path: /^\/tickets\/track_id\/(.+)$/,
      answer: (_request, [trackId]) => {
        if (!may(state, "tickets.read")) return refused(403);
        const found = state.tables.tickets.find((row) => row["track_id"] === trackId);
        return found ? json(asRead(found)) : refused(404, "Ticket not found");
      },
    },
    ...recordRoutes(state, {
      ...{ table: "tickets", right: "tickets", required: ["subject", "message"], hidden: [], emptyList: "list" },
      check: (row) => {
        if (!state.switches.ticketTypes.includes(String(row["type_code"])))
          return refused(500, "Error creating ticket");
        const isTaken = state.tables.tickets.some((ticket) => ticket["track_id"] === row["track_id"]);
        if (!isTaken) return null;
        const words = `Duplicate entry '${String(row["track_id"])}' for key 'uk_ticket_track_id'`;
        return refused(500, "Error creating ticket", [words]);
      },
    }),
  ];
}

function setupRoutes(state: ServerState): readonly Route[] {
  const codes =
    (of: () => readonly string[]): Route["answer"] =>
    () =>
      json(of().map((code) => ({ code, label: code })));
  return [
    {
      method: "GET",
      path: /^\/status$/,
      answer: () => json({ success: { code: 200, dolibarr_version: "22.0.4", access_locked: "0" } }),
    },
    {
      method: "GET",
      path: /^\/setup\/modules$/,
      answer: () =>
        may(state, "admin") ? json(state.switches.modules) : refused(403, "Error API open to admin users only"),
    },
    { method: "GET", path: /^\/setup\/dictionary\/ticket_types$/, answer: codes(() => state.switches.ticketTypes) },
    { method: "GET", path: /^\/setup\/dictionary\/event_types$/, answer: codes(() => state.switches.eventTypes) },
    {
      method: "GET",
      path: /^\/users\/(info|\d+)$/,
      answer: (_request, [who = ""]) => {
        if (!may(state, "users.read")) return refused(403, "Not allowed");
        const user = rowOf(state, "users", who === "info" ? state.userId : Number(who));
        return user ? json(asRead(user)) : refused(404, "User not found");
      },
    },
  ];
}
