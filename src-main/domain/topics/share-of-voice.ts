/**
 * Share of voice 100 × own / Σ, in percent, of counts over one window with one dedupe; null (a dash) when nothing was counted.
 * Source: product.md section 6.
 * @example shareOfVoice(30, 40) // 75
 */
export function shareOfVoice(count: number, sum: number): number | null {
  return sum === 0 ? null : (100 * count) / sum;
}
