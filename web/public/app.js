// The laboratory: puts the parts together and lets what changes flow one way: state → question → answer → map and panel.
import * as server from "./server.js";
import { byId, download, element, rebuild, write } from "./dom.js";
import { both, language, nameOf, say, setLanguage } from "./words.js";
import { estimate, money, percent, people, plain } from "./numbers.js";
import { canRedo, canUndo, carved, edit, listen, look, measures, pin, readings, recall, redo, replaceScenario, start, state, undo } from "./state.js";
import { LaboratoryMap, graphics, lineLegend } from "./map.js";
import { Asker } from "./ask.js";
import { AnswerPanel, influenceChart, rows } from "./answer.js";
import { PlacesPanel } from "./places.js";
import { ParametersPanel } from "./parameters.js";
import { Strip, kindOf, valueOf } from "./strip.js";
import { wire } from "./search.js";

const context = {};
let map = null, current = null, pinnedAnswer = null, difference = null, selected = null, picking = null, dragged = false;
let panels, strip, asker;

async function begin() {
  const known = recall();
  if (!known) state.view.language = (navigator.language ?? "en").startsWith("zh") ? "zh" : "en";
  setLanguage(state.view.language);
  const get = (name) => server.get(`api/${name}`);
  const [atlas, regions, clusters, network, parameters, examples, prefectures, borders] = await Promise.all([
    get("atlas"), get("regions"), get("clusters"), get("network"), get("parameters"), get("examples"), get("boundaries/prefectures"), get("boundaries/lines")]);
  Object.assign(context, { atlas, clusters, network, parameters, examples, regions: new Map(regions.map((r) => [r.code, r])) });
  for (const region of regions) if (region.level === "carved") carved.add(region.code);
  if (!known) start((examples.find((e) => e.id === "xian-ankang-chongqing") ?? examples[0])?.scenario ?? { name: say("newScenario"), changes: [] });

  strip = new Strip(context, { pick: startPicking });
  asker = new Asker({ answer: answered, refused, gone: () => banner("lost"), back: () => banner("back"), draws: drawsStand });
  panels = {
    answer: new AnswerPanel(byId("panel-answer"), context, {
      select, point: (code) => map?.mark("hover", code ? [code] : []), read: (reading) => look({ reading }), tab: (tab) => look({ tab }), draw: () => asker.draw(),
      cancelDraws: () => asker.stopDraws(), shows: () => state.view.shows, show: (shows) => look({ shows }), sideBySide }),
    places: new PlacesPanel(byId("panel-places"), context, { select, point: (code) => map?.mark("hover", code ? [code] : []) }),
    parameters: new ParametersPanel(byId("panel-parameters"), context),
  };
  wire(() => context.regions, (code) => (picking ? pick(code) : (map?.fly(code), select(code))));
  build();
  listen(changed);
  const means = graphics();
  if (means) {
    map = new LaboratoryMap("map", atlas, { pick: (code, point) => (picking ? pick(code) : select(code, point)), line: lineClicked, change: (index) => strip.edit(index), hover, drag: dragEnd }, means);
    window.hinterland = { map: map.gl, state, laboratory: map, paintings: [] }; // for those who look under the bonnet, and for the tests
    await map.draw({ prefectures, borders, clusters, network, regions: context.regions });
    map.gl.on("mousemove", (event) => picking?.from && picking.tool !== "places" && map.ghost(picking.from, event.lngLat.toArray()));
  } else {
    byId("map").classList.add("picture");
    banner("noWebGL");
  }
  asker.ask(true);
  if (state.pinned) askPinned();
  redraw();
  if (!known) hint(say("firstHint"), 12000);
}

/** Everything whose words depend on the language. */
function build() {
  setLanguage(state.view.language);
  document.title = "Hinterland · " + say("tagline");
  for (const node of document.querySelectorAll("[data-word]")) node.textContent = say(node.dataset.word);
  for (const node of document.querySelectorAll("[data-placeholder]")) node.placeholder = say(node.dataset.placeholder);
  for (const node of document.querySelectorAll("[data-label]")) { node.setAttribute("aria-label", say(node.dataset.label)); node.title = say(node.dataset.label); }
  byId("language").textContent = language === "zh" ? "EN" : "中文";
  const radio = (group, names, key, keys) => byId(group).replaceChildren(...names.map((name, k) => element("button", {
    type: "button", role: "radio", "data-value": name, "aria-checked": String(state.view[key] === name), title: keys[k], onclick: () => look({ [key]: name }) }, say(name))));
  radio("measures", measures, "measure", ["1", "2", "3", "4"]);
  radio("readings", readings, "reading", ["Q", "W", "E"]);
  byId("tabs").replaceChildren(...["answer", "places", "parameters", "about"].map((tab) => element("button", {
    type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": `panel-${tab}`, "aria-selected": String(state.view.tab === tab), onclick: () => look({ tab }) }, say(tab))));
  const button = (word, act, id) => element("button", { type: "button", id, onclick: act }, say(word));
  const choose = element("select", { id: "examples", "aria-label": say("examples"), onchange: () => { const e = context.examples.find((x) => x.id === choose.value); if (e) { strip.close(); replaceScenario(e.scenario); } choose.value = ""; } },
    element("option", { value: "" }, say("examples")), ...context.examples.map((e) => element("option", { value: e.id }, language === "zh" ? e.scenario.nameChinese ?? e.scenario.name : e.scenario.name)));
  byId("actions").replaceChildren(
    button("undo", undo, "undo"), button("redo", redo, "redo"), choose, button("clear", () => { strip.close(); replaceScenario({ name: say("newScenario"), changes: [] }); }, "clear"),
    button("open", () => byId("file").click(), "open"), button("save", save, "save"), button("share", share, "share"), button("pin", togglePin, "pin"), button("report", report, "report"));
  byId("inset").src = `api/inset/${language}`;
  byId("inset").alt = language === "zh" ? "南海诸岛" : "South China Sea islands";
  panels.answer.build();
  panels.places.build();
  panels.parameters.build();
  strip.close();
  strip.build();
  layerSwitches();
  for (const id of ["tip", "card", "hint"]) byId(id).hidden = true;
}
function layerSwitches() {
  const layers = map?.layers ?? { rail: true, clusters: true, labels: true };
  byId("layers").replaceChildren(...[["rail", "layerRail"], ["clusters", "layerClusters"], ["labels", "layerLabels"]].map(([key, word]) => element("label", {},
    element("input", { type: "checkbox", checked: layers[key], onchange: (e) => map?.show({ ...map.layers, [key]: e.target.checked }) }), say(word))));
}

function changed(what) {
  if (what === "dragged" || what === "settled") {
    dragged = what === "dragged";
    asker.ask(what === "settled");
    const rest = () => { drawLines(); strip.update(); panels.parameters.update(); frame(); panels.answer.draws({ state: "starting" }); };
    if (picking && map) withAnswer(rest); else rest();
    difference = null;
    if (what === "settled" && state.pinned && state.view.shows === "difference") askDifference();
    return;
  }
  if (what === "pinned") { pinnedAnswer = null; if (state.pinned) askPinned(); }
  if (what === "view" && state.view.language !== language) { build(); if (current) panels.answer.draws(panels.answer.status); }
  if (what === "view" && state.view.shows === "difference" && !difference) askDifference();
  if (what === "view" && map == null) picture();
  redraw();
}
/** While one draws on the map, the colours of the answer come first; chips and handles follow, without it after a moment. */
let waiting = [], moment = null;
function withAnswer(act) {
  waiting.push(act);
  moment ??= setTimeout(paintWaiting, 400);
}
function paintWaiting() {
  clearTimeout(moment);
  moment = null;
  for (const act of waiting.splice(0)) act();
}
const shownScenarioName = (scenario) => (language === "zh" ? scenario.nameChinese ?? scenario.name : scenario.name);

function answered(answer, settled) {
  // While a hand drags only one reading comes; the others wait for it to let go.
  current = answer;
  panels.answer.error.hidden = true;
  const box = byId("banner");
  if (box.dataset.word === "lost") box.hidden = true;
  const full = settled || !dragged;
  if (!map) { if (settled) picture(); fillPanels(full); return; }
  // The colours first; legend, names and panel follow when that frame has been handed over.
  colourMap();
  clearTimeout(filling);
  map.gl.once("render", () => requestAnimationFrame(() => {
    // For whoever times the page: when an answer was asked for, and when the first frame that shows it had been handed over.
    window.hinterland.paintings = [...window.hinterland.paintings.slice(-50), { asked: answer.asked, painted: performance.now() }];
    filling = setTimeout(() => { paintWaiting(); paintMap(full); fillPanels(full); }, 0);
  }));
  map.gl.triggerRepaint();
}
let filling = null;
function drawsStand(status) {
  panels.answer.draws(status);
  if (status.state === "done" && pinnedAnswer && !pinnedAnswer.draws) drawPinned();
}
function refused(error) {
  panels.answer.draws({ state: "none" });
  panels.answer.refused(error, () => { undo(); });
  strip.refused(error);
  if (state.view.tab !== "answer") look({ tab: "answer" });
}

/** What the map shows: the live answer, the pinned one, or the difference. */
function shownColumns() {
  const { shows, reading, measure } = state.view;
  const answer = shows === "pinned" ? pinnedAnswer : shows === "difference" ? difference : current;
  const columns = answer?.readings[reading]?.places[measure];
  return columns ? { codes: answer.codes, ...columns } : null;
}

/** Switches, names and buttons: what does not wait for an answer. */
function frame() {
  const { measure, reading, tab, shows } = state.view, year = context.atlas.year;
  for (const [group, value] of [["measures", measure], ["readings", reading]]) {
    for (const button of byId(group).children) button.setAttribute("aria-checked", String(button.dataset.value === value));
  }
  for (const name of ["answer", "places", "parameters", "about"]) {
    byId(`tab-${name}`).setAttribute("aria-selected", String(name === tab));
    byId(`panel-${name}`).hidden = name !== tab;
  }
  if (document.activeElement !== byId("name")) byId("name").value = shownScenarioName(state.scenario);
  byId("undo").disabled = !canUndo();
  byId("redo").disabled = !canRedo();
  write(byId("pin"), say(state.pinned ? "unpin" : "pin"));
  write(byId("map-title"), say(shows === "difference" ? "differenceOf" : "changeOf", { measure: say(measure + "Long"), year }));
  write(byId("source-line"), say("sourceLine", { title: both(context.atlas.title), version: context.atlas.version, n: current?.codes.length ?? "…", year, note: note() }));
}
function colourMap() {
  const columns = shownColumns();
  if (columns) map?.colour(columns.codes, columns.point, columns.classes);
}
function paintMap(full = true) {
  const columns = shownColumns();
  colourMap();
  if (columns && full) { legend(columns, state.view.shows); labels(columns); }
}
function fillPanels(full = true) {
  const { tab } = state.view;
  if (full) frame();
  const pinned = pinnedAnswer && state.pinned ? { name: shownScenarioName(state.pinned), answer: pinnedAnswer } : null;
  if (tab === "answer" && current) panels.answer.update(current, state.view, { full, pinned });
  panels.places.update(current, state.view, selected);
  if (tab === "about" && full) about();
  if (full && selected) card(selected);
}
/** Everything, as it now stands. */
function redraw() {
  paintMap();
  fillPanels();
  drawLines();
}
const note = () => { const [en, zh] = context.atlas.note.split(" · "); return language === "zh" ? zh ?? en : en; };
function drawLines() { map?.lines(state.scenario.changes); }

function legend({ classes: [a, b, c], point }, shows) {
  const { losses, gains, neutral, missing } = context.atlas.palette, unit = shows === "difference" ? ` ${say("points")}` : " %";
  const p = (v) => percent(v, unit), size = (v) => p(v).slice(1);
  const any = (low, high) => point.some((v) => v >= low && v < high);
  const list = [
    [gains[2], say("above", { x: p(c) }), any(c, Infinity)], [gains[1], say("between", { a: p(b), b: p(c) }), any(b, c)], [gains[0], say("between", { a: p(a), b: p(b) }), any(a, b)],
    [neutral, say("aboutZero", { x: size(a) }), true],
    [losses[0], say("between", { a: p(-b), b: p(-a) }), any(-b, -a)], [losses[1], say("between", { a: p(-c), b: p(-b) }), any(-c, -b)], [losses[2], say("below", { x: p(-c) }), any(-Infinity, -c)],
    [missing, say("notModelled"), true]];
  const used = new Set(state.scenario.changes.map(kindOf));
  const lines = lineLegend().filter((_, k) => (k < 5 ? true : k === 5 ? used.has("link") : used.has("removeLink")));
  const sign = (look, text) => element("span", {}, element("i", look), text);
  const classes = list.filter((e) => e[2]);
  rebuild(byId("legend"), JSON.stringify([language, classes, lines]), () => [
    element("div", { class: "scale" }, ...classes.map(([colour, text]) => sign({ style: `background:${colour}` }, text))),
    element("div", { class: "scale" }, ...lines.map(([colour, dashed, text]) => sign({ class: "line", style: `border-top:3px ${dashed ? "dashed" : "solid"} ${colour}` }, text)),
      sign({ class: "line", style: "border-top:2px solid #5b4b8a" }, say("clusterLine")))]);
}
function labels({ codes, point }) {
  const named = [...new Set(state.scenario.changes.flatMap((c) => { const v = valueOf(c); return [v.from, v.to, ...(v.places ?? [])].filter(Boolean); }))];
  const most = codes.map((code, k) => [code, Math.abs(point[k])]).sort((a, b) => b[1] - a[1]).slice(0, 10).map(([code]) => code);
  const anchors = context.clusters.flatMap((c) => c.members.filter((m) => m.role === "anchor").map((m) => m.code));
  map?.names([...new Set([selected, ...named, ...most, ...anchors].filter(Boolean))], new Set([selected, ...named]));
}
async function picture() {
  try {
    const { reading, measure } = state.view;
    byId("map").innerHTML = await server.map(state.scenario, { reading, measure, language });
  } catch { /* the panel says why */ }
}

// Pointing and selecting.
function factsOf(code) {
  const region = context.regions.get(code);
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
    facts.push(element("p", {}, element("b", {}, text), ` ${say(measure + "Long")}, ${say("change", { year: context.atlas.year })}, ${say("modelled")}`));
  }
  const source = (f) => ` (${say(f.status)}; ${say("source")} ${f.sources.join(", ")})`;
  if (region.gdp) facts.push(element("p", { class: "small" }, say("gdpOf", { year: region.gdp.year, value: money(region.gdp.value) }) + source(region.gdp)));
  if (region.residents) facts.push(element("p", { class: "small" }, say("residentsOf", { year: region.residents.year, value: people(region.residents.value) }) + source(region.residents)));
  return facts;
}
function hover(code, point) {
  const tip = byId("tip");
  if (!code || (selected === code && !picking)) { tip.hidden = true; return; }
  tip.replaceChildren(...factsOf(code));
  if (picking?.from && picking.from !== code) {
    const km = map.straight(picking.from, code);
    if (km) tip.append(element("p", { class: "small" }, say("straight", { km: Math.round(km) })));
  }
  place(tip, point);
}
function place(box, point) {
  box.hidden = false;
  const stage = byId("stage"), w = box.offsetWidth, h = box.offsetHeight;
  box.style.left = `${Math.max(4, Math.min(point.x + 14, stage.clientWidth - w - 4))}px`;
  box.style.top = `${Math.max(4, point.y + 14 + h > stage.clientHeight ? point.y - h - 10 : point.y + 14)}px`;
}
function select(code) {
  selected = code ?? null;
  byId("tip").hidden = true;
  map?.mark("selected", selected ? [selected] : []);
  card(selected);
  const column = shownColumns();
  if (column) labels(column);
  panels.places.update(current, state.view, selected);
}
function card(code) {
  const box = byId("card"), region = code && context.regions.get(code);
  if (!region) { box.hidden = true; return; }
  const facts = factsOf(code);
  const close = element("button", { type: "button", class: "x", "aria-label": say("close"), onclick: () => select(null) }, "×");
  if (region.modelled || current?.codes.includes(code)) {
    const table = element("table", { class: "plain" }, element("tbody", {}, ...measures.map((measure) => {
      const row = rows(current, state.view.reading, measure).find((r) => r.code === code);
      return element("tr", { class: measure === state.view.measure ? "shown" : "" }, element("th", { scope: "row" }, say(measure + "Long")), element("td", {}, row ? estimate(row) : "–"));
    })));
    const k = current?.codes.indexOf(code) ?? -1, d = current?.draws;
    if (d && k >= 0) table.tBodies[0].append(element("tr", {}, element("th", { scope: "row" }, say("rank")), element("td", {}, `${d.ranks[k]} (${d.ranksLow[k]}–${d.ranksHigh[k]})`)));
    facts.splice(2, 1, table);
  }
  const sources = new Set([...(region.gdp?.sources ?? []), ...(region.residents?.sources ?? [])]);
  if (region.flags.length) facts.push(element("p", { class: "small" }, `${say("flagged")}: ${region.flags.map(both).join("; ")}`));
  if (sources.size) facts.push(element("details", {}, element("summary", {}, say("sources")), ...context.atlas.sources.filter((s) => sources.has(s.id)).map((s) => element("p", { class: "small" }, `${s.id}: ${s.title} `, /^https?:/.test(s.url) ? element("a", { href: s.url, target: "_blank", rel: "noopener noreferrer" }, s.url) : s.url))));
  box.replaceChildren(close, ...facts);
  box.hidden = false;
}

// Railways that exist or are planned.
function lineClicked(kind, index) {
  const tip = byId("card");
  byId("tip").hidden = true;
  const close = element("button", { type: "button", class: "x", "aria-label": say("close"), onclick: () => { tip.hidden = true; } }, "×");
  const act = (word, run) => element("button", { type: "button", onclick: () => { tip.hidden = true; run(); } }, say(word));
  selected = null;
  map?.mark("selected", []);
  if (kind === "rail") {
    const link = context.network.links[index], name = (code) => nameOf(context.regions.get(code));
    const ends = { from: link.from, to: link.to, mode: "rail" };
    const length = link.lengthKm ? { lengthKm: link.lengthKm } : {};
    tip.replaceChildren(close, element("b", {}, link.line), element("p", {}, `${name(link.from)} – ${name(link.to)}`),
      element("p", { class: "small" }, [link.opened ? say("opened", { day: link.opened }) : say("openedUnknown"), link.designSpeedKmh ? say("design", { v: link.designSpeedKmh }) : say("designUnknown"),
        link.lengthKm ? say(link.lengthIsEstimated ? "kmEstimated" : "km", { v: plain(link.lengthKm) }) : "", `${say("source")} ${link.source}`].filter(Boolean).join(" · ")),
      element("div", { class: "buttons" }, act("upgrade", () => strip.add({ link: { ...ends, speedKmh: 350, ...length } })), act("takeAway", () => strip.add({ removeLink: ends }, { open: false }))));
  } else {
    const line = context.network.planned[index];
    tip.replaceChildren(close, element("b", {}, language === "zh" ? line.line : line.lineEnglish || line.line),
      element("p", { class: "small" }, [say("planned", { year: line.expectedOpening ?? "?" }), line.designSpeedKmh ? say("design", { v: line.designSpeedKmh }) : "", line.lengthKm ? say("km", { v: line.lengthKm }) : "", `${say("source")} ${line.source}`].filter(Boolean).join(" · ")),
      element("div", { class: "buttons" }, act("build", () => {
        const pairs = line.stops.slice(1).map((to, k) => [line.stops[k], to]);
        edit((s) => { for (const [from, to] of pairs) s.changes.push({ link: { from, to, mode: "rail", speedKmh: line.designSpeedKmh ?? 350, ...(pairs.length === 1 && line.lengthKm ? { lengthKm: line.lengthKm } : {}) } }); });
      })));
  }
  tip.hidden = false;
}

// Tools: picking places, on the map or by search.
function startPicking(mode) {
  stopPicking();
  select(null);
  strip.close();
  // The hand is busy: draws of what is about to change would only be in its way.
  picking = { ...mode, drew: asker.stopDraws({ state: "none" }) };
  if (picking.tool === "places") {
    const change = picking.index != null ? valueOf(state.scenario.changes[picking.index]) : null;
    picking.codes = new Set(change?.places ?? []);
    map?.mark("picked", [...picking.codes]);
  }
  if (map) map.picking = true;
  byId("stage").classList.add("picking");
  for (const button of byId("tools").children) button.setAttribute("aria-pressed", "false");
  const id = { link: "link", jobs: "jobs", places: { tradeCost: "zone" }[picking.kind] ?? picking.kind }[picking.tool];
  byId(`tool-${id}`)?.setAttribute("aria-pressed", "true");
  prompt();
}
function prompt() {
  const from = picking.from && nameOf(context.regions.get(picking.from));
  hint({ link: picking.chain ? say("pickOn") : from ? say("pickTo", { from }) : say("pickFrom"), jobs: from ? say("pickJobsTo", { from }) : say("pickJobsFrom"), places: say("pickPlaces") }[picking.tool]);
}
function pick(code) {
  const region = code && context.regions.get(code);
  if (!region) return;
  if (!region.modelled && region.level !== "carved") { hint(`${nameOf(region)}: ${say("notModelled")}. ${both(region.reason)}`); return; }
  if (picking.tool === "places") {
    if (picking.codes.has(code)) picking.codes.delete(code); else picking.codes.add(code);
    map?.mark("picked", [...picking.codes]);
    const codes = [...picking.codes];
    if (picking.index != null && codes.length) edit((s) => { valueOf(s.changes[picking.index]).places = codes; });
    else if (picking.index == null && codes.length) {
      const standard = { housing: { factor: 1.2 }, productivity: { factor: 1.05 }, tradeCost: { with: "domestic", factor: 0.9, direction: "both" } }[picking.kind];
      edit((s) => { s.changes.push({ [picking.kind]: { places: codes, ...standard } }); });
      picking.index = state.scenario.changes.length - 1;
    } else if (picking.index != null) {
      const index = picking.index;
      picking.index = picking.kind ? null : picking.index;
      if (picking.kind) edit((s) => { s.changes.splice(index, 1); });
    }
    return;
  }
  if (!picking.from) {
    picking.from = code;
    map?.mark("picked", [code]);
    prompt();
    return;
  }
  if (picking.from === code) { if (picking.chain) stopPicking(); return; }
  const from = picking.from;
  if (picking.tool === "jobs") {
    stopPicking();
    strip.add({ jobs: { from, to: code, number: 10000 } });
    return;
  }
  const index = state.scenario.changes.length;
  edit((s) => { s.changes.push({ link: { from, to: code, mode: "rail", speedKmh: 350 } }); });
  picking.from = code;
  picking.chain = true;
  picking.last = index;
  withAnswer(() => { if (picking?.from === code) { map?.mark("picked", [code]); map?.ghost(null); prompt(); } });
}
function stopPicking() {
  if (!picking) return;
  if (picking.drew && picking.last == null && picking.index == null) asker.draw();
  const open = picking.tool === "link" ? picking.last : picking.tool === "places" && picking.index != null ? picking.index : null;
  picking = null;
  if (map) { map.picking = false; map.ghost(null); map.mark("picked", []); }
  byId("stage").classList.remove("picking");
  for (const button of byId("tools").children) button.setAttribute("aria-pressed", "false");
  byId("hint").hidden = true;
  if (open != null) strip.edit(open);
}
function dragEnd(index, end, code, done) {
  edit((s) => {
    const link = s.changes[index]?.link;
    if (!link || link[end === "from" ? "to" : "from"] === code) return;
    if (link[end] !== code) delete link.lengthKm; // another way has another length
    link[end] = code;
  }, { settle: done });
}
addEventListener("pointerdown", () => { if (!picking) byId("hint").hidden = true; });
let hintTimer = null;
function hint(text, forMs = 0) {
  clearTimeout(hintTimer);
  byId("hint").textContent = text;
  byId("hint").hidden = false;
  if (forMs) hintTimer = setTimeout(() => { byId("hint").hidden = true; }, forMs);
}
function banner(word) {
  const box = byId("banner");
  box.dataset.word = word;
  box.textContent = say(word);
  box.className = word;
  box.hidden = false;
  if (word === "back") setTimeout(() => { if (box.dataset.word === "back") box.hidden = true; }, 3000);
}

// Comparing.
function togglePin() {
  const answer = state.pinned ? null : current;
  pin(state.pinned ? null : state.scenario);
  if (answer && Object.keys(answer.readings).length > 1) { pinnedAnswer = answer; redraw(); }
}
/** The pinned answer gets its intervals when the live one has its own. */
async function drawPinned() {
  const scenario = state.pinned;
  try { await server.draws(scenario, { on: { answer: (answer) => { if (state.pinned === scenario) { pinnedAnswer = answer; redraw(); } } } }); } catch { /* the point stays */ }
}
async function askPinned() {
  const scenario = state.pinned;
  try {
    const answer = await server.answer(scenario, { readings });
    if (state.pinned === scenario && !pinnedAnswer) pinnedAnswer = answer;
  } catch { /* the live answer stands alone */ }
  if (state.view.shows === "difference") await askDifference();
  redraw();
}
async function askDifference() {
  if (!state.pinned) return;
  const scenario = state.scenario;
  try { const result = await server.compare(state.pinned, scenario); if (state.scenario === scenario) difference = result; } catch { difference = null; }
  redraw();
}
async function sideBySide() {
  const { reading, measure } = state.view, box = byId("dialog");
  const pictures = await Promise.all([state.pinned, state.scenario].map((s) => server.map(s, { reading, measure, language })));
  box.replaceChildren(element("button", { type: "button", class: "x", "aria-label": say("close"), onclick: () => box.close() }, "×"),
    element("div", { class: "side" }, ...[state.pinned, state.scenario].map((s, k) => {
      const figure = element("figure", {}, element("figcaption", {}, element("b", {}, shownScenarioName(s)), element("small", {}, ` · ${say(k ? "live" : "pinned")}`), element("p", {}, both((k ? current : pinnedAnswer)?.readings[reading]?.sentence))));
      const holder = element("div", {});
      holder.innerHTML = pictures[k]; // drawn by our own server, which escapes what people write
      figure.append(holder);
      return figure;
    })));
  box.showModal();
}

// In and out.
async function save() {
  try { download(`${(state.scenario.name || "scenario").replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60)}.yaml`, await server.toYAML(state.scenario), "application/yaml"); } catch (error) { refused(error); }
}
async function openFile(file) {
  try {
    if (file.size > 1 << 20) throw new Error("1 MB");
    const scenario = await server.fromYAML(await file.text());
    strip.close();
    replaceScenario(scenario);
  } catch (error) {
    hint(`${say("refused")} ${file.name}: ${error.message}`, 15000);
  }
}
async function share() {
  try {
    await navigator.clipboard.writeText(location.href);
    hint(say("copied"), 4000);
  } catch {
    const box = byId("dialog");
    box.replaceChildren(element("p", {}, say("copyThis")), element("input", { type: "text", readonly: true, value: location.href, onfocus: (e) => e.target.select() }), element("button", { type: "button", onclick: () => box.close() }, say("close")));
    box.showModal();
  }
}
async function report() {
  const tab = window.open("", "_blank");
  try {
    const page = URL.createObjectURL(new Blob([await server.report(state.scenario, language)], { type: "text/html" }));
    if (tab) tab.location = page; else download("report.html", await (await fetch(page)).text(), "text/html");
  } catch (error) {
    tab?.close();
    refused(error);
  }
}

function about() {
  const { atlas } = context;
  byId("panel-about").replaceChildren(
    element("h3", {}, say("about")), element("p", {}, say("method")), element("p", {}, say("closed")), element("p", {}, both(atlas.drawsLabel)),
    ...influenceChart(current, context),
    element("h3", {}, say("sources")), element("p", { class: "small" }, say("atlasHash", { name: atlas.name, version: atlas.version, hash: atlas.hash })),
    element("ul", { class: "sources" }, ...atlas.sources.map((s) => element("li", {}, element("b", {}, s.id), ` ${s.title} `, /^https?:/.test(s.url) ? element("a", { href: s.url, target: "_blank", rel: "noopener noreferrer" }, s.url) : s.url))));
}

// Keys, and what the page's frame does.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=range]):not([type=checkbox]), select, textarea, dialog");
  if (event.key === "Escape") { if (picking) stopPicking(); else if (!typing) { strip.close(); select(null); } return; }
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) {
    event.preventDefault();
    if (event.shiftKey) redo(); else undo();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && picking && event.target.tagName !== "BUTTON") stopPicking();
  else if ("1234".includes(event.key)) look({ measure: measures[Number(event.key) - 1] });
  else if ("qwe".includes(event.key.toLowerCase())) look({ reading: readings["qwe".indexOf(event.key.toLowerCase())] });
  else if (event.key.toLowerCase() === "l") startPicking({ tool: "link" });
  else if (event.key === "/") { byId("search").focus(); event.preventDefault(); }
});
byId("language").addEventListener("click", () => look({ language: language === "zh" ? "en" : "zh" }));
byId("help").addEventListener("click", () => {
  const box = byId("dialog");
  box.replaceChildren(element("div", { html: say("helpText") }), element("button", { type: "button", class: "main", onclick: () => box.close() }, say("close")));
  box.showModal();
});
byId("name").addEventListener("change", () => edit((s) => { const text = byId("name").value.trim() || say("newScenario"); if (language === "zh" && s.nameChinese) s.nameChinese = text; else s.name = text; }));
byId("file").addEventListener("change", () => { const [file] = byId("file").files; if (file) openFile(file); byId("file").value = ""; });
addEventListener("resize", () => panels?.answer.resize());
// A WebGL picture is gone when the printer asks for it: it is kept as an image.
addEventListener("beforeprint", () => { if (map) byId("print").src = map.picture(); });
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => { event.preventDefault(); const [file] = event.dataTransfer?.files ?? []; if (file) openFile(file); });

begin().catch((error) => {
  console.error(error);
  byId("banner").textContent = `${say("lost")} ${error.message}`;
  byId("banner").hidden = false;
  setTimeout(() => location.reload(), 4000);
});
