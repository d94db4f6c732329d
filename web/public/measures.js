// Measures: pictures of the atlas to begin with, then any measure of its figures or of a table of one's own. The address holds what is asked of the atlas;
// what a measure takes is what the server says it takes.
import * as server from "./server.js";
import { byId, download, element, tableFiles, withMark } from "./dom.js";
import { both, language, say } from "./words.js";
import { city, fail, shell } from "./shell.js";
import { address, control, newest, option, select, viewState } from "./view.js";

const context = { regions: new Map() };
const { state, set, settle } = viewState({}, () => build()), ask = newest();
/** The user's table: its bytes, its columns and which of them means what; null for the atlas. */
let table = null;

/** Questions that the bundled figures answer, each a picture. */
const first = ({ year, roles: { product, residents } }) => [
  { measure: "theil", group: "province", weight: residents, year: `${year - 4}-${year}` }, { measure: "kernelRidges", year: `${year - 4}-${year}` },
  { measure: "rankSize", indicator: product }, { measure: "markov", level: "province" },
  { measure: "deviationEllipse", indicator: product }, { measure: "sigmaConvergence", level: "province", year: `${year - 13}-${year - 4}` },
];

async function begin() {
  shell("measures", { regions: () => context.regions, chosen: (code) => location.assign(city(code)), build });
  const [atlas, regions, indicators, measures] = await server.results("atlas", "regions", "indicators", "measures");
  Object.assign(context, { atlas, indicators, measures, regions });
  build();
}
const told = (id) => context.measures.find((m) => m.measure === id);
/** What the shown measure can be told of the table or of the atlas; files cannot be sent along. */
const taken = () => {
  const measure = told(state.measure);
  return measure ? [...((table ? measure.ofTable : measure.ofAtlas) ?? []), ...measure.settings].filter((s) => s.kind !== "file") : [];
};
const given = () => (table ? table.chosen : state);

function build() {
  if (!context.measures) return;
  byId("page").replaceChildren(element("h1", {}, say("view_measures")), element("p", {}, say("measuresIntro")), controls(), element("div", { id: "answer" }));
  if (state.measure) question(); else gallery();
}
function choose(part) {
  Object.assign(given(), part);
  if (table) build(); else set(part);
}

function controls() {
  const families = [...new Set(context.measures.map((m) => m.familyId))];
  const row = [select("measure", say("measureOf"), [option("", say("pickMeasure"), state.measure), ...families.map((id) => {
    const members = context.measures.filter((m) => m.familyId === id);
    return element("optgroup", { label: both(members[0].family) }, ...members.map((m) => option(m.measure, both(m.name), state.measure)));
  })], (measure) => set({ measure }))];
  const offers = table ? { column: table.columns } : { indicator: context.indicators, first: [["real_gdp", say("realGDPChained")]] };
  for (const setting of taken()) row.push(control(setting, given()[setting.id] ?? "", (value) => choose({ [setting.id]: value }), offers));
  if (table) {
    row.push(element("datalist", { id: "columns" }, ...table.columns.map((c) => element("option", { value: c }))),
      element("button", { id: "atlas-again", type: "button", onclick: () => { table = null; build(); } }, say("backToAtlas")));
  }
  row.push(element("label", { class: "file" }, `${say("ownTable")} `, element("input", { id: "own", type: "file", accept: tableFiles, onchange: (e) => open(e.target.files[0]) })),
    element("button", { id: "example", type: "button", onclick: tryExample }, say("inventedTable")));
  return element("div", { id: "controls", class: "asking" }, ...row);
}

async function open(file) {
  if (!file) return;
  if (file.size > 1 << 20) { refuse(new Error(`${file.name}: ${say("tableTooLarge")}`)); return; }
  await use(file.name, await file.arrayBuffer());
}
async function tryExample() {
  const name = "example-industries.csv";
  state.measure = "economicComplexity";
  await use(name, await server.text(name), { id: "city", sector: "industry", value: "workers" });
}
/** Takes a table; the server reads it, whatever its form and encoding, and says what its columns are. */
async function use(name, content, chosen = {}) {
  try {
    const { columns } = await server.columns(content, address({ name: name.slice(0, 150) }));
    table = { name, content, columns: columns.slice(0, 300), chosen };
  } catch (error) { refuse(error); return; }
  if (!state.measure) state.measure = "gini";
  build();
}

/** What was said of the shown measure, by what it takes. */
const said = () => Object.fromEntries(taken().map((s) => [s.id, given()[s.id]]).filter(([, value]) => value));
const sent = (parts) => address({ ...parts, name: table.name.slice(0, 150), language });
const asked = (parts) => server.get(`api/measurements?${address({ ...parts, language })}`);
/** Intervals and tests in the pictures to begin with rest on fewer samples than the standard. */
const fewer = { replications: 200, permutations: 199 };
function question() {
  settle();
  byId("answer").replaceChildren(element("p", { class: "small" }, say("computing")));
  const parts = { measure: state.measure, ...said() };
  ask(() => (table ? server.measureTable(table.content, sent(parts)) : asked(parts)), show, refuse);
}
/** The way to ask on: a refusal names the cure. */
function refuse(error) { byId("answer").replaceChildren(element("p", { class: "refusal", role: "alert" }, error.message)); }

function show(found) {
  const picture = found.page.picture ? element("figure", { class: "picture", id: "picture" }) : null;
  if (picture) picture.innerHTML = found.page.picture; // written by the server, every text in it escaped
  byId("answer").replaceChildren(element("h2", {}, both(found.page.name), " ", element("small", {}, [both(found.page.summary), both(found.page.about)].filter(Boolean).join(" · "))), picture,
    ...found.page.tables.map((t) => section(t)), exports(found));
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
  const quoted = (v) => (/[^\w.\-,:/]/.test(v) ? `'${v.replaceAll("'", "'\\''")}'` : v), values = said();
  const flags = taken().filter((s) => values[s.id]).flatMap((s) => (s.repeated ? values[s.id].split(",").filter(Boolean).map((v) => ` --${s.repeated} ${quoted(v.trim())}`)
    : s.kind === "flag" ? [` --${s.id}`] : [` --${s.id} ${quoted(values[s.id])}`]));
  const command = `hinterland measure ${state.measure}${table ? ` --table ${quoted(table.name)}` : ""}${flags.join("")}`;
  const parts = { measure: state.measure, ...said(), format: "csv" };
  const csv = async () => download(`${state.measure}.csv`, withMark(await (table ? server.measureTableText(table.content, sent(parts)) : server.text(`api/measurements?${address({ ...parts, language })}`))), "text/csv");
  return element("div", { id: "exports" }, element("code", { id: "command" }, command),
    element("button", { type: "button", onclick: () => download(`${state.measure}.json`, JSON.stringify(found.result, null, 1), "application/json") }, "JSON"),
    element("button", { type: "button", "data-format": "csv", onclick: csv }, "CSV"),
    found.page.picture ? element("button", { type: "button", onclick: () => download(`${state.measure}.svg`, found.page.picture, "image/svg+xml") }, "SVG") : null,
    element("button", { type: "button", onclick: () => { table = null; set(Object.fromEntries(Object.keys(state).map((key) => [key, ""]))); } }, say("allMeasures")));
}

/** What the figures show at first sight; each picture opens its measure. */
function gallery() {
  const cards = first(context.atlas).map((parts) => {
    const figure = element("div", { class: "picture" }, element("p", { class: "small" }, say("computing")));
    newest()(() => asked({ ...parts, ...fewer }), (found) => { figure.innerHTML = found.page.picture ?? ""; }, (error) => figure.replaceChildren(element("p", { class: "small" }, error.message)));
    return element("article", { class: "card", "data-measure": parts.measure }, element("h2", {}, both(told(parts.measure).name), " ", element("small", {}, both(told(parts.measure).summary))),
      figure, element("p", { class: "small" }, element("a", { href: `measures?${address({ ...parts, language })}` }, say("openMeasure"))));
  });
  const space = element("article", { class: "card" }, element("h2", {}, say("industrySpace"), " ", element("small", {}, both(told("relatedness").summary))),
    element("p", {}, say("noIndustries")), element("p", {}, element("button", { type: "button", onclick: tryExample }, say("inventedTable"))));
  byId("answer").replaceChildren(element("div", { class: "cards pictures" }, ...cards, space));
}
begin().catch(fail);
