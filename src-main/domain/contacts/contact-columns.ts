import type { ContactColumn } from "../../contract/methods/contact-imports.ts";
import { contactKinds } from "../../contract/methods/contacts.ts";
import type { ContactKind } from "../../contract/methods/contacts.ts";
import type { Network, Said } from "../../contract/values.ts";
import { networkNamed } from "../imports/network-named.ts";
import { judgeContact } from "./imported-contact.ts";
import type { ReadContact } from "./imported-contact.ts";

export type Column = { readonly at: number; readonly is: ContactColumn };

/** What stands over the columns of address books: of ours, Google, Outlook, Apple, HubSpot, Salesforce, Zendesk and spreadsheets. */
const headings: readonly (readonly [RegExp, ContactColumn])[] = [
  [/^(first|given)name$|^vorname$|^prenom$|^nombre$/, "firstName"],
  [/^(last|family|sur)name$|^nachname$|^familienname$|^apellidos?$/, "lastName"],
  [/^(full|display|contact|customer|complete)?name$|^fn$|^contact$|^customer$|^kunde$|^nom$|^fileas$/, "name"],
  [/^(organi[sz]ation|company|firm|account|employer|firma|unternehmen|societe|empresa)(name|1name)?$/, "organisation"],
  [/^((home|work|business|mailing|address1)?(city|town)|ort|stadt|wohnort|ville|ciudad|place)$/, "town"],
  [/^(e?mail|emailaddress|mail)\d*(address|value)?$|^(home|work|other|primary|business)e?mail(address)?$/, "email"],
  [
    /^(tele)?phone\d*(number|value)?$|^(mobile|cell|home|work|business|primary|main|other|tel|car)\d*(phone|number|telephone)?\d*$|^(telefon|telefonnummer|handy|mobil|mobiltelefon|rufnummer|telefono|telephone)\d*$/,
    "phone",
  ],
  [/^(handle|account|username|screenname|socialhandle|profile)s?\d*$/, "handle"],
  [/^(network|platform|channel|socialnetwork)$/, "network"],
  [/^(kind|type|contacttype|category|art)$/, "kind"],
  [/^(notes?|comments?|remarks?|bemerkung(en)?|notiz(en)?|description)$/, "note"],
];
/** "Twitter", "Mastodon handle": a column of handles on one network. */
const networkHeadings =
  /^(twitter|x|mastodon|bluesky|facebook|instagram|threads|linkedin|tiktok|telegram|whatsapp|reddit|youtube)(handle|account|username|name|profile|url)?$/;

const fold = (heading: string): string =>
  heading
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/**
 * Which column says what, by its heading. Several may hold numbers, addresses, handles and notes; the others once.
 * @example recogniseContactColumns(["Full name", "Mobile", "E-mail"]) // name, phone, email
 */
export function recogniseContactColumns(names: readonly string[]): readonly Column[] {
  const taken = new Set<ContactColumn>();
  return names.flatMap((heading, at): Column[] => {
    const folded = fold(heading);
    const is = networkHeadings.test(folded) ? "handle" : headings.find(([pattern]) => pattern.test(folded))?.[1];
    if (is === undefined || (taken.has(is) && !isRepeatable.has(is))) return [];
    taken.add(is);
    return [{ at, is }];
  });
}

const isRepeatable: ReadonlySet<ContactColumn> = new Set(["phone", "email", "handle", "note"]);

type RowContext = {
  readonly columns: readonly Column[];
  readonly headings: readonly string[];
  readonly country: string | null;
  /** Cuts what no person wrote: control and direction characters. */
  readonly clean: (text: string) => string;
};

/** Reads the cells of one row. An apostrophe that keeps a spreadsheet from running a cell is not part of its words. */
export function readContactRow(
  cells: readonly string[],
  { columns, headings: names, country, clean }: RowContext,
): ReadContact {
  if (cells.slice(names.length).some((cell) => cell.trim() !== ""))
    return tooManyCells({ cells: cells.length, width: names.length });
  const cellsOf = (is: ContactColumn) =>
    columns
      .filter((column) => column.is === is)
      .map(({ at }) => ({
        at,
        text: clean(cells[at] ?? "")
          .trim()
          .replace(/^'(?=[=+\-@])/, ""),
      }))
      .filter(({ text }) => text !== "");
  const one = (is: ContactColumn) => cellsOf(is)[0]?.text ?? "";
  const network = networkNamed(one("network") || null, null);
  const handles = cellsOf("handle").flatMap(({ at, text }) =>
    splitHandles(text).map((written) =>
      readHandle(written, networkHeadings.exec(fold(names[at] ?? ""))?.[1] ?? null, network),
    ),
  );
  return judgeContact(
    {
      name: one("name") || [one("firstName"), one("lastName")].filter((part) => part !== "").join(" "),
      kind: kindNamed(one("kind")),
      ...{ organisation: one("organisation"), town: one("town"), handles },
      phones: cellsOf("phone").flatMap(({ text }) => splitPhones(text)),
      emails: cellsOf("email").flatMap(({ text }) => text.split(/[\s;,|]+|:::/).filter((part) => part !== "")),
      notes: cellsOf("note").map(({ text }) => text),
    },
    country,
  );
}

function tooManyCells(params: Said["params"]): ReadContact {
  return { problem: { code: "contacts.import.problem.tooManyCells", params } };
}

/** Google writes " ::: " between values of one cell; our own export a space before each "+". */
function splitPhones(text: string): readonly string[] {
  return text
    .split(/\s*(?::::|[;|\n]|,(?=\s*[+0]))\s*|\s+(?=\+)/)
    .map((part) => part.trim())
    .filter((part) => part !== "");
}

function splitHandles(text: string): readonly string[] {
  return text.split(/\s*(?::::|[;|,\n])\s*|\s+/).filter((part) => part !== "");
}

const ownForm = /^([a-z-]+):([^/].*)$/;

function readHandle(written: string, heading: string | null, otherwise: Network): { network: Network; handle: string } {
  const [, name, rest] = ownForm.exec(written) ?? [];
  const named = name === undefined ? null : networkNamed(name, null);
  if (named !== null && named !== "other" && rest !== undefined) return { network: named, handle: rest };
  if (heading !== null) return { network: networkNamed(heading, null), handle: written };
  const byAddress = /^https?:/.test(written) ? networkNamed(null, written) : "other";
  return { network: byAddress === "other" ? otherwise : byAddress, handle: written };
}

/** The kind of contact that a cell or a card names; null when it says none. */
export function kindNamed(text: string): ContactKind | null {
  const folded = fold(text);
  if (/^(employee|colleague|team|mitarbeiter(in)?)$/.test(folded)) return "staff";
  if (/^(press|journalist|presse)$/.test(folded)) return "media";
  return contactKinds.find((kind) => kind === folded) ?? null;
}
