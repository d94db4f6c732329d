// Tools that need places: the ends of a line, where jobs go, the places of a zone. Picked on the map or by search.
import { byId } from "./dom.js";
import { both, nameOf, say } from "./words.js";
import { edit, state } from "./state.js";
import { hint } from "./notices.js";
import { valueOf } from "./strip.js";

const standards = { housing: { factor: 1.2 }, productivity: { factor: 1.05 }, tradeCost: { with: "domestic", factor: 0.9, direction: "both" }, tax: { rate: -0.05 } };
/** Changes from one city to another, as they begin; what goes from place to place has its own words. */
const pairs = {
  jobs: { number: 10000 }, transfer: { yuan: 1e9 }, purchases: { yuan: 1e9, sector: "services" }, industrialTransfer: { share: 0.1, sector: "industry" },
};
const askedFrom = { jobs: "pickJobsFrom", transfer: "pickGiver", purchases: "pickPurchasesFrom", industrialTransfer: "pickFirmsFrom", diffusion: "pickSource" };
const askedTo = { jobs: "pickJobsTo", transfer: "pickGivenTo", purchases: "pickPurchasesTo", industrialTransfer: "pickFirmsTo" };

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
  get from() { return this.mode && this.mode.tool !== "places" ? this.mode.from : null; }

  /** @param mode { tool: link | places | diffusion or one of the pairs, kind: of a change by places, index: of the change whose places are picked anew } */
  start(mode) {
    this.stop();
    this.mode = { ...mode, drew: this.on.begin() };
    const { map } = this.context;
    if (mode.tool === "places") {
      this.mode.codes = new Set(mode.index != null ? valueOf(state.scenario.changes[mode.index])?.places : []);
      map?.mark("picked", [...this.mode.codes]);
    }
    map?.pick(true);
    byId("stage").classList.add("picking");
    this.press(mode.tool === "places" ? { tradeCost: "zone" }[mode.kind] ?? mode.kind : mode.tool);
    this.prompt();
  }
  press(tool) {
    for (const button of byId("tools").querySelectorAll("button")) button.setAttribute("aria-pressed", String(button.id === `tool-${tool}`));
  }
  prompt() {
    const { tool, chain } = this.mode, from = this.mode.from && nameOf(this.context.regions.get(this.mode.from));
    if (tool === "places") hint(say("pickPlaces"));
    else if (askedFrom[tool]) hint(from ? say(askedTo[tool], { from }) : say(askedFrom[tool]));
    else hint(chain ? say("pickOn") : from ? say("pickTo", { from }) : say("pickFrom"));
  }

  pick(code) {
    const region = code && this.context.regions.get(code);
    if (!region) return;
    if (!region.modelled && region.level !== "carved") { hint(`${nameOf(region)}: ${say("notModelled")}. ${both(region.reason)}`); return; }
    if (this.mode.tool === "places") this.pickPlace(code);
    else if (!this.mode.from) this.pickFirst(code);
    else if (this.mode.from === code) { if (this.mode.chain) this.stop(); }
    else if (pairs[this.mode.tool]) this.ready({ [this.mode.tool]: { from: this.mode.from, to: code, ...pairs[this.mode.tool] } });
    else this.drawLine(this.mode.from, code);
  }
  /** A place joins or leaves those of a change; the first one makes the change, the last one takes it away. */
  pickPlace(code) {
    const { mode } = this, { codes } = mode;
    if (codes.has(code)) codes.delete(code); else codes.add(code);
    this.context.map?.mark("picked", [...codes]);
    const places = [...codes];
    if (mode.index != null && places.length) edit((s) => { valueOf(s.changes[mode.index]).places = places; });
    else if (mode.index == null && places.length) {
      edit((s) => { s.changes.push({ [mode.kind]: { places, ...standards[mode.kind] } }); });
      mode.index = state.scenario.changes.length - 1;
    } else if (mode.index != null && mode.kind) {
      const { index } = mode;
      mode.index = null;
      edit((s) => { s.changes.splice(index, 1); });
    }
  }
  pickFirst(code) {
    if (this.mode.tool === "diffusion") return this.ready({ diffusion: { from: code, share: 0.1, hours: 2 } });
    this.mode.from = code;
    this.context.map?.mark("picked", [code]);
    this.prompt();
  }
  ready(change) {
    this.stop();
    this.on.add(change);
  }
  /** A line, and the next one goes on from its end. */
  drawLine(from, to) {
    this.mode.last = state.scenario.changes.length;
    edit((s) => { s.changes.push({ link: { from, to, mode: "rail", speedKmh: 350 } }); });
    Object.assign(this.mode, { from: to, chain: true });
    this.on.after(() => {
      if (this.mode?.from !== to) return;
      this.context.map?.mark("picked", [to]);
      this.context.map?.ghost(null);
      this.prompt();
    });
  }

  stop() {
    if (!this.mode) return;
    const { drew, last, index, tool } = this.mode, { map } = this.context;
    this.mode = null;
    map?.pick(false);
    byId("stage").classList.remove("picking");
    this.press(null);
    byId("hint").hidden = true;
    this.on.end(drew && last == null && index == null, (tool === "link" ? last : index) ?? null);
  }
}
