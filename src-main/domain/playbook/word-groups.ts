/**
 * Words that customers and firms use for the same thing. Who looks for one finds the others. Written for this program;
 * what a firm calls its own things stands in the scripts' own synonyms.
 */
export const wordGroups: readonly (readonly string[])[] = [
  ["refund", "money back", "reimburse", "repay", "erstattung", "remboursement", "reembolso"],
  ["late", "delay", "overdue", "waiting", "slow", "behind schedule", "verspätung", "retard", "retraso"],
  ["cancel", "call off", "scrapped", "annul", "storno", "absage"],
  ["broken", "damage", "fault", "defect", "does not work", "out of order", "kaputt", "schaden"],
  ["outage", "down", "offline", "disruption", "interruption", "störung", "panne"],
  ["complaint", "complain", "unhappy", "angry", "disappointed", "grievance", "beschwerde", "réclamation", "queja"],
  ["sorry", "apology", "apologise", "regret", "entschuldigung", "excuses"],
  ["thanks", "thank", "praise", "compliment", "grateful", "kudos", "danke", "merci", "gracias"],
  ["question", "ask", "enquiry", "inquiry", "frage"],
  ["price", "cost", "fee", "charge", "fare", "expensive", "preis", "tarif"],
  ["invoice", "bill", "billing", "receipt", "rechnung", "facture"],
  ["pay", "payment", "card", "checkout", "zahlung", "paiement"],
  ["lost", "missing", "left behind", "forgotten", "lost property", "fundsache"],
  ["wheelchair", "accessible", "accessibility", "disabled", "step-free", "mobility", "barrierefrei"],
  ["press", "journalist", "reporter", "media", "newspaper", "interview", "presse"],
  ["rumour", "rumor", "false", "fake", "hoax", "misinformation", "gerücht"],
  ["lawyer", "legal", "solicitor", "court", "lawsuit", "sue", "anwalt", "avocat"],
  ["injury", "hurt", "accident", "injured", "safety", "unfall"],
  ["private", "direct message", "dm", "inbox", "personal details"],
  ["privacy", "personal data", "data protection", "gdpr", "datenschutz"],
  ["rude", "unfriendly", "impolite", "staff", "behaviour", "unhöflich"],
  ["delivery", "parcel", "shipping", "shipment", "courier", "lieferung", "livraison"],
  ["opening hours", "open", "closed", "opening times", "öffnungszeiten", "horaires"],
  ["job", "vacancy", "hiring", "apply", "career", "stelle"],
  ["correct", "correction", "wrong", "mistake", "error", "fehler", "erreur"],
  ["solved", "resolved", "fixed", "settled", "close", "done", "gelöst"],
  ["wait", "hold", "holding", "looking into", "checking"],
];
