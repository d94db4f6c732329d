// The atlas: one indicator, one year, on the map, in a chart and in a table; what is selected in one is selected in all. The address holds the view.
import * as server from "./server.js";
import { byId, download, element, place } from "./dom.js";
import { both, knowAtlas, language, nameOf, say } from "./words.js";
import { GroundMap, accent, graphics } from "./ground.js";
import { LongTable } from "./table.js";
import { city, fail, shell } from "./shell.js";
import { address, control, indicatorOptions, indicatorSelect, newest, option, select, settingOf, viewState } from "./view.js";

const outside = 9;
const context = { regions: new Map() };
/** What is looked at; null where the server shall choose. */
const standards = { indicator: null, year: null, level: null, method: "quantiles", classes: 5, reference: null, within: "", select: [], kind: "distribution", against: null, flow: "", least: null };
const { state: view, set, move, settle } = viewState(standards, () => look());
/** The map of the atlas: arcs of flows over it, thicker where more flows. */
class AtlasMap extends GroundMap {
  flows(flows) {
    this.arcs = flows;
    this.paintMoving();
  }
  paintMarks(pen) {
    super.paintMarks(pen);
    const most = Math.max(...(this.arcs ?? []).map((f) => f.value), 0);
    for (const flow of this.arcs ?? []) pen.arc(flow.start, flow.end, accent, Math.max(1, 7 * Math.sqrt(flow.value / most)));
  }
}
let map = null, picture = null, table = null, fitted = "";
const askPicture = newest(), askChart = newest();

/** The view as a query for the server. */
function question(more = {}) {
  const { indicator, year, level, method, classes, within } = view;
  return address({ indicator, year, level, method, classes, within, reference: method === "aroundReference" ? view.reference : null, ...more });
}

async function begin() {
  shell("atlas", { regions: () => context.regions, chosen: (code) => choose(code, false, true), build });
  const [atlas, regions, clusters, indicators, flows, settings, prefectures, borders] = await server.results(
    "atlas", "regions", "clusters", "indicators", "flows", "settings", "boundaries/prefectures", "boundaries/lines");
  knowAtlas(atlas);
  Object.assign(context, { atlas, clusters, indicators, flows, settings, provinces: [], regions });
  const provinces = new Map([...regions.values()].map((r) => [r.province.code, r.province]));
  context.provinces = [...provinces.entries()].filter(([code]) => code).sort();
  table = new LongTable(byId("table"), { point: (row) => point(row?.code), choose: (row, event) => choose(row.code, event.ctrlKey || event.metaKey || event.shiftKey) });
  controls();
  const means = graphics();
  if (means) {
    map = new AtlasMap("map", atlas, {
      pick: (code, _, event) => choose(code, event?.ctrlKey || event?.metaKey || event?.shiftKey), hover: (code, at) => { tip(code, at); point(code, false); } }, means);
    window.hinterland = { view, atlas: map, map: map.gl, paintings: [], get picture() { return picture; } };
    const fills = Object.fromEntries([0, 1, 2, 3, 4, 5, 6].map((k) => [k, "#ffffff"]));
    await map.draw({ prefectures, borders, clusters, regions: context.regions }, { ...fills, [outside]: "#eceff2", 8: atlas.palette.missing }, outside);
  } else byId("map").classList.add("picture");
  await look();
}

/** The words of the controls in the language of the page. */
function build() {
  controls();
  if (picture) show();
}
function controls() {
  const { indicators, clusters, provinces } = context;
  if (!indicators) return;
  const shown = view.indicator ?? picture?.indicator ?? indicators[0].id, current = indicators.find((i) => i.id === shown);
  const levels = Object.entries(current?.years ?? {}).filter(([, years]) => years.length).map(([level]) => level);
  const setting = (id, change) => settingOf(context.settings, "pictures", id, change);
  byId("controls").replaceChildren(
    indicatorSelect("indicator", say("indicator"), indicators, shown, (indicator) => set({ indicator, year: null, level: null, reference: null })),
    ...(levels.length > 1 ? [control(setting("level", { standard: picture?.level, choices: setting("level").choices.filter((c) => levels.includes(c.id)) }), "", (level) => set({ level, year: null }))] : []),
    select("within", say("placesShown"), [option("", say("allPlacesShown"), view.within), option("anchors", say("anchorsOnly"), view.within),
      element("optgroup", { label: say("clusters") }, ...clusters.map((c) => option(c.id, language === "zh" ? c.name : c.nameEnglish, view.within))),
      element("optgroup", { label: say("provinces") }, ...provinces.map(([code, names]) => option(code, both(names), view.within)))], (within) => set({ within })),
    control(setting("method"), view.method, (method) => set({ method })),
    control(setting("classes"), view.classes, (n) => set({ classes: Number(n) || setting("classes").standard })),
    ...(view.method === "aroundReference" ? [control(setting("reference"), view.reference, (reference) => set({ reference }))] : []));
  flowControls();
  byId("kinds").replaceChildren(...["distribution", "rankSize", "scatter", "series"].map((kind) => element("button", {
    type: "button", role: "radio", "data-value": kind, "aria-checked": String(view.kind === kind), onclick: () => { settle({ kind }); controls(); chart(); } }, say(`chart_${kind}`))));
  const other = byId("against");
  other.hidden = view.kind !== "scatter";
  other.replaceChildren(...indicatorOptions(indicators, against()));
  other.onchange = () => { settle({ against: other.value }); chart(); };
  exportsRow();
}

/** What a scatter sets the indicator against: what was chosen, else another than the one shown. */
const against = () => view.against ?? (context.indicators.find((i) => i.id !== view.indicator) ?? context.indicators[0]).id;

/** Which flow is drawn over the map, and from which size on. */
function flowControls() {
  const { flows } = context, kind = flows.find((f) => f.id === view.flow), box = byId("flows");
  const choice = element("select", { id: "flow", "aria-label": say("flows"), onchange: (e) => { settle({ flow: e.target.value, least: null }); flowControls(); } },
    option("", say("noFlows"), view.flow), ...flows.map((f) => option(f.id, `${both(f.name)}${f.year ? `, ${f.year}` : ""}`, view.flow)));
  box.hidden = !flows.length;
  if (!kind) { box.replaceChildren(choice); map?.flows?.([]); return; }
  const values = kind.flows.map((f) => f.value).sort((a, b) => a - b), most = values[values.length - 1];
  let threshold = view.least == null ? (values.length > 60 ? values[values.length - 40] : 0) : Number(view.least);
  const output = element("output", {}), apply = () => {
    const shown = kind.flows.filter((f) => f.value >= threshold);
    map?.flows(shown);
    output.textContent = say("flowsShown", { n: shown.length, all: kind.flows.length, least: Math.round(100 * threshold) / 100, unit: kind.unit, source: kind.sources }) + (shown.some((f) => f.together) ? ` ${say("together")}` : "");
  };
  box.replaceChildren(choice, element("input", { type: "range", id: "least", min: 0, max: 100, value: String(100 * Math.sqrt(threshold / most)), "aria-label": say("threshold"),
    oninput: (e) => { threshold = most * (Number(e.target.value) / 100) ** 2; apply(); }, onchange: () => settle({ least: threshold }) }), output);
  if (map?.drawn) apply();
}

/** Asks for the picture and shows it; of several questions only the last is shown. */
function look() {
  const begun = performance.now();
  return askPicture(() => server.result(`api/pictures?${question()}`), (answer) => {
    picture = answer;
    byId("banner").hidden = true;
    settle({ indicator: picture.indicator, year: picture.year, level: picture.level });
    show(begun);
  }, fail);
}
function show(begun = performance.now()) {
  const { classes } = picture;
  context.index = new Map(picture.codes.map((code, k) => [code, k]));
  if (map) {
    Object.assign(map.fills, Object.fromEntries(classes.map((c, k) => [k, c.colour])));
    const shown = new Map();
    for (const [code, region] of context.regions) {
      const at = picture.level === "province" ? region.province.code : code, k = context.index.get(at);
      shown.set(code, k != null ? picture.class[k] : at in picture.missing || !view.within ? 8 : outside);
    }
    map.colourClasses(shown);
    map.gl.once("render", () => requestAnimationFrame(() => { window.hinterland.paintings.push({ asked: begun, painted: performance.now() }); }));
    map.gl.triggerRepaint();
  } else server.text(`api/indicator-maps?${question({ language })}`).then((svg) => { byId("map").innerHTML = svg; });
  if (map && fitted !== view.within) {
    if (view.within) map.fit([...context.regions.keys()].filter((code) => context.index.has(code) || code in picture.missing));
    else { map.moved = false; map.whole(); }
    fitted = view.within;
  }
  if (map && map.layers.borders !== (picture.level === "prefecture")) map.borders(picture.level === "prefecture");
  byId("map-title").textContent = both(picture.title);
  byId("inset").hidden = !context.atlas.inset;
  if (context.atlas.inset) byId("inset").src = `api/inset/${language}`;
  byId("source-line").textContent = `${both(picture.citation)}. ${both(picture.note)}`;
  legend();
  years();
  controls();
  rows();
  chosen();
}
function legend() {
  const sign = (colour, text) => element("span", {}, element("i", { style: `background:${colour}` }), text);
  const missing = Object.keys(picture.missing).length;
  byId("legend").replaceChildren(element("div", { class: "scale" }, element("span", {}, picture.units[language].name),
    ...picture.classes.map((c) => sign(c.colour, `${both(c.text)} (${c.count})`)), ...(missing ? [sign(context.atlas.palette.missing, `${say("noFigure")} (${missing})`)] : []),
    ...(view.within ? [sign("#eceff2", say("notShown"))] : [])));
}
function years() {
  const list = picture.years, box = byId("years");
  if (list.length < 2) { box.replaceChildren(element("output", {}, String(picture.year))); return; }
  if (box.dataset.years === String(list) && box.querySelector("input")) {
    box.querySelector("input").value = String(list.indexOf(picture.year));
    box.querySelector("output").textContent = picture.year;
    return;
  }
  box.dataset.years = String(list);
  const output = element("output", {}, String(picture.year));
  box.replaceChildren(element("span", {}, String(list[0])), element("input", { type: "range", id: "year", min: 0, max: list.length - 1, value: String(list.indexOf(picture.year)), "aria-label": say("year"),
    oninput: (e) => { output.textContent = list[Number(e.target.value)]; move({ year: list[Number(e.target.value)] }); } }), output);
}
const region = (code) => context.regions.get(code);
const shownName = (code) => (region(code) ? nameOf(region(code)) : both(context.provinces.find(([c]) => c === code)?.[1]) || code);

function rows() {
  const has = picture.codes.map((code, k) => ({ code, k, value: picture.values[k] })), none = Object.entries(picture.missing).map(([code, why]) => ({ code, why, value: null }));
  const remark = (n) => both(picture.remarks[n]);
  const flags = (row) => (row.why != null ? remark(row.why) : picture.flags[row.k].map(remark).join("; "));
  table.show([
    { head: say("place"), width: "minmax(90px, 1.2fr)", key: (r) => shownName(r.code), cell: (r) => shownName(r.code) },
    { head: picture.units[language].name, number: true, width: "minmax(100px, 1fr)", key: (r) => r.value,
      cell: (r) => (r.value == null ? "–" : element("span", {}, element("i", { style: `background:${picture.classes[picture.class[r.k]].colour}` }), picture.texts[language][r.k])) },
    { head: say("status"), width: "86px", key: (r) => (r.value == null ? null : picture.statuses[r.k]), cell: (r) => (r.value == null ? say("noFigure") : say(picture.statuses[r.k])) },
    { head: say("flagged"), width: "minmax(70px, 1.4fr)", key: flags, cell: (r) => element("span", { title: flags(r) }, flags(r)) },
    { head: say("source"), width: "74px", key: (r) => (r.value == null ? null : picture.sources[r.k]), cell: (r) => (r.value == null ? "" : element("span", { title: picture.sources[r.k] }, picture.sources[r.k])) },
  ], [...has, ...none], new Set(view.select));
}

function chart() {
  const places = view.select.filter((code) => context.index.has(code)).slice(0, 20);
  askChart(() => server.text(`api/charts?${question({ kind: view.kind, against: view.kind === "scatter" ? against() : null, select: places, language })}`), (svg) => {
    byId("chart").innerHTML = svg; // drawn by our own server, which escapes what people write
    for (const node of byId("chart").querySelectorAll("[data-code]")) {
      node.classList.toggle("chosen", view.select.includes(node.dataset.code));
      node.addEventListener("click", (e) => choose(node.dataset.code, e.ctrlKey || e.metaKey || e.shiftKey));
      node.addEventListener("mouseenter", () => point(node.dataset.code));
      node.addEventListener("mouseleave", () => point(null));
    }
  }, (error) => byId("chart").replaceChildren(element("p", { class: "small" }, error.message)));
}

/** Points at a place everywhere. */
function point(code, onMap = true) {
  if (onMap) map?.mark("hover", code ? [code] : []);
  for (const node of document.querySelectorAll(".pointed")) node.classList.remove("pointed");
  if (code) for (const node of document.querySelectorAll(`[data-code="${CSS.escape(code)}"]`)) node.classList.add("pointed");
}
/** Selects a place, or adds it to the selection. */
function choose(code, more, fly = false) {
  const key = picture?.level === "province" && region(code) ? region(code).province.code : code;
  const now = view.select, alone = now.length === 1 && now[0] === key;
  settle({ select: !key ? [] : !more ? (alone ? [] : [key]) : now.includes(key) ? now.filter((c) => c !== key) : [...now, key].slice(-20) });
  if (fly && code) map?.fly(code);
  chosen();
}
/** Shows the selection everywhere. */
function chosen() {
  const shapes = picture.level === "province" ? [...context.regions.values()].filter((r) => view.select.includes(r.province.code)).map((r) => r.code) : view.select;
  map?.mark("selected", shapes);
  const largest = picture.codes.map((code, k) => [code, picture.values[k]]).sort((a, b) => b[1] - a[1]).slice(0, 8).map(([code]) => code);
  map?.names([...new Set([...view.select, ...largest])], new Set(view.select));
  const box = byId("selection");
  if (!view.select.length) box.replaceChildren(element("p", { class: "small" }, say("selectHint")));
  else box.replaceChildren(...view.select.slice(0, 4).map((code) => element("p", {}, ...facts(code), " ", element("a", { href: city(code) }, say("profile")))));
  table.chosen = new Set(view.select);
  table.fill();
  if (view.select.length) table.reveal(view.select[view.select.length - 1]);
  chart();
}
/** A place's value with year, status, vintage, warnings and source; or why there is none. */
function facts(code) {
  const key = picture.level === "province" && region(code) ? region(code).province.code : code, k = context.index.get(key), name = element("b", {}, shownName(key));
  const whole = region(key)?.partOf && region(key).level !== "carved" ? region(key).partOf : null;
  if (k == null) return [name, ` ${key in picture.missing ? both(picture.remarks[picture.missing[key]]) : whole ? say("containedIn", { place: shownName(whole) }) : say(view.within ? "notShown" : "noFigureYet")}`];
  const flags = picture.flags[k].map((n) => both(picture.remarks[n])), vintage = both(picture.remarks[picture.vintages[k]]);
  return [name, ` ${picture.texts[language][k]} ${picture.units[language].name}, ${picture.year} · ${say(picture.statuses[k])}${vintage ? ` · ${vintage}` : ""}${flags.length ? ` · ${flags.join("; ")}` : ""} · ${say("source")} ${picture.sources[k]}`];
}
function tip(code, at) {
  const box = byId("tip");
  if (!code || !picture) { box.hidden = true; return; }
  box.replaceChildren(element("p", {}, ...facts(code)));
  place(box, at);
}

// Out: every file is written by the server; a PNG is its SVG, painted.
function exportsRow() {
  const file = (ending) => `${view.indicator ?? "map"}-${picture?.year ?? ""}.${ending}`;
  const button = (id, text, act) => element("button", { type: "button", id, onclick: () => act().catch(fail) }, text);
  const ask = (format) => server.text(`api/indicator-maps?${question({ format, language, select: view.select.filter((c) => context.index?.has(c)) })}`);
  const types = { svg: "image/svg+xml", csv: "text/csv", geojson: "application/geo+json" };
  byId("exports").replaceChildren(
    button("save-png", "PNG", async () => download(file("png"), await painted(await ask("svg")), "image/png")),
    ...Object.keys(types).map((format) => button(`save-${format}`, format === "geojson" ? "GeoJSON" : format.toUpperCase(), async () => download(file(format), await ask(format), types[format]))),
    button("save-report", say("report"), async () => download(file("html"), await ask("html"), "text/html")),
    button("save-chart", say("chartSVG"), async () => download(`${view.kind}-${file("svg")}`, byId("chart").innerHTML, types.svg)),
    button("copy", say("copyLink"), async () => { await navigator.clipboard.writeText(location.href); byId("copy").textContent = say("copiedShort"); }));
}
function painted(svg) {
  return new Promise((resolve, reject) => {
    const image = new Image(), size = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg);
    image.onload = () => {
      const canvas = element("canvas", { width: 2 * Number(size[1]), height: 2 * Number(size[2]) }), pen = canvas.getContext("2d");
      pen.fillStyle = "#fff";
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("PNG"))), "image/png");
    };
    image.onerror = () => reject(new Error("SVG"));
    image.src = URL.createObjectURL(new Blob([svg.replace("<svg ", `<svg width="${size[1]}" height="${size[2]}" `)], { type: "image/svg+xml" }));
  });
}

begin().catch(fail);
