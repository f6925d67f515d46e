import { useEngine } from "../../lib/use-engine.tsx";

/** The departments that people belong to and rules name, in order. */
export function useDepartments(): string[] {
  const { data: people } = useEngine("people.list", {});
  const { data: rules } = useEngine("rules.list", {});
  const named = [
    ...(people?.flatMap((person) => person.departments) ?? []),
    ...(rules?.flatMap((rule) => rule.department ?? []) ?? []),
  ];
  return [...new Set(named)].toSorted();
}
