import { useEngine } from "../../lib/use-engine.tsx";

/** The departments that people belong to and rules name, in order; "Sales" and "sales" are one, as people write it. */
export function useDepartments(): string[] {
  const { data: people } = useEngine("people.list", {});
  const { data: rules } = useEngine("rules.list", {});
  const named = [
    ...(people?.flatMap((person) => person.departments) ?? []),
    ...(rules?.flatMap((rule) => rule.department ?? []) ?? []),
  ];
  const spellings = new Map<string, string>();
  for (const name of named) if (!spellings.has(name.toLowerCase())) spellings.set(name.toLowerCase(), name);
  return [...spellings.values()].toSorted();
}
