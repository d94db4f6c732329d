// What is said about one place or one line: the tip under the pointer and the card of what is selected.
import { byId, element, place } from "./dom.js";
import { both, language, nameOf, say } from "./words.js";
import { estimate, money, percent, people, plain } from "./numbers.js";
import { edit, measures, state } from "./state.js";
import { answers, shownColumns } from "./answers.js";
import { rows } from "./answer.js";

const webLink = (url) => (/^https?:/.test(url) ? element("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, url) : url);
export const sourceList = (sources) => sources.map((s) => [element("b", {}, s.id), ` ${s.title} `, webLink(s.url)]);

export class Cards {
  /** @param on select(code), add(change, options): what the buttons of a card do */
  constructor(context, on) {
    this.context = context;
    this.on = on;
    this.selected = null;
  }

  /** What is known of a place, as elements: its name, what the map shows of it, its figures with year, status and source. */
  facts(code) {
    const { regions, atlas } = this.context, region = regions.get(code);
    if (!region) return [];
    const column = shownColumns(), k = column ? column.codes.indexOf(code) : -1;
    const facts = [element("b", {}, nameOf(region)), element("small", {}, ` ${both(region.province)}`)];
    if (!region.modelled && k < 0) {
      facts.push(element("p", {}, region.level === "carved" ? say("carved", { place: both(region.province) }) : `${say("notModelled")}: ${both(region.reason) || "–"}`));
      return facts;
    }
    const { measure, shows } = state.view;
    if (k >= 0) {
      const text = shows === "difference" ? percent(column.point[k], ` ${say("points")}`) : estimate({ point: column.point[k], low: column.low?.[k], high: column.high?.[k] });
      facts.push(element("p", {}, element("b", {}, text), ` ${say(measure + "Long")}, ${say("change", { year: atlas.year })}, ${say("modelled")}`));
    }
    const figure = (f, words) => element("p", { class: "small" }, `${words} (${say(f.status)}; ${say("source")} ${f.sources.join(", ")})`);
    if (region.product) facts.push(figure(region.product, say("gdpOf", { year: region.product.year, value: money(region.product.value) })));
    if (region.residents) facts.push(figure(region.residents, say("residentsOf", { year: region.residents.year, value: people(region.residents.value) })));
    return facts;
  }

  /** Under the pointer; while a line is drawn also how far it would be. */
  tip(code, point, drawnFrom) {
    const tip = byId("tip");
    if (!code || (this.selected === code && !drawnFrom)) { tip.hidden = true; return; }
    tip.replaceChildren(...this.facts(code));
    if (drawnFrom && drawnFrom !== code) {
      const km = this.context.map?.straight(drawnFrom, code);
      if (km) tip.append(element("p", { class: "small" }, say("straight", { km: Math.round(km) })));
    }
    place(tip, point);
  }

  select(code) {
    this.selected = code ?? null;
    byId("tip").hidden = true;
    this.context.map?.mark("selected", this.selected ? [this.selected] : []);
    this.update();
  }
  /** The card of the selected place, as things now stand. */
  update() {
    const code = this.selected, { regions } = this.context, region = code && regions.get(code);
    if (!region) { byId("card").hidden = true; return; }
    const facts = this.facts(code);
    if (region.modelled || rows(answers.live, state.view.reading, "income").some((r) => r.code === code)) facts.splice(2, 1, this.measuresOf(code));
    const named = new Set([...(region.product?.sources ?? []), ...(region.residents?.sources ?? [])]);
    if (region.flags.length) facts.push(element("p", { class: "small" }, `${say("flagged")}: ${region.flags.map(both).join("; ")}`));
    if (named.size) {
      const list = sourceList(this.context.atlas.sources.filter((s) => named.has(s.id)));
      facts.push(element("details", {}, element("summary", {}, say("sources")), ...list.map((parts) => element("p", { class: "small" }, ...parts))));
    }
    this.show(() => this.on.select(null), ...facts);
  }
  measuresOf(code) {
    const answer = answers.live, { reading, measure: shown } = state.view;
    const line = (head, text, name = "") => element("tr", { class: name }, element("th", { scope: "row" }, head), element("td", {}, text));
    const lines = measures.map((measure) => {
      const row = rows(answer, reading, measure).find((r) => r.code === code);
      return line(say(measure + "Long"), row ? estimate(row) : "–", measure === shown ? "shown" : "");
    });
    const chosen = answer?.readings[reading], k = chosen?.places.code.indexOf(code) ?? -1, ranks = answer?.draws?.ranks;
    if (k >= 0) chosen.sectorWorkers.forEach((workers, j) => lines.push(line(say("workersIn", { sector: both(this.context.atlas.sectors[j].name) }), percent(workers[k]))));
    if (ranks && k >= 0) lines.push(line(say("rank"), `${ranks.rank[k]} (${ranks.rankLow[k]}–${ranks.rankHigh[k]})`));
    return element("table", { class: "plain" }, element("tbody", {}, ...lines));
  }

  /** Whatever else is to be said on the card. */
  content(...content) {
    byId("tip").hidden = true;
    this.selected = null;
    this.context.map?.mark("selected", []);
    this.show(() => this.hide(), ...content);
  }

  /** A railway that exists, or a planned line, with what can be done to it. */
  line(kind, index) {
    this.content(...(kind === "rail" ? this.railway(this.context.network.links[index]) : this.plannedLine(this.context.network.planned[index])));
  }
  railway(link) {
    const name = (code) => nameOf(this.context.regions.get(code)), ends = { from: link.from, to: link.to, mode: "rail" };
    const length = link.lengthKm ? { lengthKm: link.lengthKm } : {};
    const facts = [link.opened ? say("opened", { day: link.opened }) : say("openedUnknown"), link.designSpeedKmh ? say("design", { v: link.designSpeedKmh }) : say("designUnknown"),
      link.lengthKm ? say(link.lengthIsEstimated ? "kmEstimated" : "km", { v: plain(link.lengthKm) }) : "", `${say("source")} ${link.source}`];
    return [element("b", {}, link.line), element("p", {}, `${name(link.from)} – ${name(link.to)}`), small(facts), element("div", { class: "buttons" },
      this.act("upgrade", () => this.on.add({ link: { ...ends, speedKmh: 350, ...length } })),
      this.act("takeAway", () => this.on.add({ removeLink: ends }, { open: false })))];
  }
  plannedLine(line) {
    const facts = [say("planned", { year: line.expectedOpening ?? "?" }), line.designSpeedKmh ? say("design", { v: line.designSpeedKmh }) : "",
      line.lengthKm ? say("km", { v: line.lengthKm }) : "", `${say("source")} ${line.source}`];
    const links = line.stops.slice(1).map((to, k) => ({ from: line.stops[k], to, mode: "rail", speedKmh: line.designSpeedKmh ?? 350 }));
    if (links.length === 1 && line.lengthKm) links[0].lengthKm = line.lengthKm;
    return [element("b", {}, language === "zh" ? line.line : line.lineEnglish || line.line), small(facts), element("div", { class: "buttons" },
      this.act("build", () => edit((s) => { s.changes.push(...links.map((link) => ({ link }))); })))];
  }
  act(word, run) {
    return element("button", { type: "button", onclick: () => { this.hide(); run(); } }, say(word));
  }

  show(close, ...content) {
    byId("card").replaceChildren(element("button", { type: "button", class: "x", "aria-label": say("close"), onclick: close }, "×"), ...content);
    byId("card").hidden = false;
  }
  hide() { byId("card").hidden = true; }
}

const small = (facts) => element("p", { class: "small" }, facts.filter(Boolean).join(" · "));
