// Indices: a ranking by a recipe with the ranks each place might as well have, weights that move under the hand, and why a place stands where it stands.
import * as server from "./server.js";
import { byId, download, element } from "./dom.js";
import { both, language, say } from "./words.js";
import { fail, shell } from "./shell.js";

const context = { regions: new Map() };
const query = new URLSearchParams(location.search);
const view = { recipe: query.get("recipe") ?? "city-development", year: query.get("year") ?? "", group: query.get("group") ?? "", weights: query.get("weights") ?? "", place: query.get("place") ?? "", chart: query.get("chart") ?? "" };
/** The user's table; null for the atlas. */
let table = null;
let scrolledTo = null;
let shown = null, asked = 0, inFlight = false, waiting = null, settle = 0;
const address = (parts) => new URLSearchParams(Object.entries(parts).filter(([, value]) => value !== "" && value != null));

async function begin() {
  shell("indices", { regions: () => context.regions, chosen: (code) => set({ place: code }), build });
  const [regions, recipes] = await Promise.all([server.result("api/regions"), server.get("api/recipes")]);
  Object.assign(context, { recipes, regions: new Map(regions.map((r) => [r.code, r])) });
  build();
}
const recipe = () => context.recipes.find((r) => r.recipe === view.recipe) ?? context.recipes[0];
function remember() { history.replaceState(null, "", `?${address({ ...view, language })}`); }
function set(part) {
  Object.assign(view, part);
  remember();
  ask();
}

/** The frame, once a recipe; what is asked fills it. */
function build() {
  if (!context.recipes) return;
  const option = (value, text, chosen) => element("option", { value, selected: value === chosen }, text);
  const select = (id, label, options, change) => element("label", {}, `${say(label)} `, element("select", { id, onchange: (e) => change(e.target.value) }, ...options));
  const row = [select("recipe", "recipeOf", context.recipes.map((r) => option(r.recipe, both(r.name), view.recipe)), (v) => { Object.assign(view, { recipe: v, year: "", group: "", weights: "", place: "", chart: "" }); table = null; remember(); build(); })];
  if (!table && recipe().groups && recipe().ready) row.push(select("group", "groupBy", ["", "province", "cluster", "anchor"].map((g) => option(g, g ? say(`group_${g}`) : "–", view.group)), (v) => set({ group: v, place: "" })));
  row.push(element("label", {}, `${say("yearOf")} `, element("input", { id: "year", value: view.year, placeholder: table ? say("column_year") : "2019-2023", style: "width:100px", onchange: (e) => set({ year: e.target.value.trim() }) })));
  row.push(element("label", { class: "file" }, `${say("ownTable")} `, element("input", { id: "own", type: "file", accept: ".csv,.txt,text/csv", onchange: (e) => open(e.target.files[0]) })));
  if (table) row.push(element("button", { id: "atlas-again", type: "button", onclick: () => { table = null; build(); } }, say("backToAtlas")));
  byId("page").replaceChildren(element("h1", {}, say("view_indices")), element("p", {}, say("indicesIntro")), element("div", { id: "controls", class: "asking" }, ...row),
    element("p", { class: "small", id: "note" }, both(recipe().note)),
    element("div", { id: "index" }, element("section", { id: "ranks" }), element("aside", { id: "beside" }, element("div", { id: "sliders" }), element("div", { id: "told" }))), element("div", { id: "drawn" }), element("div", { id: "exports" }));
  ask();
}
async function open(file) {
  if (!file) return;
  if (file.size > 1 << 20) { refuse(new Error(`${file.name}: ${say("tableTooLarge")}`)); return; }
  table = { name: file.name.slice(0, 150), text: await file.text() };
  Object.assign(view, { group: "", year: "", place: "", weights: "" });
  build();
}

const charts = ["ranking", "heat", "obstacles", "bump", "radar"];
const request = (more) => {
  const parts = address({ recipe: view.recipe, weights: view.weights, year: view.year, group: view.group, language, ...more });
  return table ? server.indexTable(table.text, (parts.set("name", table.name), parts)) : server.get(`api/indices?${parts}`);
};
/** One question at a time: what comes while one is under way waits, and only the last of those is asked. */
async function ask(rough = false) {
  clearTimeout(settle);
  if (inFlight) { waiting = rough; return; }
  inFlight = true;
  const mine = ++asked;
  try {
    const found = await request(rough ? { samples: 200 } : { samples: 1000, sensitivity: 256, place: view.place, charts: charts.join(",") });
    if (mine === asked) { shown = rough && shown ? { ...found, charts: shown.charts, tables: shown.tables } : found; show(rough); }
  } catch (error) {
    if (mine === asked) refuse(error);
  }
  inFlight = false;
  if (waiting !== null) { const next = waiting; waiting = null; ask(next); } else if (rough) settle = setTimeout(() => ask(), 350);
}
function refuse(error) {
  shown = null;
  for (const id of ["sliders", "told", "drawn", "exports"]) byId(id).replaceChildren();
  byId("ranks").replaceChildren(element("p", { class: "refusal", role: "alert" }, error.message));
}

function show(rough) {
  ranking();
  if (rough) { percentages(); return; }
  sliders();
  const explained = view.place !== "" && shown.places.some((p) => p.code === view.place);
  byId("told").replaceChildren(explained ? element("button", { type: "button", id: "all-places", onclick: () => set({ place: "" }) }, say("allPlacesAgain")) : "", ...shown.tables.map(section));
  pictures(explained);
  exports();
}

function ranking() {
  const grouped = shown.places.some((p) => p.group), lead = (p) => (shown.timeSeries ? [p.period, p.group].filter(Boolean).join(" · ") : grouped ? p.group : null);
  const most = Math.max(2, ...shown.places.map((p) => p.among));
  const bar = (p) => {
    const at = (rank) => `${(100 * (rank - 1)) / (most - 1)}%`, low = p.low ?? p.rank, high = p.high ?? p.rank;
    return element("td", { class: "bar" }, element("span", { class: `reach tier${p.tier}`, style: `left:${at(low)};width:calc(${(100 * (high - low)) / (most - 1)}% + 6px)` }), element("i", { style: `left:${at(p.rank)}` }));
  };
  const head = [lead(shown.places[0]) != null ? say("groupColumn") : null, shown.timeSeries ? null : say("rankColumn"), say("placeColumn"), shown.timeSeries ? null : say("mightBe"), shown.timeSeries ? null : say("intervalColumn"), say("scoreColumn"), shown.timeSeries ? null : say("tierColumn")].filter((c) => c != null);
  const rows = shown.places.map((p) => element("tr", { "data-code": p.code, class: p.code === view.place ? "chosen" : null, onclick: () => set({ place: p.code === view.place ? "" : p.code }), title: p.low ? say("rowTitle", { name: p.name, low: p.low, high: p.high, n: shown.samples, stays: Math.round(100 * p.stays) }) : null },
    lead(p) != null ? element("td", {}, lead(p)) : null, shown.timeSeries ? null : element("td", { class: "n" }, String(p.rank)), element("th", { scope: "row" }, element("button", { type: "button", class: "plain" }, p.name)),
    shown.timeSeries ? null : bar(p), shown.timeSeries ? null : element("td", { class: "n" }, p.low ? `${p.low}–${p.high}` : "–"), element("td", { class: "n" }, p.score >= 10 ? p.score.toFixed(2) : p.score.toFixed(4)), shown.timeSeries ? null : element("td", { class: "n" }, String(p.tier))));
  const before = document.querySelector(".window-ranks")?.scrollTop;
  byId("ranks").replaceChildren(element("h2", {}, shown.heading), element("div", { class: "window-ranks" }, element("table", {}, element("thead", {}, element("tr", {}, ...head.map((c) => element("th", { scope: "col", class: ["rankColumn", "intervalColumn", "scoreColumn", "tierColumn"].some((w) => say(w) === c) ? "n" : null }, c)))), element("tbody", {}, ...rows))), ...shown.notes.map((n) => element("p", { class: "small" }, n)));
  // Where one was looking one looks on; a place that was asked for is brought into sight once.
  const box = document.querySelector(".window-ranks"), chosen = box.querySelector("tr.chosen");
  if (before != null) box.scrollTop = before;
  if (chosen && (before == null || scrolledTo !== view.place)) box.scrollTop = Math.max(0, chosen.offsetTop - box.clientHeight / 2);
  scrolledTo = view.place;
}

/** Weights under the hand: shares of all, moved one by one. */
function sliders() {
  if (shown.timeSeries || shown.indicators.some((i) => i.weight == null)) { byId("sliders").replaceChildren(); return; }
  const rows = shown.indicators.map((i) => element("label", {}, element("span", {}, both(i.name)), element("input", { type: "range", min: 0, max: 100, step: 1, value: String(Math.round(100 * i.weight)), "data-id": i.id, oninput: moved }), element("output", { "data-id": i.id }, `${(100 * i.weight).toFixed(1)} %`)));
  byId("sliders").replaceChildren(element("h3", {}, say("weightsTitle")), ...rows, view.weights ? element("button", { type: "button", id: "own-weights", onclick: () => set({ weights: "" }) }, say("recipeWeights")) : element("p", { class: "small" }, say("weightsHint")));
}
function moved() {
  const values = [...byId("sliders").querySelectorAll("input")].map((input) => `${input.dataset.id}:${input.value}`);
  if (values.every((v) => v.endsWith(":0"))) return; // somebody must count
  view.weights = values.join(",");
  remember();
  ask(true);
}
function percentages() { for (const i of shown.indicators) { const out = byId("sliders").querySelector(`output[data-id="${CSS.escape(i.id)}"]`); if (out) out.textContent = `${(100 * i.weight).toFixed(1)} %`; } }

function section(t) {
  const numeric = t.columns.map((_, k) => t.rows.every((r) => /^[+−\-–∞\d.(]/.test(r[k] ?? "") || r[k] === ""));
  const cell = (tag, text, k) => element(tag, { class: numeric[k] ? "n" : null }, text);
  return element("section", { class: "measured" }, t.title ? element("h3", {}, t.title) : null,
    t.columns.length ? element("div", { class: "wide" }, element("table", { class: "three-line" }, element("thead", {}, element("tr", {}, ...t.columns.map((c, k) => cell("th", c, k)))),
      element("tbody", {}, ...t.rows.map((r) => element("tr", {}, ...r.map((c, k) => cell("td", c, k))))))) : null, ...t.notes.filter((n) => !shown.notes.includes(n)).map((n) => element("p", { class: "small" }, n)));
}
function pictures(explained) {
  const known = charts.filter((c) => shown.charts[c]);
  if (!known.length) { byId("drawn").replaceChildren(); return; }
  const chosen = known.includes(view.chart) ? view.chart : explained && shown.charts.radar ? "radar" : known[0];
  const figure = element("figure", { class: "picture", id: "picture" });
  figure.innerHTML = shown.charts[chosen]; // written by the server, every text in it escaped
  for (const mark of figure.querySelectorAll("[data-code]")) mark.addEventListener("click", () => set({ place: mark.dataset.code }));
  byId("drawn").replaceChildren(element("div", { class: "asking", role: "group", "aria-label": say("chart") }, ...known.map((c) => element("button", { type: "button", "data-chart": c, "aria-pressed": String(c === chosen), onclick: () => { view.chart = c; remember(); pictures(explained); } }, say(`chart_${c}`)))), figure);
}

/** How the same is had elsewhere. */
function exports() {
  const quoted = (v) => (/[^\w.\-,:/=]/.test(v) ? `'${v.replaceAll("'", "'\\''")}'` : v);
  const flags = [["table", table?.name], ["year", view.year], ["group", view.group], ...view.weights.split(",").filter(Boolean).map((w) => ["weight", w.replace(":", "=")])];
  const command = `hinterland index ${view.place ? `explain ${view.place} --recipe ${view.recipe}` : `run ${view.recipe}`}${flags.filter(([, v]) => v).map(([k, v]) => ` --${k} ${quoted(v)}`).join("")}`;
  const parts = (format) => address({ recipe: view.recipe, weights: view.weights, year: view.year, group: view.group, language, format, sensitivity: 256 });
  const save = (format, ending, type) => element("button", { type: "button", "data-format": format, onclick: async () => {
    const found = table ? await server.indexTableText(table.text, (() => { const p = parts(format); p.set("name", table.name); return p; })()) : await server.text(`api/indices?${parts(format)}`);
    download(`${view.recipe}.${ending}`, found, type);
  } }, say(`save_${format}`));
  byId("exports").replaceChildren(element("code", { id: "command" }, command), save("csv", "csv", "text/csv"), save("latex", "tex", "application/x-latex"), save("html", "html", "text/html"), save("json", "json", "application/json"));
}
begin().catch(fail);
