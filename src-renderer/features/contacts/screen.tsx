import { Redirect, useParams, useSearchParams } from "wouter";
import { useWords } from "../../lib/words.ts";
import { ContactsDesk } from "./ContactsDesk.tsx";

/** Contacts: everybody at the left, one of them whole at the right. */
export function ContactsScreen() {
  const { t } = useWords();
  return (
    <>
      <h1 className="sr">{t("screen.contacts")}</h1>
      <ContactsDesk />
    </>
  );
}

/** The address of one contact, from the look-up, a case or a link. */
export function ContactScreen() {
  const { id = "" } = useParams();
  const [params] = useSearchParams();
  const next = new URLSearchParams(params);
  next.set("contact", id);
  return <Redirect to={`/contacts?${next.toString()}`} replace />;
}
