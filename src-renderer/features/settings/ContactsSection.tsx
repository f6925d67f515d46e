import { Link } from "wouter";
import type { Settings } from "../../../src-main/contract/methods/settings.ts";
import { useEngine } from "../../lib/use-engine.tsx";
import { useFormat } from "../../lib/use-format.ts";
import { useWords } from "../../lib/words.ts";
import { PickField } from "../../ui/PickField.tsx";
import { Card, Columns } from "../../ui/Card.tsx";
import { SectionForm } from "./SectionForm.tsx";
import type { SectionParts } from "./use-section.ts";

type Draft = Settings["contacts"];

const parts: SectionParts<Draft> = {
  keys: ["contacts"],
  toDraft: ({ contacts }) => contacts,
  read: (contacts) => ({ change: { contacts }, faults: {} }),
};

/** Where numbers are at home, and the way to what our own people should know when they write about us. */
export function ContactsSection() {
  const { t } = useWords();
  return (
    <SectionForm parts={parts}>
      {({ draft, edit, offBecause }) => (
        <>
          <Card title={t("settings.contacts.numbers")}>
            <Columns>
              <CountryField
                country={draft.country}
                isOff={offBecause !== undefined}
                onChange={(country) => edit({ country })}
              />
            </Columns>
          </Card>
          <Card
            id="contacts-guidelines"
            title={t("settings.contacts.guidelines")}
            help={t("settings.contacts.guidelinesHelp")}
          >
            <p>
              <Link href="/playbook?do=guidelines">{t("settings.contacts.openGuidelines")}</Link>
            </p>
          </Card>
        </>
      )}
    </SectionForm>
  );
}

type CountryFieldProps = { country: string; isOff: boolean; onChange: (country: string) => void };

function CountryField({ country, isOff, onChange }: CountryFieldProps) {
  const { t } = useWords();
  const { country: nameOf, compare } = useFormat();
  const { data = [] } = useEngine("contacts.countries", {});
  const named = data
    .map((one) => ({ value: one.country, says: `${nameOf(one.country)} (+${one.callingCode})` }))
    .toSorted((one, other) => compare(one.says, other.says));
  const isListed = country === "" || named.some(({ value }) => value === country);
  return (
    <PickField
      id="contacts-country"
      label={t("settings.contacts.country")}
      help={t("settings.contacts.countryHelp")}
      disabled={isOff}
      value={country}
      options={[
        { value: "", says: t("settings.contacts.byZone") },
        ...(isListed ? [] : [{ value: country, says: nameOf(country) }]),
        ...named,
      ]}
      onChange={onChange}
    />
  );
}
