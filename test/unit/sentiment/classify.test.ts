import { describe, expect, test } from "vitest";
import { loadSentiment } from "../../../src-main/adapters/sentiment-model.ts";
import { parseLexicon } from "../../../src-main/domain/sentiment/lexicon.ts";
import { createPostReader } from "../../../src-main/domain/sentiment/read-post.ts";
import { sentimentSlot } from "../../../src-main/domain/sentiment/sentiment.ts";

const { classify } = loadSentiment(new URL("../../../resources", import.meta.url).pathname);
const labelOf = (text: string, brands: readonly string[] = []) => classify(text, { brands })?.label;

describe("the label of a post", () => {
  test.each([
    ["negation turns praise", "negative", "The room was not clean and the staff were not helpful"],
    ["negation turns blame", "positive", "Not bad at all, actually really good"],
    ["negation ends with its clause", "positive", "I did not ring, the crew were wonderful"],
    ["what follows a but weighs more", "negative", "Lovely people but the crossing was terrible"],
    ["waiting has no word of feeling", "negative", "Still waiting for my parcel, four weeks"],
    ["a double charge has none either", "negative", "You charged my card twice"],
    ["politeness is no praise", "negative", "Hello, please could someone help, my parcel never arrived. Many thanks"],
    ["praise beside a failure is irony", "negative", "Love waiting 3 hours on hold. Wonderful."],
    [
      "a rescue outweighs what went wrong",
      "positive",
      "Had a problem with my booking but Ann sorted it out. Great service!",
    ],
    ["a question for help is neutral", "neutral", "Can you help me find the good entrance, please?"],
    ["a notice is neutral", "neutral", "The council meets at seven about the new pier"],
    ["drawn-out letters are read", "positive", "sooooo goooood"],
    ["emoji speak without words", "positive", "Got my parcel today 😍😍"],
    ["an emoji that says no", "negative", "your website 💩"],
    ["praise in quotation marks is somebody else's", "negative", 'Your "wonderful" service again'],
  ])("%s: %s", (_name, label, text) => {
    expect(labelOf(text)).toBe(label);
  });

  test("the names of the watched are not read as words", () => {
    expect(labelOf("is best buy open today", ["Best Buy"])).toBe("neutral");
    expect(labelOf("#LoveParcel rang at noon", ["Love Parcel"])).toBe("neutral");
    // Without the mask both would be praise.
    expect(labelOf("#love rang at noon best buy")).toBe("positive");
  });

  test("a name that is nowhere listed is known by its capitals", () => {
    const verdict = classify("My lamp is from Bright & Best Lighting in town");
    const plain = classify("My lamp is from Broad & Tall Lighting in town");
    expect(verdict?.label).not.toBe("positive");
    expect([verdict?.label, verdict?.score]).toEqual([plain?.label, plain?.score]);
    expect(verdict?.reasons.map(({ words }) => words)).not.toContain("Best");
  });

  test("one firm's name judges no other: whatever it is called, the verdict is the same", () => {
    const verdictOn = (name: string) => classify(`${name} opens its new terminal on Monday`, { brands: [name] });
    expect(verdictOn("Killer Burger")).toEqual(verdictOn("Happy Planes"));
  });

  test("names with signs of patterns do no harm", () => {
    const brands = ["C++ (Best) Café", "*", " "];
    expect(labelOf("The new C++ (Best) Café opens on Monday at ten", brands)).toBe("neutral");
  });

  test.each([
    ["chatter says nothing of anybody", "neutral", "watching the game with my brother tonight"],
    ["a headline is neutral", "neutral", "Harbour office moves to Quay Street in March"],
    ["a question is neutral", "neutral", "what is the baggage allowance on the 9am to Boston?"],
    ["thanks is praise", "positive", "thank you so much for the quick reply"],
    ["nobody there is a complaint", "negative", "cancelled again, nobody at the desk"],
    ["sitting there for hours is one too", "negative", "sitting on the tarmac for two hours now"],
  ])("%s: %s", (_name, label, text) => {
    expect(labelOf(text)).toBe(label);
  });
});

describe("the verdict", () => {
  test("tells the words that moved it, strongest first, each on its side", () => {
    const verdict = classify("The crew were very kind and helpful, the boat was late and dirty and the food was awful");
    const effects = verdict?.reasons.map(({ effect }) => Math.abs(effect)) ?? [];
    const effectOf = (word: string) =>
      verdict?.reasons.find(({ words }) => words.split(" ").includes(word))?.effect ?? 0;
    expect(verdict?.label).toBe("negative");
    expect(effectOf("awful")).toBeLessThan(0);
    expect(effectOf("helpful")).toBeGreaterThan(0);
    expect(effects).toEqual(effects.toSorted((a, b) => b - a));
    expect(effects.reduce((sum, effect) => sum + effect, 0)).toBeLessThanOrEqual(1);
  });

  test("reasons are the same whenever they are read", () => {
    const first = classify("The boat was late and dirty");
    const again = JSON.stringify(classify("The boat was late and dirty")?.reasons);
    classify("What a wonderful morning");
    expect(JSON.stringify(first?.reasons)).toBe(again);
  });

  test("capitals, exclamation marks and strong words weigh more", () => {
    const scoreOf = (text: string) => classify(text)?.score ?? 0;
    const scores = ["a good crew", "a very good crew", "a very GOOD crew", "a very GOOD crew!!!"].map(scoreOf);
    expect(scores).toEqual([...new Set(scores)].toSorted((a, b) => a - b));
  });

  test("stays inside its ranges whatever comes", () => {
    const odd = [
      "",
      " ",
      "😀".repeat(500),
      "BAD ".repeat(2000),
      "((((((",
      "\u0000\uD800",
      "a".repeat(20_000),
      "!?".repeat(5000),
      "NOT ".repeat(500),
      "word ".repeat(20_000),
      "\u200F\u200B\u202E",
      "مرحبا شكرا",
      ":) ".repeat(3000),
    ];
    for (const verdict of odd.map((text) => classify(text))) {
      expect(verdict?.score).toBeGreaterThanOrEqual(-1);
      expect(verdict?.score).toBeLessThanOrEqual(1);
      expect(verdict?.confidence).toBeGreaterThanOrEqual(0);
      expect(verdict?.confidence).toBeLessThanOrEqual(1);
    }
  });

  test("there is none for a language without a model", () => {
    expect(classify("Wunderbar, vielen Dank!", { lang: "de" })).toBeNull();
    expect(
      [classify("Wonderful", { lang: "en-GB" }), classify("Wonderful", { lang: null })].map(
        (verdict) => verdict?.label,
      ),
    ).toEqual(["positive", "positive"]);
  });

  test("a personal post in unknown words is less certain than a notice", () => {
    const certainty = (text: string) => classify(text)?.confidence ?? 0;
    expect(certainty("They gave me a stick and named it plant")).toBeLessThan(
      certainty("The office opens at nine on the pier"),
    );
  });
});

describe("the slot it is counted in", () => {
  test("is unsure without a verdict and below the threshold", () => {
    const verdict = { label: "negative", confidence: 0.5 } as const;
    expect([sentimentSlot(verdict, 0.5), sentimentSlot(verdict, 0.51), sentimentSlot(null, 0)]).toEqual([
      "negative",
      "unsure",
      "unsure",
    ]);
  });
});

describe("the lexicon's files", () => {
  const files = { lexicon: "good\t1.9\n", emoji: "# remark\n", service: "# remark\nstill waiting\t-2\tfailure\n" };
  test("a line that is no entry is named", () => {
    expect(() => parseLexicon({ ...files, lexicon: "good\n" })).toThrow("good");
    expect(() => parseLexicon({ ...files, service: "a b\t1\tjoke\n" })).toThrow("joke");
  });
  test("phrases step over gaps, numbers and beginnings", () => {
    const read = createPostReader(
      parseLexicon({ ...files, service: "wait* <n> <time>\t-2\tfailure\ntook <gap> twice\t-2\tfailure\n" }),
    );
    const wordsOf = (text: string) => read(text, { brands: [], rivals: [] }).feelings.map(({ words }) => words);
    expect([
      wordsOf("I waited 3 hours"),
      wordsOf("they took all my money twice"),
      wordsOf("they took it. twice"),
    ]).toEqual([["waited 3 hours"], ["took all my money twice"], []]);
  });
});
