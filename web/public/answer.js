// The answer beside the map: the sentence, three figures, winners and losers, clusters, travel times, and what all of it rests on.
import { element } from "./dom.js";
import { both, nameOf, say } from "./words.js";
import { estimate, hours, interval, money, percent, scientific } from "./numbers.js";
import { readings } from "./state.js";

const gain = "#01857a", loss = "#a6611a", ink = "#1f2933";
let charts = [];

/** Rows of an answer by place, in the order of a measure: value with its bounds. */
export function rows(answer, reading, measure) {
  const places = answer?.readings[reading]?.places, columns = places?.[measure];
  return columns ? places.code.map((code, k) => ({ code, index: k, ...cell(columns, k) })) : [];
}
const cell = (column, k) => (Array.isArray(column) ? column[k] : { point: column.point[k], low: column.low?.[k] ?? null, high: column.high?.[k] ?? null });
/** The rows of a table that came as columns. */
const listed = (table) => (Object.values(table)[0] ?? []).map((_, k) => Object.fromEntries(Object.entries(table).map(([name, column]) => [name, cell(column, k)])));

/** Builds the panel once; `update` fills it as answers come. */
export class AnswerPanel {
  constructor(box, context, on) {
    this.box = box;
    this.context = context;
    this.on = on;
    this.status = { state: "none" };
  }
  build() {
    for (const chart of charts) chart.dispose();
    this.sentence = element("p", { id: "sentence", "aria-live": "polite" });
    this.interval = element("div", { id: "interval" });
    this.error = element("div", { id: "refused", role: "alert", hidden: true });
    this.figures = element("div", { id: "figures" });
    this.compare = element("div", { id: "compare" });
    this.readings = element("table", { id: "three", class: "plain" });
    const chartBox = (id, title) => element("figure", { id }, element("figcaption", {}, element("b", {}, say(title)), element("span", { class: "of" })), element("div", { class: "bars" }));
    this.winners = chartBox("winners", "winners");
    this.losers = chartBox("losers", "losers");
    this.clusters = element("table", { id: "clusters", class: "plain" });
    this.sectors = element("div", { id: "sectors" });
    this.travel = element("div", { id: "travel" });
    this.rest = element("div", { id: "rest" });
    this.box.replaceChildren(
      this.error, this.sentence, this.interval, this.figures, this.compare,
      element("h3", {}, say("readingsTitle"), element("small", {}, say("readingsNote"))), this.readings,
      element("div", { class: "two" }, this.winners, this.losers),
      element("h3", {}, say("clusters")), element("div", { class: "scroll" }, this.clusters), element("p", { class: "small" }, say("clustersNote")),
      this.sectors, this.travel, this.rest);
    charts = [this.winners, this.losers].map((figure) => {
      const chart = echarts.init(figure.querySelector(".bars"), null, { renderer: "svg" });
      chart.on("click", (event) => event.data?.code && this.on.select(event.data.code));
      chart.on("mouseover", (event) => event.data?.code && this.on.point(event.data.code));
      chart.on("mouseout", () => this.on.point(null));
      return chart;
    });
  }
  resize() { for (const chart of charts) chart.resize(); }

  /** @param full false while a hand drags: only what changes is written. */
  update(answer, { measure, reading }, { full = true, pinned = null } = {}) {
    const { regions } = this.context;
    const chosen = answer?.readings[reading];
    this.error.hidden = true;
    this.box.classList.toggle("empty", !answer);
    if (!chosen) {
      this.sentence.textContent = (answer?.unanswered[reading] && both(answer.unanswered[reading])) ?? say("nothing");
      return;
    }
    this.sentence.textContent = both(chosen.sentence);
    const list = rows(answer, reading, measure);
    const up = list.filter((r) => r.point > 1e-9).sort((a, b) => b.point - a.point).slice(0, 10);
    const down = list.filter((r) => r.point < -1e-9).sort((a, b) => a.point - b.point).slice(0, 10);
    const box = (value, text) => element("div", { class: "figure" }, element("b", {}, percent(value?.point)),
      element("i", { class: value && value.low == null ? "word" : "" }, value ? interval(value.low, value.high) || this.intervalWord() : ""), element("span", {}, text));
    const incomes = rows(answer, reading, "income");
    const best = incomes.reduce((a, b) => (b.point > (a?.point ?? 1e-9) ? b : a), null);
    this.figures.replaceChildren(
      box(chosen.national.welfare, say("nationalWelfare")), box(chosen.national.realGDP, say("nationalProduct")),
      box(best, best ? say("largestGain", { place: nameOf(regions.get(best.code)) }) : say("nobody")));
    const year = answer.inputs.year;
    for (const [chart, figure, bars, colour] of [[charts[0], this.winners, up, gain], [charts[1], this.losers, down, loss]]) {
      figure.querySelector(".of").textContent = say("changeOf", { measure: say(measure + "Long"), year });
      this.bars(chart, bars, colour, figure);
    }
    this.readingTable(answer, reading);
    this.clusterTable(chosen);
    this.comparison(answer, pinned, { measure, reading });
    if (!full) return;
    this.sectorTable(chosen);
    this.travelTable(answer);
    this.foundations(answer, chosen);
  }
  intervalWord() { return ["starting", "running", "waiting"].includes(this.status.state) ? say("intervalComing") : say("noInterval"); }

  bars(chart, list, colour, figure) {
    const { regions } = this.context;
    figure.classList.toggle("none", list.length === 0);
    if (!list.length) { chart.clear(); figure.querySelector(".bars").dataset.none = say("nobody"); return; }
    const names = list.map((r) => nameOf(regions.get(r.code)));
    const height = list.length * 24 + 8, box = chart.getDom();
    if (chart.getHeight() !== height || chart.getWidth() !== box.clientWidth) {
      box.style.height = `${height}px`;
      chart.resize({ height, width: "auto" });
    }
    chart.setOption({
      animationDuration: 150, animationDurationUpdate: 150, animation: !matchMedia("(prefers-reduced-motion: reduce)").matches,
      aria: { enabled: true },
      textStyle: { fontFamily: "inherit", fontSize: 14 },
      grid: { left: 86, right: 68, top: 2, bottom: 2 },
      xAxis: { type: "value", show: false, min: 0, max: Math.max(...list.map((r) => 100 * Math.max(Math.abs(r.point), Math.abs(r.low ?? 0), Math.abs(r.high ?? 0)))) },
      yAxis: { type: "category", data: names, inverse: true, axisLine: { show: false }, axisTick: { show: false }, axisLabel: { color: ink, fontSize: 14, width: 80, overflow: "truncate", interval: 0, margin: 6 } },
      series: [
        { type: "bar", barWidth: 13, cursor: "pointer", itemStyle: { color: colour },
          data: list.map((r) => ({ value: 100 * Math.abs(r.point), code: r.code })) },
        { type: "custom", silent: true, z: 5, data: list.map((r, k) => [k, r.low, r.high]), encode: { x: [], y: 0 }, renderItem: (params, api) => {
          const row = list[params.dataIndex], area = params.coordSys, y = api.coord([0, params.dataIndex])[1];
          const number = { type: "text", style: { text: percent(row.point), x: area.x + area.width + 66, y, textAlign: "right", textVerticalAlign: "middle", fill: ink, fontSize: 14 } };
          if (row.low == null) return { type: "group", children: [number] };
          const sign = row.point < 0 ? -1 : 1, at = (value) => Math.min(area.x + area.width, api.coord([Math.max(0, 100 * sign * value), params.dataIndex])[0]);
          return { type: "group", children: [number, { type: "line", shape: { x1: at(row.low), y1: y, x2: at(row.high), y2: y }, style: { stroke: ink, lineWidth: 1.4 } }] };
        } },
      ],
    }, { replaceMerge: ["series"] });
  }

  readingTable(answer, shown) {
    this.readings.replaceChildren(
      element("thead", {}, element("tr", {}, ...["", "welfareShort", "productShort", "fallsShort"].map((w) => element("th", { scope: "col" }, w && say(w))))),
      element("tbody", {}, ...readings.map((name) => {
        const r = answer.readings[name];
        const twoLines = (e) => [percent(e.point), element("i", {}, interval(e.low, e.high))];
        const cells = r ? [twoLines(r.national.welfare), twoLines(r.national.realGDP), String(r.losers)] : [answer.unanswered[name] ? both(answer.unanswered[name]) : "…", "", ""];
        return element("tr", { class: name === shown ? "shown" : "" },
          element("th", { scope: "row" }, element("button", { type: "button", class: "text", onclick: () => this.on.read(name) }, say(name))),
          ...cells.map((c) => element("td", {}, ...[c].flat())));
      })));
  }

  clusterTable(chosen) {
    const names = new Map(this.context.clusters.map((c) => [c.id, c]));
    const list = listed(chosen.clusters).sort((a, b) => (b.level?.point ?? -9) - (a.level?.point ?? -9));
    this.clusters.replaceChildren(
      element("thead", {}, element("tr", {}, ...["cluster", "level", "gap", "population"].map((w) => element("th", { scope: "col" }, say(w))))),
      element("tbody", {}, ...list.map((c) => element("tr", {},
        element("th", { scope: "row" }, nameOf(names.get(c.id))), element("td", {}, estimate(c.level)),
        element("td", {}, c.gapBefore == null ? "–" : `${c.gapBefore.toFixed(3)} → ${c.gapAfter.toFixed(3)}`), element("td", {}, percent(c.population.point))))));
  }

  /** Workers by sector, of all places together; nothing in the first model. */
  sectorTable(chosen) {
    this.sectors.replaceChildren();
    const sectors = listed(chosen.sectors), revenue = chosen.levyRevenue?.point;
    if (!sectors.length) return;
    this.sectors.append(
      element("h3", {}, say("sectorsTitle")),
      element("table", { class: "plain" }, element("tbody", {},
        ...sectors.map((s) => element("tr", {}, element("th", { scope: "row" }, nameOf(s)), element("td", {}, estimate(s.workers)))),
        ...(revenue ? [element("tr", {}, element("th", { scope: "row" }, say("levyRevenue")), element("td", {}, `${money(revenue / 1e8)} ${say("moneyUnit")}`))] : []))));
  }

  travelTable(answer) {
    const { regions } = this.context;
    this.travel.replaceChildren();
    const pairs = listed(answer.hoursSaved);
    if (!pairs.length) return;
    const name = (code) => nameOf(regions.get(code));
    this.travel.append(
      element("h3", {}, say("travel")), element("p", { class: "small" }, say("pairs", { n: answer.pairsChanged.toLocaleString("en-US") })),
      element("table", { class: "plain" },
        element("thead", {}, element("tr", {}, ...["", "before", "after", "saved"].map((w) => element("th", { scope: "col" }, w && say(w))))),
        element("tbody", {}, ...pairs.slice(0, 8).map((p) => element("tr", {},
          element("th", { scope: "row" }, `${name(p.from)} – ${name(p.to)}`), element("td", {}, hours(p.before)), element("td", {}, hours(p.after)), element("td", {}, hours(p.saved)))))));
  }

  foundations(answer, chosen) {
    const { basis, uniqueness } = answer;
    const facts = [say("basis", { ...basis, residual: scientific(chosen.residual), inversion: scientific(basis.inversionResidual) })];
    if (uniqueness.starts > 0) facts.push(say("startsAgree", { n: uniqueness.starts, x: scientific(uniqueness.largestDifference) }));
    this.rest.replaceChildren(
      ...chosen.jobsSaid.map((j) => element("p", {}, both(j))),
      element("p", {}, `${say("cost")}: ${both(answer.cost.text)}`),
      ...(answer.notes.length ? [element("h3", {}, say("remarks")), element("ul", {}, ...answer.notes.map((r) => element("li", {}, both(r))))] : []),
      element("h3", {}, say("why")),
      element("p", {}, facts.join(" ")), element("p", {}, both(answer.label)), element("p", {}, answer.model.kind === "whole" ? say("wholeModel", { closure: both(answer.model.closure) }) : say("closed")),
      element("p", {}, element("button", { type: "button", class: "text", onclick: () => this.on.tab("about") }, say("about") + " →")));
  }

  comparison(answer, pinned, { measure, reading }) {
    this.compare.replaceChildren();
    if (!pinned?.answer?.readings[reading]) return;
    const { regions } = this.context;
    const [a, b] = [pinned.answer.readings[reading], answer.readings[reading]];
    const top = (ans) => {
      const list = rows(ans, reading, measure);
      return list.reduce((x, y) => (Math.abs(y.point) > Math.abs(x?.point ?? 0) ? y : x), null);
    };
    const [ta, tb] = [top(pinned.answer), top(answer)];
    const line = (text, x, y) => element("tr", {}, element("th", { scope: "row" }, text), element("td", {}, x), element("td", {}, y));
    const most = (t) => (t ? `${nameOf(regions.get(t.code))} ${percent(t.point)}` : "–");
    this.compare.append(
      element("h3", {}, say("comparedWith", { name: pinned.name })),
      element("table", { class: "plain" },
        element("thead", {}, element("tr", {}, ...["", "pinned", "live"].map((w) => element("th", { scope: "col" }, w && say(w))))),
        element("tbody", {},
          line(say("nationalWelfare"), estimate(a.national.welfare), estimate(b.national.welfare)),
          line(say("nationalProduct"), estimate(a.national.realGDP), estimate(b.national.realGDP)),
          line(say("falls"), String(a.losers), String(b.losers)), line(say(measure + "Long"), most(ta), most(tb)))),
      element("div", { class: "buttons" }, element("span", {}, say("mapShows")),
        ...["live", "pinned", "difference"].map((what) => element("button", {
          type: "button", "aria-pressed": String(this.on.shows() === what), onclick: () => this.on.show(what) }, say(what))),
        element("button", { type: "button", onclick: () => this.on.sideBySide() }, say("sideBySide"))));
  }

  /** How the draws stand. */
  draws(status) {
    this.status = status;
    this.interval.replaceChildren();
    for (const word of this.figures.querySelectorAll(".word")) word.textContent = this.intervalWord();
    const button = (word, act) => element("button", { type: "button", class: "text", onclick: act }, say(word));
    const say_ = (text, ...more) => this.interval.append(element("span", {}, text), ...more);
    this.interval.className = status.state;
    if (status.state === "starting") say_(say("starting"), element("progress", {}), button("cancel", () => this.on.cancelDraws()));
    else if (status.state === "waiting") say_(say("waiting", { n: status.before }), button("cancel", () => this.on.cancelDraws()));
    else if (status.state === "running") {
      say_(say("drawing", { done: status.done, total: status.total, left: status.secondsLeft }),
        element("progress", { max: status.total, value: status.done }), button("cancel", () => this.on.cancelDraws()));
    } else if (status.state === "cancelled") say_(say("drawsCancelled"), button("drawAgain", () => this.on.draw()));
    else if (status.state === "failed") say_(status.message, button("drawAgain", () => this.on.draw()));
    else if (status.state === "done") say_(say("drawsDone", { n: status.answer.draws?.answered ?? 0, seed: status.answer.draws?.seed ?? 1 }));
  }

  refused(error, undo) {
    this.error.hidden = false;
    this.error.replaceChildren(element("b", {}, say("refused")), element("p", {}, error.message), element("p", { class: "small" }, say("lastGood")),
      element("button", { type: "button", onclick: undo }, say("takeBack")));
  }
}

/** What the answer depends on: a bar for each assumption. */
export function influenceChart(answer, context) {
  const list = listed(answer?.draws?.influences ?? {});
  if (!list.length) return [];
  const about = new Map(context.parameters.map((p) => [p.name, p]));
  return [
    element("h3", {}, say("influences")),
    element("p", { class: "small" }, say("influencesNote", { place: nameOf(context.regions.get(answer.draws.largestChange)), chance: answer.basis.chance.toFixed(2) })),
    element("table", { class: "plain influences" }, element("tbody", {}, ...list.map((i) => {
      const value = i.onLargestChange, width = Math.abs(value) * 50;
      return element("tr", {}, element("th", { scope: "row" }, both(about.get(i.parameter)?.meaning) || i.parameter),
        element("td", {}, element("span", { class: "track" }, element("i", { style: `width:${width}%;${value < 0 ? `right:50%;background:${loss}` : `left:50%;background:${gain}`}` }))),
        element("td", {}, (value < 0 ? "−" : "+") + Math.abs(value).toFixed(2)));
    }))),
  ];
}
