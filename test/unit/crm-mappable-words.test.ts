import { expect, test } from "vitest";
import words from "../../resources/words/en.json" with { type: "json" };
import { usualFields as dolibarr } from "../../src-main/adapters/crm/dolibarr/fields.ts";
import { usualFields as espocrm } from "../../src-main/adapters/crm/espocrm/fields.ts";
import { usualFields as hubspot } from "../../src-main/adapters/crm/hubspot/fields.ts";
import { usualFields as pipedrive } from "../../src-main/adapters/crm/pipedrive/fields.ts";

test.each(Object.entries({ dolibarr, espocrm, hubspot, pipedrive }))(
  "every value that %s can map has its words, and its form three steps of help",
  (kind, fields) => {
    const { of, value } = words.crmDesk.map;
    const unsaid = Object.keys(fields).filter((ours) => {
      const [record = "", name = ""] = ours.split(".");
      return !(record in of) || !(name in value);
    });
    const help = Object.keys(words.crm[kind as "espocrm"]).filter((key) => /^help\d$/.test(key));
    expect([unsaid, help.toSorted()]).toEqual([[], ["help1", "help2", "help3"]]);
  },
);
