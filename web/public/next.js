// Which line next: railways ranked by what they would do, on the map and as a list; a click says more, and builds one in the scenario.
import * as server from "./server.js";
import { byId, element } from "./dom.js";
import { language, nameOf, say } from "./words.js";
import { estimate, hours, percent } from "./numbers.js";
import { state } from "./state.js";

export class NextLines {
  /** @param on propose(lines) draws them, card(...content) shows one, build(changes) puts one into the scenario, legend() */
  constructor(context, on) {
    this.context = context;
    this.on = on;
    this.shown = false;
    this.aim = "welfare";
    this.kind = "pairs";
    this.lines = [];
    this.asked = 0;
  }
  show(yes) {
    this.shown = yes;
    byId("next").hidden = !yes;
    this.lines = [];
    this.on.propose([]);
    if (yes) this.build();
    this.on.legend();
  }
  /** The box: what is wanted, which lines, and the list. Asked anew where the language or the reading changes. */
  build() {
    if (!this.shown) return;
    const choice = (id, value, options, act) => element("select", { id, "aria-label": say(id), onchange: (e) => { act(e.target.value); this.build(); } },
      ...options.map(([key, text]) => element("option", { value: key, selected: key === value }, text)));
    const name = (cluster) => (language === "zh" ? cluster.name : cluster.nameEnglish);
    const clusters = this.context.clusters.flatMap((c) => [[`level ${c.id}`, say("aimLevel", { cluster: name(c) })], [`gap ${c.id}`, say("aimGap", { cluster: name(c) })]]);
    this.list = element("div", { class: "list" }, element("p", { class: "small" }, say("searching")));
    byId("next").replaceChildren(
      choice("nextAim", this.aim, [["welfare", say("aimWelfare")], ["theil", say("aimTheil")], ...clusters], (v) => { this.aim = v; }),
      choice("nextKind", this.kind, [["pairs", say("kindPairs")], ["existing", say("kindExisting")], ["planned", say("kindPlanned")]], (v) => { this.kind = v; }), this.list);
    this.search();
  }
  async search() {
    const asked = ++this.asked, [objective, cluster] = this.aim.split(" "), { reading } = state.view;
    this.reading = reading;
    const query = new URLSearchParams({ objective, ...(cluster ? { cluster } : {}), candidates: this.kind, reading, draws: 20, language });
    try {
      const found = await server.get(`api/links?${query}`);
      if (asked !== this.asked || !this.shown) return;
      this.lines = found.result.links.map((line) => ({ ...line, gain: line.gain.point, interval: line.gain }));
      this.found = { ...found.inputs, ...found.result };
      this.fill();
    } catch (error) {
      if (asked !== this.asked) return;
      this.lines = [];
      this.list.replaceChildren(element("p", { class: "error", role: "alert" }, error.message));
    }
    this.on.propose(this.lines);
  }
  fill() {
    const { found } = this, unit = found.objective === "theil" ? "" : " %";
    this.list.replaceChildren(
      element("ol", {}, ...this.lines.map((line, index) => element("li", {}, element("button", { type: "button", class: "link", onclick: () => this.card(index) }, line.name), " ",
        element("b", {}, percent(line.gain, unit)), " ", element("small", { title: say("nextRank"), style: "white-space: nowrap" }, line.rankLow === line.rankHigh ? `${line.rankLow}` : `${line.rankLow}–${line.rankHigh}`)))),
      element("p", { class: "small" }, `${found.objective === "theil" ? `${say("nextTheil")} ` : ""}${say("nextNote", { n: found.screened, draws: found.answeredDraws })}`));
  }
  card(index) {
    const line = this.lines[index], { regions } = this.context;
    if (!line) return;
    const row = (head, text) => element("tr", {}, element("th", { scope: "row" }, head), element("td", {}, text));
    const theil = this.found.objective === "theil", loser = regions.get(line.largestLoser);
    this.on.card(element("b", {}, line.name), element("table", { class: "plain" }, element("tbody", {},
      row(`${say("nextGain")}${theil ? " × 100" : ""}`, theil ? estimate(line.interval).replaceAll(" %", "") : estimate(line.interval)),
      row(say("nextRank"), `${line.rank} (${line.rankLow}–${line.rankHigh}), ${say("bestIn", { share: Math.round(100 * line.bestShare) })}`),
      row(say("nextWelfare"), estimate(line.nationalWelfare)), row(say("nextHours"), `${hours(line.hoursBefore)} → ${hours(line.hoursAfter)}`),
      row("km", String(Math.round(line.km))),
      row(say("nextLosers"), `${line.losers}${loser ? `, ${nameOf(loser)} ${percent(line.largestLoss)}` : ""}`))),
      ...(line.assumptions.length ? [element("p", { class: "small" }, line.assumptions.join("; "))] : []),
      element("p", { class: "small" }, say("modelled")),
      element("div", { class: "buttons" }, element("button", { type: "button", onclick: () => this.on.build(this.changes(line)) }, say("build"))));
  }
  /** The line as changes of a scenario. */
  changes(line) {
    return line.stops.slice(1).map((to, k) => ({ link: { from: line.stops[k], to, mode: "rail", speedKmh: Math.round(line.speedKmh), lengthKm: Math.ceil(10 * line.segmentsKm[k]) / 10 } }));
  }
}
