// The order of the layers is the order of these lines.
import "./ui/base.css";
import "@mantine/core/styles.layer.css";
import "@mantine/spotlight/styles.layer.css";
import "virtual:mantine-vars.css";
import "./ui/tokens.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { connectEngine } from "./lib/connect.ts";
import { readPreferences } from "./lib/preferences.ts";
import { type Language, startWords } from "./lib/words.ts";

// The test language is asked for in the address; it finds words that are not in the catalogue.
const asked: Language =
  new URLSearchParams(location.search).get("lang") === "pseudo" ? "pseudo" : readPreferences().language;
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");

createRoot(root).render(
  <StrictMode>
    <App link={connectEngine()} words={startWords(asked)} />
  </StrictMode>,
);
