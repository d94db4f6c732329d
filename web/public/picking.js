// Tools that need places: the ends of a line, where jobs go, the places of a zone. Picked on the map or by search.
import { byId } from "./dom.js";
import { both, nameOf, say } from "./words.js";
import { edit, state } from "./state.js";
import { hint } from "./notices.js";
import { begun, endsOf, gesture, kinds, placesKey, valueOf } from "./changes.js";
import { toolId } from "./strip.js";

export class Picking {
  /** @param on begin(): the hand is busy, true if draws ran; end(drew, index): whether they shall run again and which change to open;
   *  add(change): a change whose editor opens; after(act): done with the next picture */
  constructor(context, on) {
    this.context = context;
    this.on = on;
    this.mode = null;
  }
  get active() { return this.mode != null; }
  /** Where the line that is being drawn begins. */
  get from() { return this.mode?.picked[0] ?? null; }

  /** @param mode { kind: of change, index: of the change whose places are picked anew } */
  start(mode) {
    this.stop();
    const kind = kinds.get(mode.kind), { map } = this.context;
    this.mode = { kind, index: mode.index, ends: endsOf(kind), picked: [], drew: this.on.begin() };
    if (mode.index != null || gesture(kind) === "places") {
      this.mode.key = placesKey(kind);
      this.mode.codes = new Set(mode.index != null ? valueOf(state.scenario.changes[mode.index])?.[this.mode.key.id] : []);
      map?.mark("picked", [...this.mode.codes]);
    }
    map?.pick(true);
    byId("stage").classList.add("picking");
    this.press(kind);
    this.prompt();
  }
  press(kind) {
    for (const button of byId("tools").querySelectorAll("button")) button.setAttribute("aria-pressed", String(kind != null && button.id === toolId(kind)));
  }
  prompt() {
    const { codes, chain, ends, picked } = this.mode;
    if (codes) hint(say("pickPlaces"));
    else if (chain) hint(say("pickOn"));
    else hint(say(picked.length ? "pickNext" : "pickFirst", { what: both(ends[picked.length].help), from: picked.length ? nameOf(this.context.regions.get(picked[0])) : "" }));
  }

  pick(code) {
    const region = code && this.context.regions.get(code);
    if (!region) return;
    if (!region.modelled && region.level !== "carved") { hint(`${nameOf(region)}: ${say("notModelled")}. ${both(region.reason)}`); return; }
    if (this.mode.codes) this.pickPlace(code);
    else if (!this.mode.picked.includes(code)) this.pickEnd(code);
    else if (this.mode.chain) this.stop();
  }
  /** A place joins or leaves those of a change; the first one makes the change, the last one takes it away. */
  pickPlace(code) {
    const { mode } = this, { codes, key, kind } = mode;
    if (codes.has(code)) codes.delete(code); else codes.add(code);
    this.context.map?.mark("picked", [...codes]);
    const places = [...codes];
    if (mode.index != null && places.length) edit((s) => { valueOf(s.changes[mode.index])[key.id] = places; });
    else if (mode.index == null && places.length) {
      edit((s) => { s.changes.push(begun(kind, { [key.id]: places })); });
      Object.assign(mode, { index: state.scenario.changes.length - 1, made: true });
    } else if (mode.made) {
      const { index } = mode;
      Object.assign(mode, { index: null, made: false });
      edit((s) => { s.changes.splice(index, 1); });
    } else if (!key.required) edit((s) => { delete valueOf(s.changes[mode.index])[key.id]; });
  }
  /** One place after the other, until the change has all that it names. */
  pickEnd(code) {
    const { ends, kind, picked } = this.mode;
    picked.push(code);
    const change = begun(kind, Object.fromEntries(picked.map((place, k) => [ends[k].id, place])));
    if (picked.length < ends.length) {
      this.context.map?.mark("picked", [code]);
      this.prompt();
    } else if (kind.line) this.drawLine(change, code);
    else this.ready(change);
  }
  ready(change) {
    this.stop();
    this.on.add(change);
  }
  /** A line, and the next one goes on from its end. */
  drawLine(change, to) {
    this.mode.last = state.scenario.changes.length;
    edit((s) => { s.changes.push(change); });
    Object.assign(this.mode, { picked: [to], chain: true });
    this.on.after(() => {
      if (this.from !== to) return;
      this.context.map?.mark("picked", [to]);
      this.context.map?.ghost(null);
      this.prompt();
    });
  }

  stop() {
    if (!this.mode) return;
    const { drew, last, index, kind } = this.mode, { map } = this.context;
    this.mode = null;
    map?.pick(false);
    byId("stage").classList.remove("picking");
    this.press(null);
    byId("hint").hidden = true;
    this.on.end(drew && last == null && index == null, (kind.line ? last : index) ?? null);
  }
}
