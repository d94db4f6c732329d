// What the person has made: a scenario with its history, and how it is looked at. The address always holds it.
import { placesOf } from "./changes.js";

export const measures = ["income", "population", "realGDP", "welfare"];
export const readings = ["peopleStay", "peopleMove", "movingGetsEasier"];

export const state = {
  scenario: { name: "", changes: [] },
  pinned: null,
  view: { measure: "income", reading: "peopleMove", language: "en", shows: "live", tab: "answer" },
};
const past = [], future = [];
let settled = JSON.stringify(state.scenario);
const listeners = new Set();
export const listen = (listener) => listeners.add(listener);
const tell = (what) => { for (const listener of listeners) listener(what); };

export const copy = (value) => JSON.parse(JSON.stringify(value));

/** Changes the scenario. While a hand drags, `settle` is false: the history keeps only where it let go. */
export function edit(change, { settle = true } = {}) {
  const next = copy(state.scenario);
  change(next);
  tidy(next);
  state.scenario = next;
  if (settle) settleNow();
  tell(settle ? "settled" : "dragged");
}
function settleNow() {
  const text = JSON.stringify(state.scenario);
  if (text === settled) return;
  past.push(settled);
  if (past.length > 200) past.shift();
  future.length = 0;
  settled = text;
  remember();
}
/** Places carved out of others stay only while a change names them. */
function tidy(scenario) {
  const named = new Set(scenario.changes.flatMap(placesOf));
  if (scenario.places) scenario.places = scenario.places.filter((code) => named.has(code));
  for (const code of named) {
    if (carved.has(code) && !(scenario.places ?? []).includes(code)) scenario.places = [...(scenario.places ?? []), code];
  }
  if (scenario.places && !scenario.places.length) delete scenario.places;
  for (const key of ["parameters", "model"]) if (scenario[key] && !Object.keys(scenario[key]).length) delete scenario[key];
}
export const carved = new Set();

export function replaceScenario(scenario) { edit((s) => { for (const key of Object.keys(s)) delete s[key]; Object.assign(s, copy(scenario)); }); }
export const canUndo = () => past.length > 0;
export const canRedo = () => future.length > 0;
export function undo() { if (past.length) step(past, future); }
export function redo() { if (future.length) step(future, past); }
function step(from, to) {
  to.push(settled);
  settled = from.pop();
  state.scenario = JSON.parse(settled);
  remember();
  tell("settled");
}
export function look(change) {
  Object.assign(state.view, change);
  remember();
  tell("view");
}
export function pin(scenario) {
  state.pinned = scenario ? copy(scenario) : null;
  state.view.shows = scenario ? state.view.shows : "live";
  remember();
  tell("pinned");
}

const encode = (value) => {
  let binary = "";
  for (const byte of new TextEncoder().encode(JSON.stringify(value))) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};
const decode = (text) => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0))));

/** The address that holds the state as it now is. */
export function address() {
  write();
  return location.href;
}
const kept = "scenarios";
/** Scenarios that were asked on this machine, the last one first: [{ name, nameChinese, address, places }]. */
export function asked() {
  try { return JSON.parse(localStorage.getItem(kept)) ?? []; } catch { return []; }
}
/** Keeps what was asked, so that a city's page can list it. */
function keep(link) {
  const { name, nameChinese, changes } = state.scenario;
  if (!changes.length) return;
  const places = [...new Set(changes.flatMap(placesOf))];
  const others = asked().filter((entry) => entry.name !== name).slice(0, 29);
  try { localStorage.setItem(kept, JSON.stringify([{ name, nameChinese, address: link, places }, ...others])); } catch { /* not allowed: no history */ }
}
let own = "", due = null;
/** Browsers do much when an address changes: it follows a moment after what the hand did, and at the latest when the page is left. */
function remember() {
  clearTimeout(due);
  due = setTimeout(write, 300);
}
function write() {
  if (due == null) return;
  clearTimeout(due);
  due = null;
  const { measure, reading, language, shows } = state.view;
  own = "#" + encode({ scenario: state.scenario, pinned: state.pinned, view: { measure, reading, language, shows } });
  try { history.replaceState(null, "", own); } catch { remember(); }
  keep(own);
}
addEventListener("pagehide", write);
addEventListener("visibilitychange", write);
/** Takes the state from the address; false if there is none that can be read. */
export function recall() {
  const hash = location.hash;
  if (hash.length < 2) return false;
  try {
    const saved = decode(hash.slice(1));
    if (!Array.isArray(saved.scenario?.changes) || typeof saved.scenario.name !== "string") return false;
    if (saved.scenario.changes.some((change) => typeof Object.values(change)[0] !== "object")) return false;
    state.scenario = saved.scenario;
    settled = JSON.stringify(state.scenario);
    state.pinned = Array.isArray(saved.pinned?.changes) ? saved.pinned : null;
    if (measures.includes(saved.view?.measure)) state.view.measure = saved.view.measure;
    if (readings.includes(saved.view?.reading)) state.view.reading = saved.view.reading;
    if (["en", "zh"].includes(saved.view?.language)) state.view.language = saved.view.language;
    if (["live", "pinned", "difference"].includes(saved.view?.shows)) state.view.shows = state.pinned ? saved.view.shows : "live";
    return true;
  } catch {
    return false;
  }
}
export function start(scenario) {
  state.scenario = copy(scenario);
  settled = JSON.stringify(state.scenario);
  remember();
}
addEventListener("hashchange", () => {
  if (location.hash === own) return;
  clearTimeout(due);
  due = null;
  if (recall()) { past.length = 0; future.length = 0; tell("settled"); tell("pinned"); tell("view"); }
});
