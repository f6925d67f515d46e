/** How many mentions had which sentiment. */
export type SentimentCounts = {
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly unsure: number;
};

export type NetSentiment = SentimentCounts & {
  /** −100..100, or null without a sure mention. */
  readonly value: number | null;
  /** Half the width of the 95 % band, or null without a sure mention. */
  readonly band: number | null;
  /** The sure mentions; the unsure ones are left out of it. */
  readonly n: number;
};

/**
 * Net sentiment 100 × (positive − negative) / n with its 95 % band 1.96 × 100 × √((p + q − (p − q)²) / n), p and q the
 * shares of positive and negative. Source: product.md section 6.
 * @example netSentiment({ positive: 80, neutral: 100, negative: 20, unsure: 5 }) // value 30, band 8.87, n 200
 */
export function netSentiment(counts: SentimentCounts): NetSentiment {
  const { positive, neutral, negative } = counts;
  const n = positive + neutral + negative;
  if (n === 0) return { ...counts, value: null, band: null, n };
  const [p, q] = [positive / n, negative / n];
  return { ...counts, value: 100 * (p - q), band: 1.96 * 100 * Math.sqrt((p + q - (p - q) ** 2) / n), n };
}
