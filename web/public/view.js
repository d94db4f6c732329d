// What the views share: their state is their address, the newest answer wins, and controls are made from what the server says of settings.
import { element } from "./dom.js";
import { both, language, say } from "./words.js";

export const address = (parts) => new URLSearchParams(Object.entries(parts).map(([name, value]) => [name, String(value ?? "")]).filter(([, value]) => value));

/**
 * The state of a view is its address: where that is silent stand the standards, whose kinds (number, list, text) it keeps.
 * `set` is a choice, which the way back undoes; `move` follows a hand or a clock, `settle` takes what asks nothing new (what the server chose, what is selected) and tells nobody.
 * `changed` hears of every other change, `restored` of the way back.
 */
export function viewState(standards, changed, restored = changed) {
  const state = {};
  const read = () => {
    for (const name of Object.keys(state)) delete state[name];
    Object.assign(state, standards);
    for (const [name, text] of new URLSearchParams(location.search)) {
      const standard = standards[name];
      if (name === "language" || (typeof standard === "number" && !(text && Number.isFinite(Number(text))))) continue;
      state[name] = Array.isArray(standard) ? text.split(",").filter(Boolean) : typeof standard === "number" ? Number(text) : text;
    }
  };
  const write = (entry) => {
    const told = Object.fromEntries(Object.entries(state).filter(([name, value]) => String(value ?? "") !== String(standards[name] ?? "")));
    // What was cleared is told as nothing, where a standard would stand for it.
    const now = `?${new URLSearchParams({ ...told, language })}`;
    if (now !== location.search) history[entry](null, "", now + location.hash);
  };
  const change = (entry, tell) => (part = {}) => { Object.assign(state, part); write(entry); tell(); };
  addEventListener("popstate", () => { read(); write("replaceState"); restored(); });
  read();
  return { state, set: change("pushState", changed), move: change("replaceState", changed), settle: change("replaceState", () => {}),
    /** Standards that are known only later. */
    standard(part) { Object.assign(standards, part); read(); } };
}

/** A setting of an address as the server describes it, by the answer of `api/settings`; `change` is what the page knows better. */
export const settingOf = (settings, address, id, change = {}) => ({ ...settings[address].find((s) => s.id === id), ...change });

/** Asks questions of which only the newest shows its answer or its refusal. */
export function newest() {
  let last = 0;
  return async (ask, show, refuse) => {
    const mine = ++last;
    try {
      const found = await ask();
      if (mine === last) show(found);
    } catch (error) {
      if (mine === last) refuse(error);
    }
  };
}

export const option = (value, text, chosen) => element("option", { value, selected: value === chosen }, text);
/** Labels begin with a capital, whatever the sentences they are used in as well. */
export const headed = (text) => text.charAt(0).toUpperCase() + text.slice(1);
/** A choice with a label. */
export const select = (id, label, options, change) => element("label", {}, `${headed(label)} `, element("select", { id, onchange: (e) => change(e.target.value) }, ...options));

/** Years in runs: 2010, 2018–2023. */
export function runs(years) {
  const found = [];
  for (const year of years) { if (found.length && found[found.length - 1][1] === year - 1) found[found.length - 1][1] = year; else found.push([year, year]); }
  return found.map(([a, b]) => (a === b ? `${a}` : `${a}–${b}`)).join(", ");
}
/** What exists of an indicator: its years among prefectures, else among provinces. */
const exists = ({ years }) => (years.prefecture?.length ? runs(years.prefecture) : years.province?.length ? `${say("provincesOnly")} ${runs(years.province)}` : "");

/** Indicators by what they are about, computed ones first; those that hold a text in id, name or unit. */
export function indicatorOptions(indicators, chosen, text = "") {
  const wanted = text.trim().toLowerCase(), holds = (i) => !wanted || [i.id, ...Object.values(i.name), i.unit].some((t) => t.toLowerCase().includes(wanted));
  const found = indicators.filter((i) => holds(i) || i.id === chosen), groups = [...new Set(found.map((i) => i.group))];
  return groups.map((group) => element("optgroup", { label: say(group ? `about_${group}` : "about_other") },
    ...found.filter((i) => i.group === group).map((i) => option(i.id, [both(i.name), exists(i)].filter(Boolean).join(" · "), chosen))));
}

/** A choice among many indicators, with a field that finds one by any part of its name. */
export function indicatorSelect(id, label, indicators, chosen, change, first = []) {
  const list = element("select", { id, onchange: (e) => change(e.target.value) }, ...first, ...indicatorOptions(indicators, chosen));
  const find = element("input", { id: `find-${id}`, type: "search", placeholder: say("findIndicator", { n: indicators.length }), "aria-label": say("findIndicator", { n: indicators.length }),
    oninput: (e) => list.replaceChildren(...first, ...indicatorOptions(indicators, list.value, e.target.value)),
    onkeydown: (e) => {
      if (e.key !== "Enter") return;
      e.preventDefault();
      const match = [...list.options].find((o) => o.value && o.value !== chosen);
      if (match && e.target.value.trim()) change(match.value);
    } });
  return element("label", { class: "finding" }, `${headed(label)} `, list, find);
}

/**
 * A control for a setting as the server describes it.
 * `offers` are options of kinds that the page knows more of: `{ column: [...names], indicator: [...as the server lists them], first: [[id, name], …] }`.
 */
export function control(setting, value, change, offers = {}) {
  const { id, kind, standard } = setting, label = headed(both(setting.name)), now = String(value || (standard ?? ""));
  const none = setting.required || standard != null ? [] : [option("", "–", value)];
  if (kind === "choice") return select(id, label, [...none, ...setting.choices.map((c) => option(c.id, both(c.name), now))], change);
  if (kind === "indicator" && offers.indicator) return indicatorSelect(id, label, offers.indicator, now, change, [...none, ...(offers.first ?? []).map(([code, name]) => option(code, name, now))]);
  if (kind === "column" && offers.column) return select(id, label, [option("", "–", value), ...offers.column.map((c) => option(c, c, value))], change);
  if (kind === "flag") return element("label", {}, element("input", { id, type: "checkbox", checked: now === "true", onchange: (e) => change(e.target.checked ? "true" : standard ? "false" : "") }), ` ${label}`);
  const number = kind === "number" || kind === "whole";
  const hint = kind === "columns" ? say("valuePattern") : kind === "texts" ? "a,b" : number ? String(standard ?? "") : "";
  return element("label", {}, `${label} `, element("input", { id, type: number ? "number" : null, min: number ? (setting.orZero ? 0 : setting.low) : null, max: number ? setting.high : null, step: kind === "number" ? "any" : null,
    list: offers.column && kind !== "places" && !number ? "columns" : null, value: value ?? "", placeholder: hint, onchange: (e) => change(e.target.value.trim()) }));
}
