// What the views share: their state is their address, the newest answer wins, and controls are made from what the server says of settings.
import { element } from "./dom.js";
import { both, language, say } from "./words.js";

export const address = (parts) => new URLSearchParams(Object.entries(parts).filter(([, value]) => value));

/** The state of a view: everything in its address but the language. `set` changes some of it and tells. */
export function viewState(changed) {
  const state = Object.fromEntries(new URLSearchParams(location.search));
  delete state.language;
  const remember = () => history.replaceState(null, "", `?${address({ ...state, language })}`);
  return { state, remember, set(part) { Object.assign(state, part); remember(); changed(); } };
}

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
/** A choice with a label. */
export const select = (id, label, options, change) => element("label", {}, `${label} `, element("select", { id, onchange: (e) => change(e.target.value) }, ...options));

/**
 * A control for a setting as the server describes it.
 * `offers` are options of kinds that the page knows more of: `{ column: [...names], indicator: [[id, name], …] }`.
 */
export function control(setting, value, change, offers = {}) {
  const { id, kind, standard } = setting, label = both(setting.name), now = value || (standard ?? "");
  const none = setting.required || standard != null ? [] : [option("", "–", value)];
  if (kind === "choice") return select(id, label, [...none, ...setting.choices.map((c) => option(c.id, both(c.name), now))], change);
  if (kind === "indicator" && offers.indicator) return select(id, label, [...none, ...offers.indicator.map(([code, name]) => option(code, name, now))], change);
  if (kind === "column" && offers.column) return select(id, label, [option("", "–", value), ...offers.column.map((c) => option(c, c, value))], change);
  if (kind === "flag") return element("label", {}, element("input", { id, type: "checkbox", checked: value === "true", onchange: (e) => change(e.target.checked ? "true" : "") }), ` ${label}`);
  const number = kind === "number" || kind === "whole";
  const hint = kind === "columns" ? say("valuePattern") : kind === "texts" ? "a,b" : number ? String(standard ?? "") : "";
  return element("label", {}, `${label} `, element("input", { id, type: number ? "number" : null, min: number ? setting.low : null, max: number ? setting.high : null, step: kind === "number" ? "any" : null,
    list: offers.column && kind !== "places" && !number ? "columns" : null, value: value ?? "", placeholder: hint, onchange: (e) => change(e.target.value.trim()) }));
}
