// A slider for every parameter, with its range and source.
import { element } from "./dom.js";
import { both, say } from "./words.js";
import { plain } from "./numbers.js";
import { edit, state } from "./state.js";

export class ParametersPanel {
  constructor(box, context) {
    this.box = box;
    this.context = context;
  }
  build() {
    this.rows = new Map();
    this.box.replaceChildren(...this.modelChoice(),
      element("p", { class: "small" }, say("parametersNote")),
      element("p", {}, element("button", { type: "button", onclick: () => edit((s) => { delete s.parameters; }) }, say("resetAll"))),
      ...this.context.parameters.map((p) => this.row(p)));
    this.update();
  }
  /** Which model answers, and what the whole one assumes. */
  modelChoice() {
    if (!this.context.atlas.sectors.length) return [];
    const select = (name, options, read, write) => {
      const box = element("select", { "data-model": name, onchange: (e) => edit((s) => write(s, e.target.value)) }, ...options.map(([value, word]) => element("option", { value }, say(word))));
      this.models.push(() => { box.value = read(state.scenario.model); });
      return box;
    };
    this.models = [];
    const whole = (s, change) => { s.model = { kind: "whole", ...s.model, ...change }; };
    const kind = select("kind", [["", "modelAuto"], ["oneSector", "modelOneSector"], ["whole", "modelWhole"]], (m) => (m ? m.kind ?? "whole" : ""),
      (s, value) => { if (value === "") delete s.model; else if (value === "oneSector") s.model = { kind: value }; else whole(s, { kind: value }); });
    const more = element("div", { class: "row" },
      element("label", { class: "field" }, element("span", {}, say("immigrationField")), select("immigration", [["labour", "immigrationLabour"], ["firmEntry", "immigrationFirmEntry"]], (m) => m?.immigration ?? "labour", (s, immigration) => whole(s, { immigration }))),
      element("label", { class: "field" }, element("span", {}, say("landIncome")), select("landIncome", [["stayers", "landStayers"], ["residents", "landResidents"], ["registered", "landRegistered"]], (m) => m?.landIncome ?? "stayers", (s, landIncome) => whole(s, { landIncome }))));
    this.models.push(() => { more.hidden = !state.scenario.model || state.scenario.model.kind === "oneSector"; });
    return [element("div", { class: "parameter model" }, element("label", { class: "field" }, element("span", {}, say("modelTitle")), kind), more)];
  }
  row(p) {
    // The slider runs over what is drawn, and a little beyond; the field takes all that is allowed.
    const low = p.low ?? Math.max(p.least, p.standard / 3), high = p.high ?? Math.min(p.most, p.standard * 3 || 1);
    const set = (text, settle) => {
      const value = Number(text);
      if (text === "" || !Number.isFinite(value)) return this.update();
      edit((s) => { s.parameters = { ...s.parameters, [p.name]: value }; }, { settle });
    };
    const slider = element("input", { type: "range", min: String(low), max: String(high), step: String((high - low) / 200), "aria-label": both(p.meaning), "data-parameter": p.name,
      oninput: (e) => set(e.target.value, false), onchange: (e) => set(e.target.value, true) });
    const field = element("input", { type: "number", min: String(p.least), max: String(p.most), step: "any", "aria-label": both(p.meaning), onchange: (e) => set(e.target.value, true) });
    const reset = element("button", { type: "button", class: "text", onclick: () => edit((s) => { delete s.parameters?.[p.name]; }) }, say("reset"));
    const range = p.low == null ? say("notDrawn") : say("range", { a: plain(p.low), b: plain(p.high) });
    const row = element("div", { class: "parameter" },
      element("label", {}, p.symbol ? element("i", {}, p.symbol + " ") : "", both(p.meaning), p.unit ? ` (${say("unit_" + p.unit)})` : ""),
      element("div", { class: "row" }, slider, field, reset),
      element("p", { class: "small" }, `${say("standard", { v: plain(p.standard) })} · ${range} · ${say("source")}: ${both(p.source)}`));
    this.rows.set(p.name, { p, row, slider, field, reset });
    return row;
  }
  update() {
    for (const model of this.models ?? []) model();
    for (const { p, row, slider, field, reset } of this.rows?.values() ?? []) {
      const set = state.scenario.parameters?.[p.name], value = set ?? p.standard;
      if (document.activeElement !== slider) slider.value = value;
      if (document.activeElement !== field) field.value = plain(value);
      row.classList.toggle("set", set != null);
      reset.hidden = set == null;
    }
  }
}
