// The scenario strip: tools that add changes, a chip for each change, and its editor.
import { byId, element } from "./dom.js";
import { both, nameOf, say } from "./words.js";
import { plain } from "./numbers.js";
import { begun, chipText, gesture, kindOf, kinds, unitOf, valueOf } from "./changes.js";
import { edit, state } from "./state.js";
import { offerPlaces } from "./search.js";

/** The button of a kind. */
export const toolId = (kind) => `tool-${kind.aliases[0] ?? kind.id}`;

export class Strip {
  /** @param on pick(mode) starts picking on the map, refusedAt: index of a change that cannot be answered */
  constructor(context, on) {
    this.context = context;
    this.on = on;
    this.open = null;
  }
  /** Tools for the kinds that the atlas can answer: buttons, and a list of the rarer ones. */
  build() {
    const { sectors, world } = this.context.atlas;
    const offered = [...kinds.values()].filter((kind) => (sectors.length || !kind.needsWholeModel) && (world || !kind.needsWorld));
    const buttons = offered.filter((kind) => kind.tool === "button").map((kind) =>
      element("button", { type: "button", id: toolId(kind), onclick: () => this.begin(kind) }, `+ ${both(kind.name)}`));
    const more = offered.filter((kind) => kind.tool === "listed"), word = (kind) => "add" + kind.id[0].toUpperCase() + kind.id.slice(1);
    const select = element("select", { id: "tool-more", "aria-label": say("moreChanges"), onchange: () => { const kind = more.find((k) => word(k) === select.value); select.value = ""; if (kind) this.begin(kind); } },
      element("option", { value: "" }, say("moreChanges")), ...more.map((kind) => element("option", { value: word(kind) }, both(kind.name))));
    byId("tools").replaceChildren(...buttons, select);
    this.update();
  }
  begin(kind) { if (gesture(kind)) this.on.pick({ kind: kind.id }); else this.add(begun(kind)); }
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
    const { regions, atlas } = this.context;
    byId("chips").replaceChildren(...state.scenario.changes.map((change, index) => element("li", { class: [index === this.open ? "open" : "", index === refusedAt ? "refused" : ""].join(" ") },
      element("button", { type: "button", class: "chip", "aria-expanded": String(index === this.open), onclick: () => (this.open === index ? this.close() : this.edit(index)) }, chipText(change, regions, atlas.sectors)),
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
    const box = byId("editor"), kind = kinds.get(this.openKind);
    if (!kind) return;
    box.replaceChildren(element("h3", {}, both(kind.name)), ...kind.keys.flatMap((key) => this.field(key, kind, valueOf(change))), element("p", { class: "refusal", role: "alert", hidden: true }),
      element("div", { class: "buttons" }, element("button", { type: "button", onclick: () => this.remove(index) }, say("remove")), element("button", { type: "button", class: "main", onclick: () => this.close() }, say("done"))));
    box.hidden = false;
    this.update();
  }
  fill() { for (const field of this.fields) field(state.scenario.changes[this.open][this.openKind]); }
  set(change, settle = true) {
    const [index, kind] = [this.open, this.openKind];
    edit((s) => { if (s.changes[index]?.[kind]) change(s.changes[index][kind]); }, { settle });
  }

  /** The field of a key; none for one that another excludes, and for a sector where the atlas has none. */
  field(key, kind, value) {
    const { sectors, world } = this.context.atlas;
    if (kind.exactlyOne.includes(key.id) && value[key.id] == null) return [];
    switch (key.kind) {
      case "place": return [this.placeField(key)];
      case "places": return [this.placesField(key)];
      case "choice": return [this.choice(key, key.choices.filter(({ id }) => world || !key.needWorld.includes(id)))];
      case "sector": return sectors.length ? [this.choice(key, [...(key.required ? [] : [{ id: "", name: key.help }]), ...sectors])] : [];
      case "weights": return [element("p", { class: "small wide" }, say("tiesGiven", { n: Object.keys(value[key.id] ?? {}).length }))];
      default: return [key.slider ? this.slider(key) : this.number(key)];
    }
  }
  label(key, ...inputs) { return element("label", { class: "field" }, element("span", {}, both(key.name)), ...inputs); }
  slider(key) {
    const { id, slider } = key, unit = unitOf(key), label = both(key.name);
    const write = (text, settle, times = 1) => { const value = Number(text) * times; if (text !== "" && Number.isFinite(value)) this.set((v) => { v[id] = value; }, settle); };
    const range = element("input", { type: "range", min: String(slider.low), max: String(slider.high), step: String(slider.step), "aria-label": label, "data-field": id, oninput: (e) => write(e.target.value, false), onchange: (e) => write(e.target.value, true) });
    const number = element("input", { type: "number", min: String(key.low / unit), max: String(key.high / unit), step: "any", "aria-label": label, "data-number": id, onchange: (e) => write(e.target.value, true, unit) });
    this.fields.push((v) => {
      if (document.activeElement !== range) range.value = v[id];
      if (document.activeElement !== number) number.value = plain(Number((v[id] / unit).toPrecision(12)));
    });
    return this.label(key, element("span", { class: "pair" }, range, number));
  }
  number(key) {
    const { id } = key, unit = unitOf(key);
    const input = element("input", { type: "number", min: String(key.low / unit), max: String(key.high / unit), step: "any", placeholder: key.required ? "" : both(key.help), "data-number": id,
      onchange: (e) => this.set((v) => { if (e.target.value !== "") v[id] = Number(e.target.value) * unit; else if (!key.required) delete v[id]; }) });
    this.fields.push((v) => { if (document.activeElement !== input) input.value = v[id] == null ? "" : plain(v[id] / unit); });
    return this.label(key, input);
  }
  choice(key, options) {
    const { id } = key;
    const select = element("select", { "data-field": id, onchange: (e) => this.set((v) => { if (e.target.value) v[id] = e.target.value; else delete v[id]; }) },
      ...options.map((option) => element("option", { value: option.id }, both(option.name))));
    this.fields.push((v) => { select.value = v[id] ?? key.standard ?? ""; });
    return this.label(key, select);
  }
  placeField(key) {
    const { regions } = this.context, { id } = key;
    const list = element("ul", { class: "offers", id: `offers-${id}`, role: "listbox", hidden: true });
    const input = element("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": `offers-${id}`, autocomplete: "off", "data-field": id, placeholder: both(key.help), onfocus: () => input.select(),
      onchange: () => { if (!key.required && !input.value.trim()) this.set((v) => { delete v[id]; }); } });
    offerPlaces(input, list, () => regions, (code) => { input.blur(); this.set((v) => { v[id] = code; }); });
    this.fields.push((v) => { if (document.activeElement !== input) input.value = v[id] ? nameOf(regions.get(v[id])) : ""; });
    return element("label", { class: "field place" }, element("span", {}, both(key.name)), input, list);
  }
  placesField(key) {
    const { regions } = this.context, { id } = key;
    const tags = element("span", { class: "tags" });
    const index = this.open, kind = this.openKind;
    const without = (code) => this.set((v) => {
      const left = v[id].filter((place) => place !== code);
      if (left.length) v[id] = left; else if (!key.required) delete v[id];
    });
    this.fields.push((v) => tags.replaceChildren(...(v[id]?.length ? v[id].map((code) => element("span", { class: "tag" }, nameOf(regions.get(code)),
      element("button", { type: "button", class: "x", "aria-label": say("remove"), onclick: () => without(code) }, "×"))) : [both(key.help)])));
    return element("div", { class: "field wide" }, element("span", {}, both(key.name)), tags,
      element("button", { type: "button", class: "text", onclick: () => this.on.pick({ kind, index }) }, say("pickOnMap")));
  }
  /** The rule that a change breaks, said where it is edited. */
  refused(error) {
    this.update(error.change ?? null);
    const line = byId("editor").querySelector(".refusal");
    if (line && error.change === this.open) { line.hidden = false; line.textContent = error.message; }
  }
}
