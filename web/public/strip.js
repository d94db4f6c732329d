// The scenario strip: tools that add changes, a chip for each change, and its editor.
import { byId, element } from "./dom.js";
import { both, language, nameOf, say } from "./words.js";
import { grouped, plain } from "./numbers.js";
import { edit, state } from "./state.js";
import { offerPlaces } from "./search.js";

export const kindOf = (change) => Object.keys(change)[0];
export const valueOf = (change) => change[kindOf(change)];

/** What a chip says, short; the server writes the whole sentence. */
export function chipText(change, regions) {
  const kind = kindOf(change), v = change[kind];
  const name = (code) => nameOf(regions.get(code)) ?? code;
  const list = (codes) => (codes.length > 2 ? `${name(codes[0])} +${codes.length - 1}` : codes.map(name).join(language === "zh" ? "、" : ", "));
  const share = (value) => `${plain(Number((100 * value).toFixed(4)))} %`;
  switch (kind) {
    case "link": return `${say(v.mode)} ${name(v.from)} – ${name(v.to)}, ${plain(v.speedKmh)} km/h`;
    case "removeLink": return `${say("removeLink")}: ${name(v.from)} – ${name(v.to)}`;
    case "jobs": return `${grouped(v.number)} ${say("jobs")}: ${name(v.from)} → ${name(v.to)}`;
    case "transfer": return `${say("transfer")}: ${name(v.from)} → ${name(v.to)}, ${plain(v.yuan / (language === "zh" ? 1e8 : 1e9))} ${say("moneyUnit")}`;
    case "purchases": return `${say("purchases")}: ${v.from ? `${name(v.from)} → ` : ""}${name(v.to)}, ${plain(v.yuan / (language === "zh" ? 1e8 : 1e9))} ${say("moneyUnit")}`;
    case "industrialTransfer": return `${share(v.share)} ${say("industrialTransfer")}: ${name(v.from)} → ${name(v.to)}`;
    case "diffusion": return `${say("diffusion")}: ${name(v.from)}, ${share(v.share)}`;
    case "tariff": return `${say("tariff")} ${share(v.rate)}${v.places?.length ? ` ${list(v.places)}` : ""}`;
    case "tax": return `${say(v.rate < 0 ? "subsidy" : "tax")} ${share(v.rate)} ${list(v.places ?? [])}`;
    case "landReform": return say("landReform");
    case "migrationCost": return `${say("migrationCost")} (${say(v.between === "places" ? "allPlaces" : v.between)}) × ${plain(v.factor)}`;
    default: return `${say(kind)} ${list(v.places ?? [])} × ${plain(v.factor)}`;
  }
}

export class Strip {
  /** @param on pick(mode) starts picking on the map, refusedAt: index of a change that cannot be answered */
  constructor(context, on) {
    this.context = context;
    this.on = on;
    this.open = null;
  }
  build() {
    const tool = (word, act, key) => element("button", { type: "button", id: `tool-${key}`, onclick: act }, say(word));
    byId("tools").replaceChildren(
      tool("addLine", () => this.on.pick({ tool: "link" }), "link"), tool("addZone", () => this.addPlaces("tradeCost"), "zone"),
      tool("addJobs", () => this.on.pick({ tool: "jobs" }), "jobs"), tool("addHousing", () => this.addPlaces("housing"), "housing"),
      tool("addTransfer", () => this.on.pick({ tool: "transfer" }), "transfer"),
      tool("addProductivity", () => this.addPlaces("productivity"), "productivity"),
      tool("addMoving", () => this.add({ migrationCost: { between: "provinces", factor: 0.8 } }), "moving"),
      this.moreTools());
    this.update();
  }
  /** Rarer changes; those of the whole model only where the atlas names sectors. */
  moreTools() {
    const { sectors, world } = this.context.atlas;
    const more = [["addDiffusion", () => this.on.pick({ tool: "diffusion" })]];
    if (sectors.length) {
      more.push(
        ["addIndustrialTransfer", () => this.on.pick({ tool: "industrialTransfer" })], ["addPurchases", () => this.on.pick({ tool: "purchases" })],
        ["addTax", () => this.addPlaces("tax")], ["addLandReform", () => this.add({ landReform: { landIncome: "registered" } })]);
      if (world) more.push(["addTariff", () => this.add({ tariff: { rate: 0.1 } })]);
    }
    const select = element("select", { id: "tool-more", "aria-label": say("moreChanges"), onchange: () => { const act = more.find(([word]) => word === select.value)?.[1]; select.value = ""; act?.(); } },
      element("option", { value: "" }, say("moreChanges")), ...more.map(([word]) => element("option", { value: word }, say(word))));
    return select;
  }
  addPlaces(kind) { this.on.pick({ tool: "places", kind }); }
  /** Adds a change and opens its editor. */
  add(change, { open = true } = {}) {
    edit((s) => { s.changes.push(change); });
    if (open) this.edit(state.scenario.changes.length - 1);
  }
  remove(index) {
    this.close();
    edit((s) => { s.changes.splice(index, 1); });
  }
  update(refusedAt = null) {
    const { regions } = this.context;
    byId("chips").replaceChildren(...state.scenario.changes.map((change, index) => element("li", { class: [index === this.open ? "open" : "", index === refusedAt ? "refused" : ""].join(" ") },
      element("button", { type: "button", class: "chip", "aria-expanded": String(index === this.open), onclick: () => (this.open === index ? this.close() : this.edit(index)) }, chipText(change, regions)),
      element("button", { type: "button", class: "x", "aria-label": say("remove"), title: say("remove"), onclick: () => this.remove(index) }, "×"))));
    if (this.open != null) {
      if (!state.scenario.changes[this.open] || kindOf(state.scenario.changes[this.open]) !== this.openKind) this.close();
      else this.fill();
    }
  }
  close() {
    this.open = null;
    byId("editor").hidden = true;
    byId("editor").replaceChildren();
    for (const chip of byId("chips").children) { chip.classList.remove("open"); chip.firstChild?.setAttribute("aria-expanded", "false"); }
  }

  edit(index) {
    const change = state.scenario.changes[index];
    if (!change) return;
    this.open = index;
    this.openKind = kindOf(change);
    this.fields = [];
    const box = byId("editor"), kind = this.openKind;
    const parts = {
      link: () => [this.placeField("from"), this.placeField("to"), this.choice("mode", ["rail", "road"]), this.slider("speedKmh", "speed", 60, 600, 5, [10, 1500]), this.optional("lengthKm", "length", "lengthAuto", 1), this.optional("costYuan", "costField", "costNone", language === "zh" ? 1e8 : 1e9)],
      removeLink: () => [this.placeField("from"), this.placeField("to"), this.choice("mode", ["rail", "road"])],
      jobs: () => [this.placeField("from"), this.placeField("to"), this.slider("number", "number", 1000, 500000, 1000, [0, 1e9])],
      transfer: () => [this.placeField("from"), this.placeField("to"), this.slider("yuan", "yuanField", 1e8, 5e10, 1e8, [0, 1e14], language === "zh" ? 1e8 : 1e9)],
      housing: () => [this.placesField(), this.slider("factor", "factor", 0.5, 2, 0.01, [0.01, 100])],
      productivity: () => [this.placesField(), this.slider("factor", "factor", 0.8, 1.25, 0.005, [0.01, 100]), ...this.sectorChoice()],
      tradeCost: () => [this.placesField(), this.choice("with", ["domestic", "places", ...(this.context.atlas.world ? ["world"] : [])], { places: "placesOnly" }), this.choice("direction", ["both", "import", "export"]), this.slider("factor", "factor", 0.5, 1.5, 0.01, [0.01, 100]), ...this.sectorChoice()],
      migrationCost: () => [this.choice("between", ["provinces", "places"], { places: "allPlaces" }, "betweenField"), this.slider("factor", "factor", 0.3, 1.7, 0.01, [0.01, 100])],
      tariff: () => [this.slider("rate", "rate", -0.2, 0.5, 0.01, [-0.5, 5], 0.01), ...this.sectorChoice(), element("p", { class: "small wide" }, say(change.tariff?.places?.length ? "tariffSome" : "tariffAll"))],
      tax: () => [this.placesField(), this.slider("rate", "rate", -0.3, 0.3, 0.005, [-0.5, 5], 0.01), ...this.sectorChoice()],
      landReform: () => [this.choice("landIncome", ["registered", "residents", "stayers"], { registered: "landRegistered", residents: "landResidents", stayers: "landStayers" })],
      purchases: () => [...(change.purchases?.from ? [this.placeField("from")] : []), this.placeField("to"), this.slider("yuan", "yuanField", 1e8, 5e10, 1e8, [0, 1e14], language === "zh" ? 1e8 : 1e9), ...this.sectorChoice(true)],
      industrialTransfer: () => [this.placeField("from"), this.placeField("to"), this.slider("share", "firmsShare", 0.01, 0.5, 0.01, [0, 0.9], 0.01), ...this.sectorChoice(true)],
      diffusion: () => [this.placeField("from"), this.slider("share", "gapShare", 0.01, 0.5, 0.01, [0, 1], 0.01), ...(change.diffusion?.ties ? [element("p", { class: "small wide" }, say("tiesGiven", { n: Object.keys(change.diffusion.ties).length }))] : [this.slider("hours", "tieHours", 0.5, 12, 0.5, [0.1, 100])]), ...this.sectorChoice()],
    }[kind]();
    box.replaceChildren(element("h3", {}, say(kind)), ...parts, element("p", { class: "refusal", role: "alert", hidden: true }),
      element("div", { class: "buttons" }, element("button", { type: "button", onclick: () => this.remove(index) }, say("remove")), element("button", { type: "button", class: "main", onclick: () => this.close() }, say("done"))));
    box.hidden = false;
    this.update();
  }
  fill() { for (const field of this.fields) field(state.scenario.changes[this.open][this.openKind]); }
  set(change, settle = true) {
    const [index, kind] = [this.open, this.openKind];
    edit((s) => { if (s.changes[index]?.[kind]) change(s.changes[index][kind]); }, { settle });
  }

  label(word, ...inputs) { return element("label", { class: "field" }, element("span", {}, say(word)), ...inputs); }
  slider(key, word, low, high, step, allowed, unit = 1) {
    const write = (text, settle, times = 1) => { const value = Number(text) * times; if (text !== "" && Number.isFinite(value)) this.set((v) => { v[key] = value; }, settle); };
    const range = element("input", { type: "range", min: String(low), max: String(high), step: String(step), "aria-label": say(word), "data-field": key, oninput: (e) => write(e.target.value, false), onchange: (e) => write(e.target.value, true) });
    const number = element("input", { type: "number", min: String(allowed[0] / unit), max: String(allowed[1] / unit), step: "any", "aria-label": say(word), "data-number": key, onchange: (e) => write(e.target.value, true, unit) });
    this.fields.push((v) => {
      if (document.activeElement !== range) range.value = v[key];
      if (document.activeElement !== number) number.value = plain(Number((v[key] / unit).toPrecision(12)));
    });
    return this.label(word, element("span", { class: "pair" }, range, number));
  }
  optional(key, word, none, unit) {
    const input = element("input", { type: "number", min: "0", step: "any", placeholder: say(none), "data-number": key,
      onchange: (e) => this.set((v) => { if (e.target.value === "") delete v[key]; else v[key] = Number(e.target.value) * unit; }) });
    this.fields.push((v) => { if (document.activeElement !== input) input.value = v[key] == null ? "" : plain(v[key] / unit); });
    return this.label(word, input);
  }
  choice(key, options, words = {}, word = key) {
    const select = element("select", { "data-field": key, onchange: (e) => this.set((v) => { v[key] = e.target.value; }) },
      ...options.map((o) => element("option", { value: o }, say(words[o] ?? o))));
    this.fields.push((v) => { select.value = v[key] ?? options[0]; });
    return this.label(word, select);
  }
  /** Which sector is meant; without one every sector. */
  sectorChoice(needed = false) {
    const { sectors } = this.context.atlas;
    if (!sectors.length) return [];
    const select = element("select", { "data-field": "sector", onchange: (e) => this.set((v) => { if (e.target.value) v.sector = e.target.value; else delete v.sector; }) },
      ...(needed ? [] : [element("option", { value: "" }, say("everySector"))]), ...sectors.map((sector) => element("option", { value: sector.id }, both(sector.name))));
    this.fields.push((v) => { select.value = v.sector ?? ""; });
    return [this.label("sector", select)];
  }
  placeField(key) {
    const { regions } = this.context;
    const list = element("ul", { class: "offers", id: `offers-${key}`, role: "listbox", hidden: true });
    const input = element("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": `offers-${key}`, autocomplete: "off", "data-field": key, onfocus: () => input.select() });
    offerPlaces(input, list, () => regions, (code) => { input.blur(); this.set((v) => { v[key] = code; }); });
    this.fields.push((v) => { if (document.activeElement !== input) input.value = nameOf(regions.get(v[key])); });
    return element("label", { class: "field place" }, element("span", {}, say(key)), input, list);
  }
  placesField() {
    const { regions } = this.context;
    const tags = element("span", { class: "tags" });
    const index = this.open;
    this.fields.push((v) => tags.replaceChildren(...v.places.map((code) => element("span", { class: "tag" }, nameOf(regions.get(code)),
      element("button", { type: "button", class: "x", "aria-label": say("remove"), onclick: () => this.set((c) => { if (c.places.length > 1) c.places = c.places.filter((p) => p !== code); }) }, "×")))));
    return element("div", { class: "field wide" }, element("span", {}, say("places")), tags,
      element("button", { type: "button", class: "text", onclick: () => this.on.pick({ tool: "places", index }) }, say("pickOnMap")));
  }
  /** The rule that a change breaks, said where it is edited. */
  refused(error) {
    this.update(error.change ?? null);
    const line = byId("editor").querySelector(".refusal");
    if (line && error.change === this.open) { line.hidden = false; line.textContent = error.message; }
  }
}
