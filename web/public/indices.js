// Indices: a ranking by a recipe with the ranks each place might as well have, weights that move under the hand, and why a place stands where it stands.
import * as server from "./server.js";
import { byId, download, element, tableFiles, withMark } from "./dom.js";
import { both, language, say } from "./words.js";
import { address, control, option, select, settingOf, viewState } from "./view.js";
import { fail, shell } from "./shell.js";

const context = { regions: new Map() };
const nothing = { year: "", group: "", weights: "", place: "", chart: "" };
const { state, set, settle } = viewState({ recipe: "city-development", ...nothing }, () => ask(), () => build());
/** The user's table; null for the atlas. */
let table = null;
let scrolledTo = null;
/** The newest answer: what was asked, the result, what is said of it. */
let shown = null, inFlight = false, waiting = null, pause = 0;

async function begin() {
  shell("indices", { regions: () => context.regions, chosen: (code) => set({ place: code }), build });
  const [regions, recipes, settings] = await server.results("regions", "recipes", "settings");
  Object.assign(context, { recipes, settings, regions });
  build();
}
const recipe = () => context.recipes.find((r) => r.recipe === state.recipe) ?? context.recipes[0];

/** The frame, once a recipe; what is asked fills it. */
function build() {
  if (!context.recipes) return;
  const row = [select("recipe", say("recipeOf"), context.recipes.map((r) => option(r.recipe, both(r.name), state.recipe)), (recipe) => { table = null; settle({ ...nothing, recipe }); build(); })];
  const setting = (id) => settingOf(context.settings, "indices", id);
  if (!table && recipe().groups && recipe().ready) {
    // Of the atlas there are the groups that measures know.
    row.push(control(settingOf(context.settings, "measurements", "group"), state.group, (group) => set({ group, place: "" })));
  }
  row.push(control(setting("year"), state.year, (year) => set({ year })));
  row.push(element("label", { class: "file" }, `${say("ownTable")} `, element("input", { id: "own", type: "file", accept: tableFiles, onchange: (e) => open(e.target.files[0]) })));
  if (table) row.push(element("button", { id: "atlas-again", type: "button", onclick: () => { table = null; build(); } }, say("backToAtlas")));
  byId("page").replaceChildren(element("h1", {}, say("view_indices")), element("p", {}, say("indicesIntro")), element("div", { id: "controls", class: "asking" }, ...row),
    element("p", { class: "small", id: "note" }, both(recipe().note)),
    element("div", { id: "index" }, element("section", { id: "ranks" }), element("aside", { id: "beside" }, element("div", { id: "sliders" }), element("div", { id: "told" }))), element("div", { id: "drawn" }), element("div", { id: "exports" }));
  ask();
}
async function open(file) {
  if (!file) return;
  if (file.size > 1 << 20) { refuse(new Error(`${file.name}: ${say("tableTooLarge")}`)); return; }
  table = { name: file.name.slice(0, 150), content: await file.arrayBuffer() };
  Object.assign(state, nothing);
  build();
}

const charts = ["ranking", "heat", "obstacles", "bump", "radar"];
const asked = (more) => address({ recipe: state.recipe, weights: state.weights, year: state.year, group: state.group, language, ...more, name: table?.name });
/** One question at a time: what comes while one is under way waits, and only the last of those is asked. */
async function ask(rough = false) {
  clearTimeout(pause);
  if (inFlight) { waiting = rough; return; }
  inFlight = true;
  try {
    const query = asked(rough ? { format: "page", samples: 200, sensitivity: 0 } : { format: "page", place: state.place, charts: charts.join(",") });
    const found = await (table ? server.indexTable(table.content, query) : server.get(`api/indices?${query}`));
    // While a hand moves a weight the ranking follows it; charts and tables stay as they were.
    if (waiting !== false) { shown = rough && shown ? { ...found, page: { ...found.page, charts: shown.page.charts, tables: shown.page.tables } } : found; show(rough); }
  } catch (error) {
    if (waiting !== false) refuse(error);
  }
  inFlight = false;
  if (waiting !== null) { const next = waiting; waiting = null; ask(next); } else if (rough) pause = setTimeout(() => ask(), 350);
}
function refuse(error) {
  shown = null;
  for (const id of ["sliders", "told", "drawn", "exports"]) byId(id).replaceChildren();
  byId("ranks").replaceChildren(element("p", { class: "refusal", role: "alert" }, error.message));
}

function show(rough) {
  ranking(shown);
  if (rough) { percentages(); return; }
  sliders();
  const explained = shown.inputs.place != null;
  byId("told").replaceChildren(explained ? element("button", { type: "button", id: "all-places", onclick: () => set({ place: "" }) }, say("allPlacesAgain")) : "", ...shown.page.tables.map(section));
  pictures(explained);
  exports();
}

function ranking({ inputs, page, notes }) {
  const { places, timeSeries } = page, grouped = places.some((p) => p.group), place = inputs.place ?? state.place;
  const most = Math.max(2, ...places.map((p) => p.among)), at = (rank) => (100 * (rank - 1)) / (most - 1);
  const bar = ({ rank, tier, rankInterval: { low, high } = { low: rank, high: rank } }) => element("td", { class: "bar" },
    element("span", { class: `reach tier${tier}`, style: `left:${at(low)}%;width:calc(${at(high) - at(low)}% + 6px)` }), element("i", { style: `left:${at(rank)}%` }));
  const number = (text) => element("td", { class: "n" }, text);
  // One place through the years has no rank; heads of numbers stand as their cells do.
  const columns = [
    [timeSeries || grouped, "groupColumn", (p) => element("td", {}, timeSeries ? [p.period, p.group].filter(Boolean).join(" · ") : p.group)],
    [!timeSeries, "rankColumn", (p) => number(String(p.rank)), "n"],
    [true, "placeColumn", (p) => element("th", { scope: "row" }, element("button", { type: "button", class: "plain" }, p.name))],
    [!timeSeries, "mightBe", bar],
    [!timeSeries, "intervalColumn", (p) => number(p.rankInterval ? `${p.rankInterval.low}–${p.rankInterval.high}` : "–"), "n"],
    [true, "scoreColumn", (p) => number(p.score >= 10 ? p.score.toFixed(2) : p.score.toFixed(4)), "n"],
    [!timeSeries, "tierColumn", (p) => number(String(p.tier)), "n"],
  ].filter(([wanted]) => wanted);
  const rows = places.map((p) => element("tr", { "data-code": p.id, class: p.id === place ? "chosen" : null, onclick: () => set({ place: p.id === place ? "" : p.id }),
    title: p.rankInterval ? say("rowTitle", { name: p.name, ...p.rankInterval, n: inputs.samples, stays: Math.round(100 * p.tierShare) }) : null }, ...columns.map(([, , cell]) => cell(p))));
  const before = document.querySelector(".window-ranks")?.scrollTop;
  byId("ranks").replaceChildren(element("h2", {}, both(page.heading)), element("div", { class: "window-ranks" }, element("table", {},
    element("thead", {}, element("tr", {}, ...columns.map(([, name, , style]) => element("th", { scope: "col", class: style ?? null }, say(name))))), element("tbody", {}, ...rows))),
    ...notes.map((n) => element("p", { class: "small" }, both(n))));
  // Where one was looking one looks on; a place that was asked for is brought into sight once.
  const box = document.querySelector(".window-ranks"), chosen = box.querySelector("tr.chosen");
  if (before != null) box.scrollTop = before;
  if (chosen && (before == null || scrolledTo !== state.place)) box.scrollTop = Math.max(0, chosen.offsetTop - box.clientHeight / 2);
  scrolledTo = state.place;
}

/** Weights under the hand: shares of all, moved one by one. */
function sliders() {
  const { timeSeries, indicators } = shown.page;
  if (timeSeries || indicators.some((i) => !i.weights.length)) { byId("sliders").replaceChildren(); return; }
  const rows = indicators.map((i) => element("label", {}, element("span", {}, both(i.name)), element("input", { type: "range", min: 0, max: 100, step: 1, value: String(Math.round(100 * i.weights[0])), "data-id": i.id, oninput: moved }), element("output", { "data-id": i.id }, `${(100 * i.weights[0]).toFixed(1)} %`)));
  byId("sliders").replaceChildren(element("h3", {}, say("weightsTitle")), ...rows, state.weights ? element("button", { type: "button", id: "own-weights", onclick: () => set({ weights: "" }) }, say("recipeWeights")) : element("p", { class: "small" }, say("weightsHint")));
}
function moved() {
  const values = [...byId("sliders").querySelectorAll("input")].map((input) => `${input.dataset.id}:${input.value}`);
  if (values.every((v) => v.endsWith(":0"))) return; // somebody must count
  state.weights = values.join(",");
  settle();
  ask(true);
}
function percentages() { for (const i of shown.page.indicators) { const out = byId("sliders").querySelector(`output[data-id="${CSS.escape(i.id)}"]`); if (out) out.textContent = `${(100 * i.weights[0]).toFixed(1)} %`; } }

function section(t) {
  const numeric = t.columns.map((_, k) => t.rows.every((r) => /^[+−\-–∞\d.(]/.test(r[k] ?? "") || r[k] === ""));
  const cell = (tag, text, k) => element(tag, { class: numeric[k] ? "n" : null }, text);
  return element("section", { class: "measured" }, t.title ? element("h3", {}, t.title) : null,
    t.columns.length ? element("div", { class: "wide" }, element("table", { class: "three-line" }, element("thead", {}, element("tr", {}, ...t.columns.map((c, k) => cell("th", c, k)))),
      element("tbody", {}, ...t.rows.map((r) => element("tr", {}, ...r.map((c, k) => cell("td", c, k))))))) : null, ...t.notes.map((n) => element("p", { class: "small" }, n)));
}
function pictures(explained) {
  const known = charts.filter((c) => shown.page.charts[c]);
  if (!known.length) { byId("drawn").replaceChildren(); return; }
  const chosen = known.includes(state.chart) ? state.chart : explained && known.includes("radar") ? "radar" : known[0];
  const figure = element("figure", { class: "picture", id: "picture" });
  figure.innerHTML = shown.page.charts[chosen]; // written by the server, every text in it escaped
  for (const mark of figure.querySelectorAll("[data-code]")) mark.addEventListener("click", () => set({ place: mark.dataset.code }));
  byId("drawn").replaceChildren(element("div", { class: "asking", role: "group", "aria-label": say("chart") }, ...known.map((c) => element("button", { type: "button", "data-chart": c, "aria-pressed": String(c === chosen), onclick: () => { settle({ chart: c }); pictures(explained); } }, say(`chart_${c}`)))), figure);
}

/** How the same is had elsewhere. */
function exports() {
  const quoted = (v) => (/[^\w.\-,:/=]/.test(v) ? `'${v.replaceAll("'", "'\\''")}'` : v);
  const flags = [["table", table?.name], ["year", state.year], ["group", state.group], ...state.weights.split(",").filter(Boolean).map((w) => ["weight", w.replace(":", "=")])];
  const command = `hinterland index ${state.place ? `explain ${state.place} --recipe ${state.recipe}` : `run ${state.recipe}`}${flags.filter(([, v]) => v).map(([k, v]) => ` --${k} ${quoted(v)}`).join("")}`;
  const save = (format, ending, type) => element("button", { type: "button", "data-format": format, onclick: async () => {
    const query = asked({ format });
    const found = await (table ? server.indexTableText(table.content, query) : server.text(`api/indices?${query}`));
    download(`${state.recipe}.${ending}`, format === "csv" ? withMark(found) : found, type);
  } }, say(`save_${format}`));
  byId("exports").replaceChildren(element("code", { id: "command" }, command), save("csv", "csv", "text/csv"), save("latex", "tex", "application/x-latex"), save("html", "html", "text/html"), save("json", "json", "application/json"));
}
begin().catch(fail);
