import type { GuidelinesBlock } from "../../contract/methods/playbook.ts";

const marks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (mark) => marks[mark] ?? "");
}

const tags = { title: "h1", heading: "h2", paragraph: "p", point: "li", number: "li" } as const;
const looks = { plain: "", strong: "strong", emphasis: "em" } as const;

const style = `body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 system-ui,sans-serif;color:#111;background:#fff}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin-top:1.6rem}li{margin:.3rem 0}
@media print{body{margin:0;max-width:none}h2{break-after:avoid}p,li{break-inside:avoid}}`;

/**
 * The guidelines as a page that stands alone: no script, nothing loaded from anywhere, every word escaped. `language` is the
 * page's own (BCP 47).
 */
export function guidelinesHtml(
  blocks: readonly GuidelinesBlock[],
  { title, language }: { readonly title: string; readonly language: string },
): string {
  const heading = blocks[0]?.kind === "title" ? "" : `<h1>${escapeHtml(title)}</h1>\n`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
${style}
</style>
</head>
<body>
${heading}${bodyOf(blocks)}</body>
</html>
`;
}

const listOf: Readonly<Partial<Record<GuidelinesBlock["kind"], string>>> = { point: "ul", number: "ol" };

function bodyOf(blocks: readonly GuidelinesBlock[]): string {
  let html = "";
  let open: string | undefined;
  for (const { kind, spans } of blocks) {
    const list = listOf[kind];
    if (open !== list) html += `${open ? `</${open}>\n` : ""}${list ? `<${list}>\n` : ""}`;
    open = list;
    html += `<${tags[kind]}>${spans.map(spanOf).join("")}</${tags[kind]}>\n`;
  }
  return open ? `${html}</${open}>\n` : html;
}

function spanOf({ text, look }: GuidelinesBlock["spans"][number]): string {
  const tag = looks[look];
  return tag === "" ? escapeHtml(text) : `<${tag}>${escapeHtml(text)}</${tag}>`;
}
