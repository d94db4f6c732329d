// What every view shares: the way to the others, the search, the language.
import { byId, element } from "./dom.js";
import { language, say, setLanguage } from "./words.js";
import { wire } from "./search.js";

const views = [["atlas", "atlas"], ["laboratory", "./"], ["travel", "travel"], ["clusters", "clusters"], ["measures", "measures"], ["indices", "indices"], ["claims", "claims"]];

/** The language that was chosen last, else the browser's. */
export function preferredLanguage() {
  let kept = null;
  try { kept = localStorage.getItem("language"); } catch { /* not allowed: the browser's own */ }
  return kept ?? ((navigator.language ?? "en").startsWith("zh") ? "zh" : "en");
}
export function keepLanguage(code) {
  try { localStorage.setItem("language", code); } catch { /* it holds for this page */ }
}
/** Links to the other views. */
export function navigation(current) {
  byId("views").replaceChildren(...views.map(([word, address]) => element("a", { href: address, "aria-current": word === current ? "page" : null }, say(`view_${word}`))));
}
/** Puts words into every node that asks for one. */
export function fillWords() {
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
  for (const node of document.querySelectorAll("[data-label]")) { node.setAttribute("aria-label", say(node.dataset.label)); node.title = say(node.dataset.label); }
  byId("language").textContent = language === "zh" ? "EN" : "中文";
}

/** The shell of a view whose state is its address.
 *  @param view its name; `regions` by code once they are known; `chosen(code)` a place was searched; `build` writes everything anew */
export function shell(view, { regions, chosen, build }) {
  const query = new URLSearchParams(location.search);
  setLanguage(["en", "zh"].includes(query.get("language")) ? query.get("language") : preferredLanguage());
  const draw = () => { fillWords(); navigation(view); document.title = `Hinterland · ${say(`view_${view}`)}`; };
  draw();
  wire(regions, chosen);
  byId("language").addEventListener("click", () => {
    setLanguage(language === "zh" ? "en" : "zh");
    keepLanguage(language);
    const address = new URL(location.href);
    address.searchParams.set("language", language);
    history.replaceState(null, "", address);
    draw();
    build();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.target.closest?.("input, select, textarea")) return;
    byId("search").focus();
    event.preventDefault();
  });
}
export function fail(error) {
  console.error(error);
  byId("banner").textContent = `${say("cannotShow")} ${error.message}`;
  byId("banner").hidden = false;
}
export const city = (code) => `city?code=${encodeURIComponent(code)}`;
