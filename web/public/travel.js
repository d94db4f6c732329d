// Travel: how far every city is from one, how near to an anchor year by year, and what railways changed. The address holds the view.
import * as server from "./server.js";
import { byId, download, drawn, element, place, withMark } from "./dom.js";
import { both, knowAtlas, language, nameOf, say } from "./words.js";
import { GroundMap, accent, graphics, ink } from "./ground.js";
import { flatten } from "./lines.js";
import { LongTable } from "./table.js";
import { grouped, hours as written } from "./numbers.js";
import { city, fail, shell } from "./shell.js";
import { address, control, headed, newest, option, select, settingOf, viewState } from "./view.js";

const modes = ["from", "anchor", "gain"], outside = 9, missing = 8;
const context = { regions: new Map() };
const standards = { mode: "from", from: "420100", year: 0, before: 0, measure: "weightedMeanTime", hours: 3, scenario: "", select: "" };
const { state: view, set, move, settle, standard } = viewState(standards, () => look(), () => { stop(); controls(); look(); });
const ask = newest();
let map = null, table = null, shown = null, playing = null, fitted = false;

/** What hours rest on, as a dot at the seat: full where every ride stands in the timetable, open where a part of the way by train is modelled, none by road. */
const dots = { timetable: ink, laterLine: "#ffffff", roadAndTrain: "#ffffff" };

class TravelMap extends GroundMap {
  paintMarks(pen) {
    super.paintMarks(pen);
    for (const row of view.mode === "from" ? shown?.rows?.values() ?? [] : []) {
      const position = context.regions.get(row.code)?.position;
      if (dots[row.basis] && position && row.code !== view.from) pen.disc(position, 2.2, dots[row.basis], ink, 1);
    }
  }
  stillLayers() {
    return [...super.stillLayers(), ...(this.rails ?? []), ...(this.areas ?? []).map(({ rings, hours }) => [rings, accent, hours === 1 ? 2.2 : 1.3, 0.5 + 0.1 * (4 - hours)])];
  }
}

async function begin() {
  // Of the document that it shares with the atlas it takes the map and the table.
  for (const node of [byId("flows"), byId("chart"), byId("kinds").closest(".switches")]) node.remove();
  shell("travel", { regions: () => context.regions, chosen: (code) => choose(code, true), build });
  const [[atlas, regions, clusters, network, examples, settings, prefectures, borders], opening] = await Promise.all(
    [server.results("atlas", "regions", "clusters", "network", "examples", "settings", "boundaries/prefectures", "boundaries/lines"), server.get("api/opening-years")]);
  knowAtlas(atlas);
  Object.assign(context, { atlas, clusters, network, opening, settings, examples: examples.filter((e) => e.scenario.changes.some((c) => c.link || c.removeLink)), regions,
    lastOpening: Math.max(atlas.year, ...network.links.map((l) => Number(l.opened?.slice(0, 4) ?? 0))) });
  standard({ year: atlas.year, before: opening.result.years[0] });
  if (!modes.includes(view.mode)) view.mode = "from";
  table = new LongTable(byId("table"), { point: (row) => map?.mark("hover", row ? [row.code] : []), choose: (row) => choose(row.code, true) });
  const means = graphics();
  if (means) {
    map = new TravelMap("map", atlas, { pick: (code) => code && choose(code), hover: tip }, means);
    window.hinterland = { view, travel: map, map: map.gl, get shown() { return shown; } };
    await map.draw({ prefectures, borders, clusters, regions: context.regions }, { [outside]: atlas.palette.missing, [missing]: atlas.palette.missing }, outside);
  } else byId("map").classList.add("picture");
  controls();
  await look();
}
function build() {
  controls();
  if (shown) show();
}
/** Planned lines are known to the way to an anchor only. */
const years = () => context.opening.result.years.filter((year) => view.mode === "anchor" || year <= context.lastOpening);

const access = (id) => settingOf(context.settings, "access-changes", id);
/** Whether the measure counts what lies within some hours. */
const within = () => ["daily", "cumulative"].includes(view.measure);
const accessName = () => headed(both(access("measure").choices.find((c) => c.id === view.measure).name)) + (within() ? ` (${view.hours} h)` : "");

function controls() {
  if (!context.atlas) return;
  const choose = (part) => { set(part); controls(); };
  byId("controls").replaceChildren(
    element("div", { class: "group", role: "radiogroup", "aria-label": say("view_travel") }, ...modes.map((mode) => element("button", {
      type: "button", role: "radio", "data-value": mode, "aria-checked": String(mode === view.mode), onclick: () => { stop(); view.mode = mode; choose({ year: Math.min(view.year, years().at(-1)) }); } }, say(`travel_${mode}`)))),
    ...(view.mode === "gain" ? [
      control(access("measure"), view.measure, (measure) => choose({ measure })),
      ...(within() ? [control(access("hours"), view.hours, (hours) => choose({ hours: Number(hours) || 3 }))] : []),
      select("before", say("travelBefore"), years().map((year) => option(String(year), String(year), String(view.before))), (v) => choose({ before: Number(v) })),
      select("scenario", say("travelScenario"), [option("", say("travelNoScenario"), view.scenario), ...context.examples.map((e) => option(e.id, language === "zh" ? e.scenario.nameChinese ?? e.scenario.name : e.scenario.name, view.scenario))],
        (scenario) => choose(scenario ? { scenario, before: view.year } : { scenario }))] : []));
  clock();
}
/** The year under the hand, or played. */
function clock() {
  const output = element("output", {}, String(view.year)), [first, last] = [years()[0], years().at(-1)];
  const slider = element("input", { type: "range", id: "year", min: first, max: last, value: String(view.year), "aria-label": say("year"), oninput: (e) => { stop(); at(Number(e.target.value)); } });
  const at = (year) => { slider.value = String(year); output.textContent = year; move({ year }); };
  byId("years").replaceChildren(
    ...(view.mode === "anchor" ? [element("button", { id: "play", type: "button", "aria-pressed": String(Boolean(playing)), onclick: () => {
      if (playing) return stop();
      if (view.year >= last) at(first);
      playing = setInterval(() => (view.year < last ? at(view.year + 1) : stop()), 600);
      byId("play").textContent = say("travelStop");
    } }, say(playing ? "travelStop" : "travelPlay"))] : []), element("span", {}, String(first)), slider, output);
}
function stop() {
  clearInterval(playing);
  playing = null;
  if (byId("play")) byId("play").textContent = say("travelPlay");
}

/** Asks for what the view needs and shows it; an older answer never replaces a newer one. */
function look() {
  const { mode, from, year, measure, hours, before, scenario } = view;
  return ask(() => mode === "from" ? server.get(`api/travel?${address({ from, year })}`) : mode === "anchor" ? context.opening
    : server.get(`api/access-changes?${address({ measure, hours, before, after: year, language, scenario })}`), (answer) => {
    shown = { mode, year, answer };
    byId("banner").hidden = true;
    show();
  }, fail);
}

/** Rows of the table with the class of each on the map. */
function rows() {
  const { answer: { result }, mode } = shown;
  const listed = ({ code: codes, ...columns }) => codes.map((code, k) => ({ code, ...Object.fromEntries(Object.entries(columns).map(([id, cells]) => [id, cells[k]])) }));
  if (mode === "gain") return result.cities.map((c) => ({ ...c, value: c.gain }));
  const { code, ...columns } = result.places, year = mode === "anchor" ? result.years.indexOf(view.year) : null;
  const shownNow = year == null ? columns : Object.fromEntries(Object.entries(columns).map(([id, years]) => [id, years[year]]));
  return listed({ code, ...shownNow }).filter((r) => context.regions.has(r.code)).map((r) => ({ ...r, value: r.hours }));
}
const name = (code) => nameOf(context.regions.get(code)) || code;
const time = (value) => (value == null ? say("travelNoWay") : written(value));
const swatch = (row) => element("i", { style: `background:${shown.answer.result.classes[row.class]?.colour ?? context.atlas.palette.missing}` });

function show() {
  const list = rows(), { mode, answer: { result } } = shown;
  shown.rows = new Map(list.map((r) => [r.code, r]));
  if (map) {
    Object.assign(map.fills, Object.fromEntries(result.classes.map((c, k) => [k, c.colour])));
    map.colourClasses(new Map(list.map((r) => [r.code, r.class ?? missing])));
    map.areas = mode === "from" ? result.areas.map((a) => ({ hours: a.hours, rings: flatten(a.rings) })) : [];
    map.rails = rails();
    map.layers = { ...map.layers, clusters: mode !== "from" };
    map.follow();
    // At first what lies within a day's reach fills the map.
    if (mode === "from" && !fitted) map.fit(list.filter((r) => r.value != null && r.value <= 5).map((r) => r.code), 0);
    fitted = true;
  }
  // The largest with four digits, and all with as many decimals.
  const most = mode === "gain" ? Math.max(1, ...list.map((r) => Math.max(r.before, r.after))) : 1;
  const measured = (value) => grouped(value, Math.max(0, 3 - Math.floor(Math.log10(most))));
  const places = { head: say("place"), width: "minmax(90px, 1.2fr)", key: (r) => name(r.code), cell: (r) => name(r.code) };
  const timed = { head: say("travelTime"), number: true, width: "minmax(90px, 1fr)", key: (r) => r.value, cell: (r) => element("span", {}, swatch(r), time(r.value)) };
  // What came nearer most stands first, or what is nearest.
  if (table.mode !== mode) table.sort = mode === "anchor" ? { column: 2, down: true } : { column: 1, down: mode === "gain" };
  table.mode = mode;
  const basis = (r) => both(result.bases?.find((b) => b.id === r.basis)?.name) || "–";
  const rests = result.places?.basis ? [{ head: say("travelBasis"), width: "minmax(150px, 1.5fr)", key: basis, cell: basis }] : [];
  table.show(mode === "from" ? [places, timed, ...rests] : mode === "anchor"
    ? [places, timed, { head: say("travelSince", { year: result.years[0] }), number: true, width: "minmax(128px, 1fr)", key: (r) => r.saved, cell: (r) => (r.saved == null ? "–" : written(r.saved)) },
      { head: say("travelAnchor"), key: (r) => (r.anchor ? name(r.anchor) : ""), cell: (r) => (r.anchor ? name(r.anchor) : "–") }]
    : [places, { head: say("travelGain"), number: true, key: (r) => r.value, cell: (r) => element("span", {}, swatch(r), r.value == null ? "–" : `${r.value.toFixed(1)} %`) },
      { head: say("before"), number: true, key: (r) => r.before, cell: (r) => measured(r.before) }, { head: say("after"), number: true, key: (r) => r.after, cell: (r) => measured(r.after) }], list, new Set(marked()));
  title();
  legend();
  selection();
}
const marked = () => (view.mode === "from" ? [view.from, ...(view.select ? [view.select] : [])] : view.select ? [view.select] : []);
/** Railways open by the year, those of the year itself in the accent. */
function rails() {
  const spot = (code) => context.regions.get(code)?.position, line = (stops) => stops.slice(1).map((to, k) => [spot(stops[k]), spot(to)]).filter(([a, b]) => a && b);
  const old = [], fresh = [];
  for (const link of context.network.links) {
    const opened = link.opened ? Number(link.opened.slice(0, 4)) : null;
    if (opened != null && opened > view.year) continue;
    ((view.mode === "gain" ? opened > view.before : opened === view.year) ? fresh : old).push(...line([link.from, link.to]));
  }
  const example = view.mode === "gain" ? context.examples.find((e) => e.id === view.scenario) : null;
  for (const { link } of example?.scenario.changes ?? []) if (link) fresh.push(...line([link.from, link.to]));
  if (view.mode === "anchor") for (const planned of context.network.planned) if (planned.expectedOpening && planned.expectedOpening <= view.year) fresh.push(...line(planned.stops));
  return [[flatten(old), ink, 1, 0.55], [flatten(fresh), accent, 2.2, 0.9]];
}

function title() {
  const { mode, answer } = shown;
  byId("map-title").textContent = mode === "from" ? say("travelTitleFrom", { place: name(view.from), year: view.year })
    : mode === "anchor" ? say(view.year > context.atlas.year ? "travelTitlePlanned" : "travelTitleAnchor", { year: view.year })
      : view.scenario ? say("travelTitleScenario", { measure: accessName(), name: byId("scenario")?.selectedOptions[0]?.text ?? view.scenario, year: view.year })
        : say("travelTitleGain", { measure: accessName(), before: view.before, after: view.year });
  byId("source-line").textContent = `${say("travelSource")} ${(mode === "anchor" ? answer.result.yearNotes[answer.result.years.indexOf(view.year)] : answer.notes).map(both).join(language === "zh" ? "；" : "; ")}${language === "zh" ? "。" : "."}`;
}
function legend() {
  if (context.atlas.inset) byId("inset").src = `api/inset/${language}`;
  byId("inset").hidden = !context.atlas.inset;
  byId("inset").alt = both(context.atlas.insetName);
  const sign = (colour, text) => element("span", {}, element("i", { style: `background:${colour}` }), text);
  const line = (colour, pixels, text) => element("span", {}, element("i", { class: "line", style: `border-top:${pixels}px solid ${colour}` }), text);
  const dot = (colour, text) => element("span", {}, element("i", { class: "dot", style: `background:${colour};border:1px solid ${ink}` }), text);
  byId("legend").replaceChildren(element("div", { class: "scale" }, ...shown.answer.result.classes.map((c) => sign(c.colour, both(c.text))), sign(context.atlas.palette.missing, say("notModelled"))),
    element("div", { class: "scale" }, line(ink, 1, say("travelOpen")), line(accent, 2, view.mode === "gain" ? say(view.scenario ? "travelAdded" : "travelSinceOpen", { year: view.before }) : say(view.mode === "anchor" ? "travelFreshPlanned" : "travelFresh", { year: view.year })), ...(shown.mode === "from" ? [line(accent, 1.3, say("travelAreas"))] : [])),
    ...(shown.mode === "from" && shown.answer.result.places.basis ? [element("div", { class: "scale" }, dot(ink, say("basisPrinted")), dot("#ffffff", say("basisPart")), element("span", {}, say("basisNone")))] : []));
}
/** What is selected, in a sentence; and the people within reach of an anchor. */
function selection() {
  const { mode, answer: { result } } = shown, box = byId("selection"), code = view.select, row = shown.rows.get(code), parts = [];
  const link = (c) => element("a", { href: city(c) }, say("profile"));
  map?.mark("selected", marked());
  const important = [...shown.rows.values()].filter((r) => r.value != null && context.regions.get(r.code)?.position).sort((a, b) => (mode === "gain" ? b.value - a.value : (context.regions.get(b.code).residents?.value ?? 0) - (context.regions.get(a.code).residents?.value ?? 0)));
  map?.names([...new Set([...marked(), ...important.slice(0, 12).map((r) => r.code)])], new Set(marked()));
  if (mode === "from") parts.push(element("p", {}, element("b", {}, name(view.from)), " ", say("travelWithin", Object.fromEntries(result.within.map((w) => [`h${w.hours}`, w.cities]))), " ", link(view.from)));
  if (mode === "anchor") {
    const k = result.years.indexOf(view.year);
    parts.push(element("p", {}, say("travelPeople", { year: view.year, figures: result.figures, list: result.residentsWithin.map((r) => `${r.hours} ${say("hoursUnit")} ${(100 * r.shares[k]).toFixed(1)} %`).join(language === "zh" ? "，" : ", ") })), curve(result, k));
  }
  if (mode === "gain") {
    const [a, b] = result.inequality, [p, q] = result.nearAnchor;
    if (a && b) parts.push(element("p", {}, say("travelSpread", { a: a.theil.toFixed(4), b: b.theil.toFixed(4), g: a.gini.toFixed(4), h: b.gini.toFixed(4), p: (100 * p[1].share).toFixed(1), q: (100 * q[1].share).toFixed(1) })));
  }
  if (code && row && code !== view.from) parts.push(element("p", {}, element("b", {}, name(code)), ` ${mode === "gain" ? (row.value == null ? "–" : `${row.value.toFixed(1)} %`) : time(row.value)}${row.anchor && mode === "anchor" ? ` · ${name(row.anchor)}` : ""}${row.basis ? ` · ${both(result.bases.find((b) => b.id === row.basis)?.name)}` : ""} `, link(code)));
  box.replaceChildren(...parts, element("p", { class: "small" }, say(mode === "from" ? "travelHintFrom" : "travelHint"), mode === "anchor" ? ` ${say("travelAnchors")}` : ""));
  saving();
}
/** Residents within reach of an anchor, over the years. */
function curve({ years, residentsWithin, classes }, k) {
  const n = years.length, x = (i) => 6 + (330 * i) / (n - 1), y = (share) => 78 - 70 * share;
  const label = (at, text, attributes = {}) => drawn("text", { ...at, "font-size": 11, fill: "#33414e", ...attributes }, text);
  const svg = drawn("svg", { viewBox: "0 0 400 96", class: "curve", role: "img", "aria-label": say("travelCurve") },
    drawn("path", { d: "M6 78H336", stroke: "#d5dbe1" }), drawn("path", { d: `M${x(k)} 6V78`, stroke: accent, "stroke-dasharray": "3 3" }),
    label({ x: 6, y: 92 }, String(years[0])), label({ x: 336, y: 92 }, String(years[n - 1]), { "text-anchor": "end" }));
  let lowest = -Infinity;
  residentsWithin.slice(1).reverse().forEach((r, j) => {
    lowest = Math.max(lowest + 12, y(r.shares[n - 1]) + 4); // names keep apart
    svg.append(drawn("path", { d: r.shares.map((s, i) => `${i ? "L" : "M"}${x(i).toFixed(1)} ${y(s).toFixed(1)}`).join(""), fill: "none", stroke: classes[2 - j].colour, "stroke-width": 2 }),
      label({ x: 340, y: lowest }, `${r.hours} ${say("hoursUnit")} ${(100 * r.shares[n - 1]).toFixed(0)} %`));
  });
  return svg;
}
function saving() {
  const head = ["code", "name", shown.mode === "gain" ? "gain_percent" : "hours"], lines = [...shown.rows.values()].map((r) => [r.code, `"${name(r.code).replaceAll('"', '""')}"`, r.value ?? ""].join(","));
  const features = () => JSON.stringify({ type: "FeatureCollection", features: shown.answer.result.areas.map((a) => ({ type: "Feature", properties: { hours: a.hours, from: view.from, year: view.year }, geometry: { type: "MultiLineString", coordinates: a.rings } })) });
  byId("exports").replaceChildren(element("button", { id: "save-csv", type: "button", onclick: () => download(`travel-${shown.mode}-${view.year}.csv`, withMark(`${head.join(",")}\n${lines.join("\n")}\n`), "text/csv") }, say("saveTable")),
    ...(shown.mode === "from" ? [element("button", { id: "save-geojson", type: "button", onclick: () => download(`areas-${view.from}-${view.year}.geojson`, features(), "application/geo+json") }, say("travelSaveAreas"))] : []));
}
/** A click: another place to set off from, or the place to read about. */
function choose(code, fly = false) {
  if (!context.regions.get(code)?.position) return;
  if (view.mode === "from") { set({ from: code, select: "" }); } else {
    settle({ select: view.select === code ? "" : code });
    table.chosen = new Set(marked());
    table.fill();
    table.reveal(code);
    selection();
  }
  if (fly) map?.fly(code);
}
function tip(code, at) {
  const box = byId("tip"), row = shown?.rows.get(code);
  if (!code) { box.hidden = true; return; }
  box.replaceChildren(element("b", {}, name(code)), ` ${!row ? say("notModelled") : shown.mode === "gain" ? (row.value == null ? "–" : `${row.value.toFixed(1)} %`) : `${time(row.value)}, ${view.year}`}`);
  place(box, at);
}
begin().catch(fail);
