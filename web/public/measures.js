// Measures: pictures of the atlas to begin with, then any measure of its figures or of a table of one's own. The address holds what is asked of the atlas.
import * as server from "./server.js";
import { byId, download, element } from "./dom.js";
import { both, language, say } from "./words.js";
import { city, fail, shell } from "./shell.js";

const context = { regions: new Map() };
const query = new URLSearchParams(location.search);
/** What is asked; without a measure the pictures to begin with stand here. */
const view = { measure: query.get("measure") ?? "", indicator: query.get("indicator") ?? "", level: query.get("level") ?? "", group: query.get("group") ?? "", weight: query.get("weight") ?? "", year: query.get("year") ?? "", places: query.get("places") ?? "", variant: query.get("variant") ?? "" };
/** The user's table: its text, its columns and which of them means what; null for the atlas. */
let table = null;
let shown = null, asked = 0;

/** Questions that the bundled figures answer, each a picture. */
const first = [
  { measure: "theil", group: "province", weight: "resident_population", year: "2019-2023" }, { measure: "kernelRidges", year: "2019-2023" },
  { measure: "rankSize", indicator: "gdp" }, { measure: "markov", level: "province", indicator: "gdp_per_resident" },
  { measure: "deviationEllipse", indicator: "gdp" }, { measure: "sigmaConvergence", level: "province", indicator: "gdp_per_resident", year: "2010-2019" },
];
const address = (parts) => new URLSearchParams(Object.entries(parts).filter(([, value]) => value));

async function begin() {
  shell("measures", { regions: () => context.regions, chosen: (code) => location.assign(city(code)), build });
  const [atlas, regions, indicators, measures] = await Promise.all(["atlas", "regions", "indicators", "measures"].map((name) => server.result(`api/${name}`)));
  Object.assign(context, { atlas, indicators, measures, regions: new Map(regions.map((r) => [r.code, r])) });
  build();
}
const told = (id) => context.measures.find((m) => m.measure === id);

function build() {
  if (!context.measures) return;
  const page = byId("page");
  page.replaceChildren(element("h1", {}, say("view_measures")), element("p", {}, say("measuresIntro")), controls(), element("div", { id: "answer" }));
  if (view.measure) ask(); else gallery();
}
function remember() { history.replaceState(null, "", `?${address({ ...view, language })}`); }
function set(part) {
  Object.assign(view, part);
  remember();
  build();
}

function controls() {
  const option = (value, text, chosen) => element("option", { value, selected: value === chosen }, text);
  const select = (id, label, options, change) => element("label", {}, `${say(label)} `, element("select", { id, onchange: (e) => change(e.target.value) }, ...options));
  const families = [...new Set(context.measures.map((m) => m.family.en))];
  const row = [select("measure", "measureOf", [option("", say("pickMeasure"), view.measure), ...families.map((family) => element("optgroup", { label: both(context.measures.find((m) => m.family.en === family).family) },
    ...context.measures.filter((m) => m.family.en === family).map((m) => option(m.measure, both(m.name), view.measure))))], (v) => set({ measure: v }))];
  const file = element("label", { class: "file" }, `${say("ownTable")} `, element("input", { id: "own", type: "file", accept: ".csv,.txt,text/csv", onchange: (e) => open(e.target.files[0]) }));
  const example = element("button", { id: "example", type: "button", onclick: tryExample }, say("inventedTable"));
  if (table) {
    const columns = (chosen) => [option("", "–", chosen), ...table.columns.map((c) => option(c, c, chosen))];
    for (const name of ["value", "factors", "outputs", "undesirable", "group", "weight", "id", "year", "sector", "longitude", "latitude", "population", "product"]) {
      if (!asks(view.measure, name)) continue;
      row.push(["value", "factors", "outputs", "undesirable"].includes(name) ? element("label", {}, `${say(name === "value" && view.measure === "slacksBased" ? "column_inputs" : `column_${name}`)} `, element("input", { id: name, list: "columns", value: table.chosen[name] ?? "", placeholder: name === "value" ? say("valuePattern") : "a,b", onchange: (e) => choose({ [name]: e.target.value }) }),
        name === "value" ? element("datalist", { id: "columns" }, ...table.columns.map((c) => element("option", { value: c }))) : null) : select(name, `column_${name}`, columns(table.chosen[name]), (v) => choose({ [name]: v })));
    }
    row.push(element("button", { id: "atlas-again", type: "button", onclick: () => { table = null; build(); } }, say("backToAtlas")));
  } else if (view.measure) {
    const levels = ["prefecture", "province"], panel = !["specialisation", "growth", "complexity", "links", "composite"].includes(family());
    if (panel) {
      row.push(select("indicator", "indicator", [option("real_gdp", say("realGDPChained"), view.indicator), ...context.indicators.map((i) => option(i.id, both(i.name), view.indicator || "gdp_per_resident"))], (v) => set({ indicator: v, year: "" })));
      row.push(select("level", "levelOf", levels.map((l) => option(l, say(`level_${l}`), view.level || "prefecture")), (v) => set({ level: v, year: "" })));
      if (!["convergence"].includes(family()) && view.measure !== "deviationEllipse") row.push(select("group", "groupBy", ["", "province", "cluster", "anchor"].map((g) => option(g, g ? say(`group_${g}`) : "–", view.group)), (v) => set({ group: v })));
      if (family() === "inequality") row.push(select("weight", "weightBy", [option("", say("weight_none"), view.weight), option("resident_population", say("weight_residents"), view.weight)], (v) => set({ weight: v })));
    }
    row.push(element("label", {}, `${say("yearOf")} `, element("input", { id: "year", value: view.year, placeholder: "2019-2023", style: "width:100px", onchange: (e) => set({ year: e.target.value.trim() }) })));
    if (family() === "links") row.push(element("label", {}, `${say("placesOf")} `, element("input", { id: "places", value: view.places, placeholder: "Beijing,Tianjin", onchange: (e) => set({ places: e.target.value.trim() }) })));
  }
  if (view.measure === "shiftShare") row.push(select("variant", "variantOf", ["dunn", "estebanMarquillas", "arcelus", "dynamic", "gerfin"].map((v) => option(v, v, view.variant || "dunn")), (v) => set({ variant: v })));
  return element("div", { id: "controls", class: "asking" }, ...row, file, example);
}
const family = () => ({ Inequality: "inequality", Convergence: "convergence", "City systems": "citySystem", "Economic complexity": "complexity", "Links of cities": "links", "Growth taken apart": "growth", "Subsystems, factors, efficiency": "composite" })[told(view.measure)?.family.en] ?? "specialisation";
/** Whether a measure takes a column of this kind. */
function asks(measure, column) {
  const kind = family(), sectors = ["specialisation", "growth", "complexity"].includes(kind);
  if (column === "value" || column === "id") return true;
  if (column === "factors") return measure === "geodetector";
  if (["outputs", "undesirable"].includes(column)) return measure === "slacksBased";
  if (kind === "composite") return column === "year";
  if (column === "year") return kind !== "links";
  if (column === "sector") return sectors;
  if (["longitude", "latitude"].includes(column)) return measure === "deviationEllipse" || kind === "links";
  if (["population", "product"].includes(column)) return kind === "links" || measure === "clusterIndex";
  if (column === "weight") return kind === "inequality" || measure === "clusterIndex" || measure === "kernelRidges";
  return kind === "inequality" || kind === "citySystem";
}

async function open(file) {
  if (!file) return;
  if (file.size > 1 << 20) { refuse(new Error(`${file.name}: ${say("tableTooLarge")}`)); return; }
  use(file.name, await file.text());
}
async function tryExample() {
  const name = "example-industries.csv";
  view.measure = "economicComplexity";
  use(name, await server.text(name), { id: "city", sector: "industry", value: "workers" });
}
/** Takes a table; the server reads it, the page only needs the names of its columns. */
function use(name, text, chosen = {}) {
  const head = text.replace(/^\uFEFF/, "").split(/\r?\n/, 1)[0], mark = [",", ";", "\t"].sort((a, b) => head.split(b).length - head.split(a).length)[0];
  table = { name, text, columns: head.split(mark).map((c) => c.trim().replace(/^"|"$/g, "")).filter(Boolean).slice(0, 300), chosen };
  if (!view.measure) view.measure = "gini";
  build();
}
function choose(part) {
  Object.assign(table.chosen, part);
  build();
}

async function ask() {
  const mine = ++asked, box = byId("answer");
  box.replaceChildren(element("p", { class: "small" }, say("computing")));
  try {
    const parts = table ? { measure: view.measure, name: table.name.slice(0, 150), ...table.chosen, variant: view.variant } : view;
    const found = table ? await server.measureTable(table.text, address({ ...parts, language })) : await server.get(`api/measurements?${address({ ...parts, language })}`);
    if (mine !== asked) return;
    shown = found;
    show(box, found);
  } catch (error) {
    if (mine === asked) refuse(error);
  }
}
/** The way to ask on: a refusal names the cure. */
function refuse(error) { byId("answer").replaceChildren(element("p", { class: "refusal", role: "alert" }, error.message)); }

function show(box, found) {
  const picture = found.picture ? element("figure", { class: "picture", id: "picture" }) : null;
  if (picture) picture.innerHTML = found.picture; // written by the server, every text in it escaped
  box.replaceChildren(element("h2", {}, both(found.name), " ", element("small", {}, [both(found.summary), both(found.about)].filter(Boolean).join(" · "))), picture,
    ...found.tables.map((t) => section(t)), exports(found));
}
function section(t) {
  const numeric = t.columns.map((_, k) => t.rows.every((r) => /^[+−\-–∞\d.(]/.test(r[k] ?? "") || r[k] === ""));
  const cell = (tag, text, k) => element(tag, { class: numeric[k] ? "n" : null }, text);
  return element("section", { class: "measured" }, t.title ? element("h3", {}, t.title) : null,
    element("div", { class: "wide" }, element("table", {}, element("thead", {}, element("tr", {}, ...t.columns.map((c, k) => cell("th", c, k)))),
      element("tbody", {}, ...t.rows.map((r) => element("tr", {}, ...r.map((c, k) => cell("td", c, k))))))),
    t.count > t.rows.length ? element("p", { class: "small" }, say("rowsCut", { n: t.rows.length, all: t.count })) : null, ...t.notes.map((n) => element("p", { class: "small" }, n)));
}
/** How the same is had elsewhere. */
function exports(found) {
  const flags = table ? { table: table.name, ...table.chosen } : { indicator: view.indicator, level: view.level, group: view.group, weight: view.weight, year: view.year };
  const quoted = (v) => (/[^\w.\-,:/]/.test(v) ? `'${v.replaceAll("'", "'\\''")}'` : v);
  const { factors = "", ...plain } = flags;
  const command = `hinterland measure ${found.measure}${[...Object.entries(plain), ...factors.split(",").map((f) => ["factor", f.trim()])].filter(([, v]) => v).map(([k, v]) => ` --${k} ${quoted(v)}`).join("")}${view.places.split(",").filter(Boolean).map((p) => ` --place ${quoted(p)}`).join("")}`;
  const csv = (t) => [t.columns, ...t.rows].map((r) => r.map((c) => (/[",\n]/.test(c) ? `"${c.replaceAll('"', '""')}"` : c)).join(",")).join("\n");
  return element("div", { id: "exports" }, element("code", { id: "command" }, command),
    element("button", { type: "button", onclick: () => download(`${found.measure}.json`, JSON.stringify(found.result, null, 1), "application/json") }, "JSON"),
    element("button", { type: "button", onclick: () => download(`${found.measure}.csv`, csv(found.tables[0]), "text/csv") }, "CSV"),
    found.picture ? element("button", { type: "button", onclick: () => download(`${found.measure}.svg`, found.picture, "image/svg+xml") }, "SVG") : null,
    element("button", { type: "button", onclick: () => { table = null; set({ measure: "", indicator: "", level: "", group: "", weight: "", year: "", places: "" }); } }, say("allMeasures")));
}

/** What the figures show at first sight; each picture opens its measure. */
function gallery() {
  const mine = ++asked;
  const cards = first.map((parts) => {
    const figure = element("div", { class: "picture" }, element("p", { class: "small" }, say("computing")));
    const card = element("article", { class: "card", "data-measure": parts.measure }, element("h2", {}, both(told(parts.measure).name), " ", element("small", {}, both(told(parts.measure).summary))),
      figure, element("p", { class: "small" }, element("a", { href: `measures?${address({ ...parts, language })}` }, say("openMeasure"))));
    server.get(`api/measurements?${address({ ...parts, language })}`).then((found) => {
      if (mine === asked) figure.innerHTML = found.picture ?? "";
    }).catch((error) => figure.replaceChildren(element("p", { class: "small" }, error.message)));
    return card;
  });
  const space = element("article", { class: "card" }, element("h2", {}, say("industrySpace"), " ", element("small", {}, both(told("relatedness").summary))),
    element("p", {}, say("noIndustries")), element("p", {}, element("button", { type: "button", onclick: tryExample }, say("inventedTable"))));
  byId("answer").replaceChildren(element("div", { class: "cards pictures" }, ...cards, space));
}
begin().catch(fail);
