// What the page says in passing: hints over the map, and a banner while the server is away.
import { byId } from "./dom.js";
import { say } from "./words.js";

let timer = null;
export function hint(text, forMs = 0) {
  clearTimeout(timer);
  byId("hint").textContent = text;
  byId("hint").hidden = false;
  if (forMs) timer = setTimeout(() => { byId("hint").hidden = true; }, forMs);
}
export function banner(word) {
  const box = byId("banner");
  box.dataset.word = word;
  box.textContent = say(word);
  box.className = word;
  box.hidden = false;
  if (word === "back") setTimeout(() => { if (box.dataset.word === "back") box.hidden = true; }, 3000);
}
