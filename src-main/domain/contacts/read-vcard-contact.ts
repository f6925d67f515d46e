import type { Network } from "../../contract/values.ts";
import { networkNamed } from "../imports/network-named.ts";
import { kindNamed } from "./contact-columns.ts";
import { judgeContact } from "./imported-contact.ts";
import type { ReadContact } from "./imported-contact.ts";
import { vcardParts, vcardText } from "./read-vcards.ts";
import type { Vcard, VcardLine } from "./read-vcards.ts";

type Context = {
  readonly country: string | null;
  /** Cuts what no person wrote: control and direction characters. */
  readonly clean: (text: string) => string;
};

/** Reads a card: FN or N, ORG, the town of ADR, every TEL and EMAIL, social profiles, NOTE. A card without its end is a problem. */
export function readVcardContact(card: Vcard, { country, clean }: Context): ReadContact {
  if (!card.isWhole) return { problem: { code: "contacts.import.problem.cardOpen", params: {} } };
  const of = (...names: readonly string[]) => card.lines.filter(({ name }) => names.includes(name));
  const text = (line: VcardLine) => clean(vcardText(line.value)).trim();
  const parts = (name: string) => of(name).map(({ value }) => vcardParts(value).map((part) => clean(part).trim()));
  const [[last = "", first = "", middle = "", prefix = ""] = []] = parts("N");
  const called = [prefix, first, middle, last].filter((part) => part !== "").join(" ");
  const values = (...names: readonly string[]) =>
    of(...names)
      .map(text)
      .filter((value) => value !== "");
  return judgeContact(
    {
      name: values("FN")[0] ?? (called || (values("NICKNAME")[0] ?? "")),
      kind:
        values("CATEGORIES")
          .flatMap((value) => value.split(","))
          .map(kindNamed)
          .find((kind) => kind !== null) ?? null,
      organisation: parts("ORG")[0]?.find((part) => part !== "") ?? "",
      town:
        parts("ADR")
          .map((address) => address[3] ?? "")
          .find((town) => town !== "") ?? "",
      phones: values("TEL").map((value) => value.replace(/^tel:/i, "").replace(/;.*$/, "")),
      emails: values("EMAIL"),
      handles: of("X-SOCIALPROFILE", "IMPP", "X-TWITTER", "SOCIALPROFILE").flatMap((line) =>
        readProfile(line, text(line)),
      ),
      notes: values("NOTE"),
    },
    country,
  );
}

function readProfile({ name, params }: VcardLine, value: string): readonly { network: Network; handle: string }[] {
  if (value === "") return [];
  const named = name === "X-TWITTER" ? "twitter" : (params["SERVICE-TYPE"]?.[0] ?? params["TYPE"]?.[0] ?? "");
  const isAddress = /^https?:/i.test(value);
  const handle = params["X-USER"]?.[0] ?? (isAddress ? value : value.replace(/^[a-z]+:(?!\/\/)/i, ""));
  return handle === "" ? [] : [{ network: networkNamed(named || null, isAddress ? value : null), handle }];
}
