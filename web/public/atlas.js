// The atlas: one indicator, one year, on the map, in a chart and in a table; what is selected in one is selected in all. The address holds the view.
import * as server from "./server.js";
import { byId, download, element, place } from "./dom.js";
import { both, language, nameOf, say } from "./words.js";
import { GroundMap, accent, graphics } from "./ground.js";
import { LongTable } from "./table.js";
import { city, fail, shell } from "./shell.js";

const outside = 9;
const context = { regions: new Map() };
const query = new URLSearchParams(location.search);
const number = (name) => (query.get(name) && Number.isFinite(Number(query.get(name))) ? Number(query.get(name)) : null);
/** What is looked at; null where the server shall choose. */
const view = {
  indicator: query.get("indicator"), year: number("year"), level: query.get("level"), method: query.get("method") ?? "quantiles", classes: number("classes") ?? 5,
  reference: number("reference"), within: query.get("within") ?? "", select: (query.get("select") ?? "").split(",").filter(Boolean).slice(0, 20), kind: query.get("kind") ?? "distribution", against: query.get("against"),
};
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
let fitted = false, moved = false;
let flowKind = query.get("flow") ?? "", threshold = number("least");
let map = null, picture = null, table = null, asked = 0;

/** The view as a query, for the server and for the address. */
function question(more = {}) {
  const parts = { indicator: view.indicator, year: view.year, level: view.level, method: view.method, classes: view.classes, reference: view.method === "aroundReference" ? view.reference : null, within: view.within, ...more };
  return new URLSearchParams(Object.entries(parts).filter(([, value]) => value != null && value !== ""));
}
function remember() {
  const address = question({ select: view.select.join(","), kind: view.kind, against: view.kind === "scatter" ? view.against : null, flow: flowKind, least: flowKind ? threshold : null, language });
  history.replaceState(null, "", `?${address}`);
}

async function begin() {
  shell("atlas", { regions: () => context.regions, chosen: (code) => choose(code, false, true), build });
  const [atlas, regions, clusters, indicators, flows, prefectures, borders] = await Promise.all(
    ["atlas", "regions", "clusters", "indicators", "flows", "boundaries/prefectures", "boundaries/lines"].map((name) => server.result(`api/${name}`)));
  Object.assign(context, { atlas, clusters, indicators, flows, provinces: [], regions: new Map(regions.map((r) => [r.code, r])) });
  const provinces = new Map(regions.map((r) => [r.province.code, r.province]));
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
  const option = (value, text, chosen) => element("option", { value, selected: value === chosen }, text);
  const select = (id, label, options, change) => element("label", {}, say(label), element("select", { id, onchange: (e) => { change(e.target.value); look(); } }, ...options));
  const shown = view.indicator ?? picture?.indicator ?? indicators[0].id, current = indicators.find((i) => i.id === shown);
  const levels = Object.entries(current?.years ?? {}).filter(([, years]) => years.length).map(([level]) => level);
  const group = (label, list) => element("optgroup", { label: say(label) }, ...list.map((i) => option(i.id, both(i.name), shown)));
  byId("controls").replaceChildren(
    select("indicator", "indicator", [group("computedIndicators", indicators.filter((i) => i.computed)), group("ownIndicators", indicators.filter((i) => !i.computed))],
      (v) => Object.assign(view, { indicator: v, year: null, level: null, reference: null })),
    ...(levels.length > 1 ? [select("level", "levelOf", levels.map((l) => option(l, say(`level_${l}`), picture?.level)), (v) => Object.assign(view, { level: v, year: null }))] : []),
    select("within", "placesShown", [option("", say("allPlacesShown"), view.within), option("anchors", say("anchorsOnly"), view.within),
      element("optgroup", { label: say("clusters") }, ...clusters.map((c) => option(c.id, language === "zh" ? c.name : c.nameEnglish, view.within))),
      element("optgroup", { label: say("provinces") }, ...provinces.map(([code, names]) => option(code, both(names), view.within)))], (v) => { view.within = v; fitted = false; }),
    select("method", "classes", ["quantiles", "naturalBreaks", "equalIntervals", "aroundReference"].map((m) => option(m, say(`method_${m}`), view.method)), (v) => { view.method = v; }),
    element("label", {}, element("input", { id: "classes", type: "number", min: 2, max: 7, value: String(view.classes), "aria-label": say("howMany"), style: "width:58px",
      onchange: (e) => { view.classes = Math.max(2, Math.min(7, Math.round(Number(e.target.value)) || 5)); e.target.value = view.classes; look(); } })),
    ...(view.method === "aroundReference" ? [element("label", {}, say("reference"), element("input", { id: "reference", type: "number", step: "any", style: "width:110px", value: view.reference ?? "", placeholder: say("median"),
      onchange: (e) => { view.reference = e.target.value === "" ? null : Number(e.target.value); look(); } }))] : []));
  flowControls();
  byId("kinds").replaceChildren(...["distribution", "rankSize", "scatter", "series"].map((kind) => element("button", {
    type: "button", role: "radio", "data-value": kind, "aria-checked": String(view.kind === kind), onclick: () => { view.kind = kind; remember(); controls(); chart(); } }, say(`chart_${kind}`))));
  const other = byId("against");
  other.hidden = view.kind !== "scatter";
  view.against ??= indicators.find((i) => i.id !== shown)?.id ?? shown;
  other.replaceChildren(...indicators.map((i) => option(i.id, both(i.name), view.against)));
  other.onchange = () => { view.against = other.value; remember(); chart(); };
  exportsRow();
}

/** Which flow is drawn over the map, and from which size on. */
function flowControls() {
  const { flows } = context, kind = flows.find((f) => f.id === flowKind), box = byId("flows");
  const select = element("select", { id: "flow", "aria-label": say("flows"), onchange: (e) => { flowKind = e.target.value; threshold = null; flowControls(); remember(); } },
    element("option", { value: "", selected: !kind }, say("noFlows")), ...flows.map((f) => element("option", { value: f.id, selected: f.id === flowKind }, `${both(f.name)}${f.year ? `, ${f.year}` : ""}`)));
  box.hidden = !flows.length;
  if (!kind) { box.replaceChildren(select); map?.flows?.([]); return; }
  const values = kind.flows.map((f) => f.value).sort((a, b) => a - b), most = values[values.length - 1];
  threshold ??= values.length > 60 ? values[values.length - 40] : 0;
  const output = element("output", {}), apply = () => {
    const shown = kind.flows.filter((f) => f.value >= threshold);
    map?.flows(shown);
    output.textContent = say("flowsShown", { n: shown.length, all: kind.flows.length, least: Math.round(100 * threshold) / 100, unit: kind.unit, source: kind.sources }) + (shown.some((f) => f.together) ? ` ${say("together")}` : "");
  };
  box.replaceChildren(select, element("input", { type: "range", id: "least", min: 0, max: 100, value: String(100 * Math.sqrt(threshold / most)), "aria-label": say("threshold"),
    oninput: (e) => { threshold = most * (Number(e.target.value) / 100) ** 2; apply(); }, onchange: remember }), output);
  if (map?.drawn) apply();
}

/** Asks for the picture and shows it; of several questions only the last is shown. */
async function look() {
  const mine = ++asked, begun = performance.now();
  try {
    const answer = await server.result(`api/pictures?${question()}`);
    if (mine !== asked) return;
    picture = answer;
    byId("banner").hidden = true;
  } catch (error) {
    if (mine === asked) fail(error);
    return;
  }
  Object.assign(view, { indicator: picture.indicator, year: picture.year, level: picture.level });
  show(begun);
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
  if (map && !fitted) {
    fitted = true;
    if (view.within) map.fit([...context.regions.keys()].filter((code) => context.index.has(code) || code in picture.missing));
    else if (moved) { map.moved = false; map.whole(); }
    moved = Boolean(view.within);
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
  remember();
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
    oninput: (e) => { view.year = list[Number(e.target.value)]; output.textContent = view.year; look(); } }), output);
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

async function chart() {
  const mine = (chart.asked = (chart.asked ?? 0) + 1), places = view.select.filter((code) => context.index.has(code));
  try {
    const svg = await server.text(`api/charts?${question({ kind: view.kind, against: view.kind === "scatter" ? view.against : null, select: places.join(","), language })}`);
    if (mine !== chart.asked) return;
    byId("chart").innerHTML = svg; // drawn by our own server, which escapes what people write
    for (const node of byId("chart").querySelectorAll("[data-code]")) {
      node.classList.toggle("chosen", view.select.includes(node.dataset.code));
      node.addEventListener("click", (e) => choose(node.dataset.code, e.ctrlKey || e.metaKey || e.shiftKey));
      node.addEventListener("mouseenter", () => point(node.dataset.code));
      node.addEventListener("mouseleave", () => point(null));
    }
  } catch (error) {
    if (mine === chart.asked) byId("chart").replaceChildren(element("p", { class: "small" }, error.message));
  }
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
  if (!key) view.select = [];
  else if (more) view.select = view.select.includes(key) ? view.select.filter((c) => c !== key) : [...view.select, key].slice(-20);
  else view.select = view.select.length === 1 && view.select[0] === key ? [] : [key];
  if (fly && code) map?.fly(code);
  chosen();
  remember();
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
  const ask = (format) => server.text(`api/indicator-maps?${question({ format, language, select: view.select.filter((c) => context.index?.has(c)).join(",") })}`);
  const types = { svg: "image/svg+xml", csv: "text/csv", geojson: "application/geo+json" };
  byId("exports").replaceChildren(
    button("save-png", "PNG", async () => download(file("png"), await painted(await ask("svg")), "image/png")),
    ...Object.keys(types).map((format) => button(`save-${format}`, format === "geojson" ? "GeoJSON" : format.toUpperCase(), async () => download(file(format), await ask(format), types[format]))),
    button("save-report", say("report"), async () => download(file("html"), await ask("html"), "text/html")),
    button("save-chart", say("chartSVG"), async () => download(`${view.kind}-${file("svg")}`, byId("chart").innerHTML, types.svg)),
    button("copy", say("copyLink"), async () => { remember(); await navigator.clipboard.writeText(location.href); byId("copy").textContent = say("copiedShort"); }));
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
