import type { Settings } from "../../../src-main/contract/methods/settings.ts";
import { useWords } from "../../lib/words.ts";
import { AreaField } from "../../ui/TextField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import { readHost, readLines, sayLines } from "./read-words.ts";
import { SectionForm } from "./SectionForm.tsx";
import type { Faults } from "../../lib/faults.ts";
import type { SectionParts } from "./use-section.ts";

const fields = ["names", "misspellings", "rivals", "sites"] as const;
type Draft = Readonly<Record<(typeof fields)[number], string>>;

const parts: SectionParts<Draft> = {
  keys: ["brand"],
  toDraft: ({ brand }) => ({
    names: sayLines(brand.names),
    misspellings: sayLines(brand.misspellings),
    rivals: sayLines(brand.rivals),
    sites: sayLines(brand.sites),
  }),
  read: (draft) => {
    const hosts = readLines(draft.sites).map((line) => ({ line, host: readHost(line) }));
    const bad = hosts.find(({ host }) => host === null);
    const faults: Faults = bad ? { sites: { says: "settings.firm.siteBad", params: { line: bad.line } } } : {};
    const brand: Settings["brand"] = {
      names: readLines(draft.names),
      misspellings: readLines(draft.misspellings),
      rivals: readLines(draft.rivals),
      sites: [...new Set(hosts.flatMap(({ host }) => host ?? []))],
    };
    return { change: { brand }, faults };
  },
};

/** Who we are: what people call us, wrongly too, whom we are compared with, where we write ourselves. */
export function FirmSection() {
  const { t } = useWords();
  return (
    <SectionForm parts={parts}>
      {({ draft, edit, faultOf, offBecause }) => (
        <Card help={t("settings.firm.help")}>
          <Columns>
            {fields.map((field) => (
              <AreaField
                key={field}
                id={`firm-${field}`}
                label={t(`settings.firm.${field}`)}
                help={t(`settings.firm.${field}Help`)}
                error={faultOf(field)}
                readOnly={offBecause !== undefined}
                spellCheck={false}
                rows={5}
                value={draft[field]}
                onChange={(words) => edit({ [field]: words })}
              />
            ))}
          </Columns>
        </Card>
      )}
    </SectionForm>
  );
}
