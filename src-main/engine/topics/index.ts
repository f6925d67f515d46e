import type { Topic } from "../../contract/changes.ts";
import type { ShareOfVoice, TopicQuestion } from "../../contract/methods/topics.ts";
import type { Handlers } from "../handlers.ts";
import type { Parts } from "../parts.ts";
import { createAnswers } from "./answers.ts";
import { readRising, type Rising, type TopicsParts } from "./read-rising.ts";
import { readVoice } from "./read-voice.ts";
import { stretchOf } from "./window.ts";

export type Topics = {
  readonly handlers: Handlers<"topics.rising" | "topics.shareOfVoice">;
  /** Rows of the stories behind a risen term, or with null behind the whole question; empty when it does not rise any more. */
  readonly storiesOf: (question: TopicQuestion, term: string | null) => Promise<readonly number[]>;
  /** To be told what went out of date: answers are kept until then. */
  readonly onChange: (topics: readonly Topic[]) => void;
};

type Given = Parts & Partial<Pick<TopicsParts, "mostRead">>;
const defaultMostRead = 20_000;

/** What is being said, and whose part of it is ours. */
export function createTopics({ mostRead = defaultMostRead, ...given }: Given): Topics {
  const parts = { ...given, mostRead };
  const risings = createAnswers<Rising>(parts.clock);
  const voices = createAnswers<ShareOfVoice>(parts.clock);
  const ask = ({ watchId, bucket, counted, window }: TopicQuestion): Promise<Rising> => {
    const asked = { watchId, bucket, counted, window: stretchOf(window, parts.clock.now()) };
    return risings.get(JSON.stringify(asked), () => readRising(parts, asked));
  };
  return {
    handlers: {
      "topics.rising": async (question) => (await ask(question)).answer,
      "topics.shareOfVoice": async ({ window, counted }) => {
        const asked = { window: stretchOf(window, parts.clock.now()), counted };
        return voices.get(JSON.stringify(asked), () => readVoice(parts, asked));
      },
    },
    storiesOf: async (question, term) => {
      const { stories, storiesOf } = await ask(question);
      return term === null ? stories : (storiesOf.get(term) ?? []);
    },
    onChange: (topics) => {
      risings.onChange(topics);
      voices.onChange(topics);
    },
  };
}
