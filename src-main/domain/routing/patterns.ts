import { onFirstUse } from "./on-first-use.ts";
import { compileWordPatterns } from "./word-patterns.ts";

/**
 * English words by which a mention shows where it belongs (understanding.md, Routing). Each pattern is a plain list of words without nested
 * repetition, so that no text makes it slow.
 */
const THING =
  "order|parcel|package|delivery|booking|reservation|bill|account|card|refund|payment|ticket|flight|train|bus|ferry|crossing|luggage|bags?|suitcase|room|appointment|line|phone|broadband|internet|wifi|router|meter|boiler|heating|water|power|policy|claim|contract|subscription|deposit|invoice|receipt|laptop|car|bike|van|prescription|pass|seat|table|food|meal|money|lease|flat|landlord|statement|password|app|kit|kitchen|sofa|bed|fridge|dog|cat|son|daughter|mum|dad|mother|father|nan|husband|wife|kids?";
const HOUR = "seconds?|mins?|minutes?|hrs?|hours?|days?|nights?|weeks?|wks?|months?|years?|fortnight";
const COUNT =
  "\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|ninety|hundred|several|many";

const LISTS = [
  ["possession", `(?:my|our) (?:\\w+ )?(?:${THING})`],
  ["first_person", "i|i'm|i've|i'd|i'll|im|ive|my|me|we|we're|we've|our|us|mine|ours"],
  ["second_person", "you|your|you're|you've|you'd|yours|u|ur|y'all"],
  [
    "reference",
    "(?:order|booking|ref|reference|ticket|case|account|claim|invoice|repair|policy) ?(?:no\\.?|number|id|ref)? ?[:#]? ?[a-z]{0,4}-?\\d{3,}",
  ],
  [
    "request",
    "(?:can|could|would|will|may|might) (?:you|i|we|someone|somebody|anyone|anybody)|any chance|how (?:do|can|should|would) (?:i|we)|do (?:you|i|we)|are you|is there|where (?:do|can) (?:i|we)|who (?:do|can|should) (?:i|we)|please (?:\\w+ ){0,3}(?:help|send|call|ring|check|fix|advise|reply|confirm|tell|look|sort|let|dm|email|refund|put|stop)|pls|plz|help me|let me know|i(?:'d| would) like to|i need|we need|wondering if|looking for|what time|how much|how long|what's the",
  ],
  [
    "failure",
    "(?:not|never|n't|cannot|can't|cant|won't|wont|doesn't|doesnt|didn't|isn't|hasn't|haven't|wouldn't|couldn't|stopped) (?:\\w+ )?(?:work|works|working|worked|arrive|arrived|come|came|turn up|turned up|show|showed|receive|received|deliver|delivered|load|open|start|connect|log in|pay|reach|get through|answer|answered|reply|replied|ring|rang|refund|accept|find|heard)|charged (?:me|us|twice|my|double|for)|double charged|overcharged|billed (?:me|us|twice)|wrong (?:order|size|address|item|name|date|one|thing)|broken|faulty|damaged|cracked|leaking|leaks?|missing|lost my|lost our|cancelled (?:my|our|on us)|locked out|cut (?:me |us )?off|hung up|no (?:hot )?(?:water|power|heating|signal|service|internet|wifi|broadband|reply|response|answer|refund|show|sign of|update|electricity)|is down|are down|went down|out of order|error|crash(?:es|ed|ing)?|fail(?:s|ed|ing|ure)?|mouldy|cold|ignored|nobody (?:\\w+ )?(?:answers?|answered|came|told|knows|turned|replied|replies)|refus(?:ed|es|ing)",
  ],
  [
    "waiting",
    `on hold|still (?:\\w+ )?(?:waiting|no|not|nothing|hasn't|haven't|down|broken|out)|wait(?:ed|ing)? (?:for|since|over|in|on|(?:${COUNT}))|(?:${COUNT}) (?:${HOUR}) (?:later|late|now|ago|without|and|on)|for (?:${COUNT}) (?:${HOUR})|since (?:${COUNT}|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last|yesterday|january|february|march|april|may|june|july|august|september|october|november|december)|(?:third|second|fourth|fifth|umpteenth) time|(?:${COUNT}) (?:calls|emails|times|chats|messages|visits)|queue`,
  ],
  [
    "complaint",
    "refund(?:s|ed)?|complain(?:t|ts|ed|ing)?|compensation|money back|reimburse\\w*|cancel(?:led|lation)?|overdue|late|delay(?:s|ed)?|apology|unacceptable|disgrace\\w*|rude|dirty|filthy|charge[ds]?|fee|fees|told (?:me|us)|promised|supposed to|paid|paying",
  ],
  [
    "legal",
    "lawyers?|solicitors?|barristers?|attorneys?|su(?:e|ed|ing)|lawsuits?|courts?|tribunal|legal|legally|illegal|unlawful|against the law|class action|ombudsman|regulator|watchdog|trading standards|police|fraud|liabilit\\w+|liable|negligen\\w+|discriminat\\w+|harass\\w*|gdpr|inquiry|inspector\\w*|prosecut\\w+|hearing|arrest\\w*|fined",
  ],
  [
    "safety",
    "smel(?:l|t|ls) (?:of )?(?:gas|burning)|no brakes|defibrillator|chained shut|drunk|bare wires?|chemical|lashed down|choking hazard|metal in my|glass in my|plastic in my|injur(?:y|ies|ed|ing)|hurt|hospital|ambulance|a&e|burn(?:s|ed|t)|caught fire|on fire|smoke|fumes|gas leak|explo\\w+|collaps\\w+|electrocut\\w*|electric shock|allerg\\w+|anaphyla\\w+|food poisoning|poison\\w*|unsafe|danger\\w*|hazard\\w*|recall(?:s|ed)?|near miss|choking|choked|crash barrier|evacuat\\w*|contaminat\\w*|died|death|killed|assault\\w*|safeguarding|drown\\w*|asbestos|carbon monoxide",
  ],
  [
    "press",
    "journalist|reporter|newspaper|the press|press office|press enquir\\w+|statement|spokes\\w+|comment on|for comment|no comment|declin\\w+ comment|freedom of information|foi|interview|broadcast\\w*|documentary|investigation|exposed|whistleblow\\w*|ceo|chief executive|managing director|union|strike[sr]?|striking|protest\\w*|petition|mp|councillor|minister|campaign\\w*|redundanc\\w+|layoffs?|job cuts|takeover|acquisition|merge[rds]*|profits|sewage|spills?|greenwash\\w*",
  ],
  [
    "breach",
    "data breach|breach(?:ed)?|leaked|hack(?:ed|ers?)?|cyber ?attack|phishing|scam(?:s|med|mers?)?|fake (?:account|website|site|text|email|recruiters?|page)|impersonat\\w+|personal details|someone else's (?:payslips?|details|account|data|records?)",
  ],
  [
    "rumour",
    "rumou?rs?|apparently|supposedly|allegedly|hearing that|i hear|heard (?:that|from)|they're saying|people are saying|word is|unconfirmed|is it true|if (?:it's|its|it is|that's) true|confirm or deny|boycott\\w*|mate of a mate|going bust|gone bust|psst",
  ],
  [
    "job",
    "hiring|we're hiring|vacanc(?:y|ies)|apply (?:by|with|at|to|online|now)|closing date|salary|send (?:a )?cv|cv to|wanted|needed at|hrs a week|hours a week|experience preferred|night shift|part-time|full-time|per hour",
  ],
  [
    "notice",
    "opens? (?:at|on|from)|closes? (?:at|on)|starts? (?:at|on)|from \\d|until \\d|doors|tickets from|free entry|planned maintenance|roadworks|diversions?|timetable|out now|now open|this weekend|on sale|for sale|raffle|market|fair|festival|open day",
  ],
  [
    "thanks",
    "thank you|thanks|thank u|thx|cheers|shout ?-?out|kudos|props|well done|hats off|credit (?:to|where)|grateful|appreciate|bravo|love|loved|loving|best|brilliant|amazing|wonderful|lovely|delicious|perfect|fantastic|favou?rite",
  ],
  [
    "suggestion",
    "would be (?:nice|lovely|great|good)|wish you|you should|suggestion|idea|ever thought of|next:|only thing|bring back|consider",
  ],
] as const satisfies readonly (readonly [name: string, choices: string])[];

export type PatternName = (typeof LISTS)[number][0] | "question" | "repost";

/** The order in which evidence is told. */
const ORDER: readonly PatternName[] = LISTS.flatMap(([name]): PatternName[] => {
  if (name === "request") return [name, "question"];
  return name === "rumour" ? [name, "repost"] : [name];
});

const BEGINS_AS_REPOST = /^\s*(?:RT\b|MT\b|h\/t\b|via @|reposting|shared from|sharing for|forwarded)/i;
const HOLDS_REPOST = /\bRT @/i;

const patterns = onFirstUse(() => compileWordPatterns(LISTS.map(([, choices]) => choices)));

/** Each pattern that stands in a text with the words of its first match, in the order of the table. */
export function findPatterns(text: string): readonly (readonly [name: PatternName, words: string])[] {
  const words = patterns().find(text);
  return ORDER.flatMap((name): [PatternName, string][] => {
    const found = wordsOf(name, text, words);
    return found === null ? [] : [[name, found]];
  });
}

function wordsOf(name: PatternName, text: string, words: readonly (string | null)[]): string | null {
  if (name === "question") return text.includes("?") ? "?" : null;
  if (name === "repost")
    return BEGINS_AS_REPOST.exec(text)?.[0] ?? (text.includes("@") ? (HOLDS_REPOST.exec(text)?.[0] ?? null) : null);
  return words[PLACES.get(name) ?? -1] ?? null;
}

const PLACES: ReadonlyMap<PatternName, number> = new Map(LISTS.map(([name], at) => [name, at]));
