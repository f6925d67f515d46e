import { useWords } from "../../lib/words.ts";
import { ActButton } from "../../ui/ActButton.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loading } from "../../ui/Loading.tsx";
import type { ContactsShown } from "./use-contact-list.ts";

type NobodyChosenProps = { list: ContactsShown; isSearching: boolean; onShow: (next: { do: string }) => void };

/** Says what one can do while nobody is chosen, or while there is nobody. */
export function NobodyChosen({ list, isSearching, onShow }: NobodyChosenProps) {
  const { t } = useWords();
  if (list.isLoading) return <Loading />;
  if (list.total !== 0 || isSearching)
    return <EmptyState title={t("contacts.choose")} facts={t("contacts.chooseFacts")} />;
  return (
    <EmptyState
      title={t("contacts.none")}
      facts={t("contacts.noneFacts")}
      act={
        <ActButton look="primary" keys="i" onClick={() => onShow({ do: "import" })}>
          {t("contacts.import.open")}
        </ActButton>
      }
    />
  );
}
