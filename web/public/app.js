// The laboratory: puts the parts together and lets what changes flow one way: state → question → answer → map and panel.
import * as server from "./server.js";
import { byId, element, write } from "./dom.js";
import { both, knowAtlas, language, say, setLanguage } from "./words.js";
import { answers, askDifference, askPinned, drawPinned, shownColumns, shownScenarioName, sideBySide, togglePin } from "./answers.js";
import { canRedo, canUndo, carved, edit, listen, look, measures, readings, recall, redo, replaceScenario, start, state, undo } from "./state.js";
import { LaboratoryMap } from "./map.js";
import { graphics } from "./ground.js";
import { legend } from "./legend.js";
import { banner, hint } from "./notices.js";
import { openFile, report, save, share } from "./files.js";
import { Asker } from "./ask.js";
import { AnswerPanel, influenceChart } from "./answer.js";
import { Cards, sourceList } from "./cards.js";
import { NextLines } from "./next.js";
import { Picking } from "./picking.js";
import { PlacesPanel } from "./places.js";
import { ParametersPanel } from "./parameters.js";
import { Strip } from "./strip.js";
import { kinds, learn, placesOf, valueOf } from "./changes.js";
import { wire } from "./search.js";
import { fillWords, keepLanguage, navigation, preferredLanguage } from "./shell.js";

/** What does not change: the atlas, its regions by code, clusters, network, parameters and examples; and the map, where there is one. */
const context = { map: null };
let panels, strip, asker, cards, picking, next;

async function begin() {
  const known = recall();
  const asked = new URLSearchParams(location.search).get("language");
  if (["en", "zh"].includes(asked)) state.view.language = asked;
  else if (!known) state.view.language = preferredLanguage();
  setLanguage(state.view.language);
  const [atlas, regions, clusters, network, parameters, examples, descriptions, prefectures, borders] = await server.results(
    "atlas", "regions", "clusters", "network", "parameters", "examples", "changes", "boundaries/prefectures", "boundaries/lines");
  // Figures alone can be looked at, not asked.
  knowAtlas(atlas);
  if (atlas.noModel) { location.replace("atlas"); return; }
  learn(descriptions);
  Object.assign(context, { atlas, clusters, network, parameters, examples, regions });
  for (const region of regions.values()) if (region.level === "carved") carved.add(region.code);
  if (!known) start((examples.find((e) => e.id === "xian-ankang-chongqing") ?? examples[0])?.scenario ?? { name: say("newScenario"), changes: [] });
  compose();
  build();
  listen(changed);
  await drawMap(prefectures, borders);
  asker.ask(true);
  if (state.pinned) askPinned().then(redraw);
  redraw();
  if (!known) hint(say("firstHint"), 12000);
}

/** The parts, and what each tells the others. */
function compose() {
  strip = new Strip(context, { pick: (mode) => picking.start(mode) });
  asker = new Asker({ answer: answered, refused, gone: () => banner("lost"), back: () => banner("back"), draws: drawsStand });
  cards = new Cards(context, { select, add: (change, options) => strip.add(change, options) });
  picking = new Picking(context, {
    // The hand is busy: draws of what is about to change would only be in its way.
    begin: () => { select(null); strip.close(); return asker.stopDraws({ state: "none" }); },
    end: (drawAgain, index) => { if (drawAgain) asker.draw(); if (index != null) strip.edit(index); },
    add: (change) => strip.add(change), after: withAnswer });
  next = new NextLines(context, {
    propose: (lines) => context.map?.propose(lines), card: (...content) => cards.content(...content), legend: () => redraw(),
    build: (changes) => { cards.hide(); edit((s) => { s.changes.push(...changes); }); } });
  const point = (code) => context.map?.mark("hover", code ? [code] : []);
  panels = {
    answer: new AnswerPanel(byId("panel-answer"), context, {
      select, point, sideBySide, read: (reading) => look({ reading }), tab: (tab) => look({ tab }), draw: () => asker.draw(),
      cancelDraws: () => asker.stopDraws(), shows: () => state.view.shows, show: (shows) => look({ shows }) }),
    places: new PlacesPanel(byId("panel-places"), context, { select, point }),
    parameters: new ParametersPanel(byId("panel-parameters"), context),
  };
  wire(() => context.regions, (code) => (picking.active ? picking.pick(code) : (context.map?.fly(code), select(code))));
}

async function drawMap(prefectures, borders) {
  const means = graphics();
  if (!means) {
    byId("map").classList.add("picture");
    banner("noWebGL");
    return;
  }
  const map = new LaboratoryMap("map", context.atlas, {
    pick: (code, point) => (picking.active ? picking.pick(code) : select(code, point)), line: (kind, index) => (kind === "proposed" ? next.card(index) : cards.line(kind, index)), change: (index) => strip.edit(index),
    hover: (code, point) => cards.tip(code, point, picking.from), drag: dragEnd, follow: (position) => { if (picking.from) map.ghost(picking.from, position); } }, means);
  context.map = map;
  window.hinterland = { map: map.gl, state, laboratory: map, paintings: [] }; // for those who look under the bonnet, and for the tests
  await map.draw({ prefectures, borders, clusters: context.clusters, network: context.network, regions: context.regions });
}

/** Everything whose words depend on the language. */
function build() {
  setLanguage(state.view.language);
  document.title = "Hinterland · " + say("tagline");
  fillWords();
  navigation("laboratory");
  const radio = (group, names, key, keys) => byId(group).replaceChildren(...names.map((name, k) => element("button", {
    type: "button", role: "radio", "data-value": name, "aria-checked": String(state.view[key] === name), title: keys[k], onclick: () => look({ [key]: name }) }, say(name))));
  radio("measures", measures, "measure", ["1", "2", "3", "4"]);
  radio("readings", readings, "reading", ["Q", "W", "E"]);
  byId("tabs").replaceChildren(...["answer", "places", "parameters", "about"].map((tab) => element("button", {
    type: "button", role: "tab", id: `tab-${tab}`, "aria-controls": `panel-${tab}`, "aria-selected": String(state.view.tab === tab), onclick: () => look({ tab }) }, say(tab))));
  actions();
  byId("inset").hidden = !context.atlas.inset;
  if (context.atlas.inset) byId("inset").src = `api/inset/${language}`;
  byId("inset").alt = both(context.atlas.insetName);
  panels.answer.build();
  panels.places.build();
  panels.parameters.build();
  strip.close();
  strip.build();
  layerSwitches();
  for (const id of ["tip", "card", "hint"]) byId(id).hidden = true;
}
function actions() {
  const button = (word, act) => element("button", { type: "button", id: word, onclick: act }, say(word));
  const replace = (scenario) => { strip.close(); replaceScenario(scenario); };
  const choose = element("select", { id: "examples", "aria-label": say("examples"), onchange: () => {
    const example = context.examples.find((e) => e.id === choose.value);
    if (example) replace(example.scenario);
    choose.value = "";
  } }, element("option", { value: "" }, say("examples")), ...context.examples.map((e) => element("option", { value: e.id }, shownScenarioName(e.scenario))));
  byId("actions").replaceChildren(
    button("undo", undo), button("redo", redo), choose, button("clear", () => replace({ name: say("newScenario"), changes: [] })),
    button("open", () => byId("file").click()), button("save", () => save(refused)), button("share", share),
    button("pin", () => { togglePin(); redraw(); }), button("report", () => report(refused)));
}
function layerSwitches() {
  const { map } = context, layers = map?.layers ?? { rail: true, clusters: true, labels: true };
  byId("layers").replaceChildren(...[["rail", "layerRail"], ["clusters", "layerClusters"], ["labels", "layerLabels"]].map(([key, word]) => element("label", {},
    element("input", { type: "checkbox", checked: layers[key], onchange: (e) => context.map?.show({ ...context.map.layers, [key]: e.target.checked }) }), say(word))),
    element("label", {}, element("input", { type: "checkbox", id: "next-switch", checked: next.shown, onchange: (e) => next.show(e.target.checked) }), say("nextLines")));
  next.build();
}

let dragged = false;
function changed(what) {
  if (what === "dragged" || what === "settled") {
    dragged = what === "dragged";
    asker.ask(what === "settled");
    const rest = () => { drawLines(); strip.update(); panels.parameters.update(); frame(); panels.answer.draws({ state: "starting" }); };
    if (picking.active && context.map) withAnswer(rest); else rest();
    answers.difference = null;
    if (what === "settled" && state.pinned && state.view.shows === "difference") askDifference().then(redraw);
    return;
  }
  if (what === "pinned") { answers.pinned = null; if (state.pinned) askPinned().then(redraw); }
  if (what === "view" && state.view.language !== language) { build(); if (answers.live) panels.answer.draws(panels.answer.status); }
  if (what === "view" && state.view.shows === "difference" && !answers.difference) askDifference().then(redraw);
  if (what === "view" && !context.map) picture();
  if (what === "view" && next.shown && next.reading !== state.view.reading) next.build();
  redraw();
}

/** While one draws on the map, the colours of the answer come first: frames that would show anything less, chips and handles wait for it, and
 *  no longer than a moment. */
let waiting = [], moment = null;
function withAnswer(act) {
  context.map?.hold();
  waiting.push(act);
  moment ??= setTimeout(paintWaiting, 400);
}
function paintWaiting() {
  clearTimeout(moment);
  moment = null;
  context.map?.release();
  for (const act of waiting.splice(0)) act();
}

let filling = null;
function answered(answer, settled) {
  // While a hand drags only one reading comes; the others wait for it to let go.
  const { map } = context, full = settled || !dragged;
  answers.live = answer;
  panels.answer.error.hidden = true;
  if (byId("banner").dataset.word === "lost") byId("banner").hidden = true;
  if (!map) { if (settled) picture(); fillPanels(full); return; }
  // The colours first; legend, names and panel follow when that frame has been handed over.
  colourMap();
  map.release();
  clearTimeout(filling);
  map.gl.once("render", () => requestAnimationFrame(() => {
    // For whoever times the page: when an answer was asked for, and when the first frame that shows it had been handed over.
    window.hinterland.paintings = [...window.hinterland.paintings.slice(-50), { asked: answer.asked, painted: performance.now() }];
    filling = setTimeout(() => { paintWaiting(); paintMap(full); fillPanels(full); }, 0);
  }));
  map.gl.triggerRepaint();
}
function drawsStand(status) {
  panels.answer.draws(status);
  if (status.state === "done" && answers.pinned && !answers.pinned.draws) drawPinned().then((drawn) => { if (drawn) redraw(); });
}
function refused(error) {
  context.map?.release();
  panels.answer.draws({ state: "none" });
  panels.answer.refused(error, () => { undo(); });
  strip.refused(error);
  if (state.view.tab !== "answer") look({ tab: "answer" });
}

/** Switches, names and buttons: what does not wait for an answer. */
function frame() {
  const { measure, reading, tab, shows } = state.view, { atlas } = context;
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
  write(byId("map-title"), say(shows === "difference" ? "differenceOf" : "changeOf", { measure: say(measure + "Long"), year: atlas.year }));
  const [english, chinese] = atlas.note.split(" · ");
  write(byId("source-line"), say("sourceLine", { title: both(atlas.title), version: atlas.version, n: answers.live?.basis.places ?? "…", year: atlas.year, note: language === "zh" ? chinese ?? english : english }));
}
function colourMap() {
  const columns = shownColumns();
  if (columns) context.map?.colour(columns.codes, columns.point, columns.classes);
}
function paintMap(full = true) {
  const columns = shownColumns();
  colourMap();
  if (columns && full) { legend(context.atlas, columns); labels(columns); }
}
function fillPanels(full = true) {
  const { tab } = state.view, { live } = answers;
  if (full) frame();
  const pinned = answers.pinned && state.pinned ? { name: shownScenarioName(state.pinned), answer: answers.pinned } : null;
  if (tab === "answer" && live) panels.answer.update(live, state.view, { full, pinned });
  panels.places.update(live, state.view, cards.selected);
  if (tab === "about" && full) about();
  if (full && cards.selected) cards.update();
}
/** Everything, as it now stands. */
function redraw() {
  paintMap();
  fillPanels();
  drawLines();
}
function drawLines() { context.map?.lines(state.scenario.changes); }

/** Names on the map: what is selected or changed, where most happens, and the anchors. */
function labels({ codes, point }) {
  const named = [...new Set(state.scenario.changes.flatMap(placesOf))];
  const most = codes.map((code, k) => [code, Math.abs(point[k])]).sort((a, b) => b[1] - a[1]).slice(0, 10).map(([code]) => code);
  const anchors = context.clusters.flatMap((c) => c.members.filter((m) => m.role === "anchor").map((m) => m.code));
  context.map?.names([...new Set([cards.selected, ...named, ...most, ...anchors].filter(Boolean))], new Set([cards.selected, ...named]));
}
/** The map as a picture, where there is no WebGL. */
async function picture() {
  try {
    const { reading, measure } = state.view;
    byId("map").innerHTML = await server.map(state.scenario, { reading, measure, language });
  } catch { /* the panel says why */ }
}

function select(code) {
  cards.select(code);
  const columns = shownColumns();
  if (columns) labels(columns);
  panels.places.update(answers.live, state.view, cards.selected);
}
function dragEnd(index, end, code, done) {
  edit((s) => {
    const link = s.changes[index] && valueOf(s.changes[index]);
    if (!link || link[end === "from" ? "to" : "from"] === code) return;
    if (link[end] !== code) delete link.lengthKm; // another way has another length
    link[end] = code;
  }, { settle: done });
}

function about() {
  const { atlas } = context;
  byId("panel-about").replaceChildren(
    element("h3", {}, say("about")), element("p", {}, say("method")), element("p", {}, say("closed")), element("p", {}, both(atlas.drawsLabel)),
    ...influenceChart(answers.live, context),
    element("h3", {}, say("sources")), element("p", { class: "small" }, say("atlasHash", { name: atlas.name, version: atlas.version, hash: atlas.hash })),
    element("ul", { class: "sources" }, ...sourceList(atlas.sources).map((parts) => element("li", {}, ...parts))));
}

// Keys, and what the page's frame does.
addEventListener("keydown", (event) => {
  const typing = event.target.closest?.("input:not([type=range]):not([type=checkbox]), select, textarea, dialog"), key = event.key.toLowerCase();
  if (event.key === "Escape") { if (picking?.active) picking.stop(); else if (!typing) { strip.close(); select(null); } return; }
  if ((event.ctrlKey || event.metaKey) && key === "z" && !typing) {
    event.preventDefault();
    if (event.shiftKey) redo(); else undo();
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && picking.active && event.target.tagName !== "BUTTON") picking.stop();
  else if ("1234".includes(key)) look({ measure: measures[Number(key) - 1] });
  else if ("qwe".includes(key)) look({ reading: readings["qwe".indexOf(key)] });
  else if (key === "l") picking.start({ kind: [...kinds.values()].find((kind) => kind.line === "new").id });
  else if (key === "/") { byId("search").focus(); event.preventDefault(); }
});
byId("language").addEventListener("click", () => { look({ language: language === "zh" ? "en" : "zh" }); keepLanguage(language); });
byId("help").addEventListener("click", () => {
  const box = byId("dialog");
  box.replaceChildren(element("div", { html: say("helpText") }), element("button", { type: "button", class: "main", onclick: () => box.close() }, say("close")));
  box.showModal();
});
byId("name").addEventListener("change", () => edit((s) => {
  const text = byId("name").value.trim() || say("newScenario");
  if (language === "zh" && s.nameChinese) s.nameChinese = text; else s.name = text;
}));
addEventListener("pointerdown", () => { if (!picking?.active) byId("hint").hidden = true; });
const openOne = (file) => { if (file) openFile(file, () => strip.close()); };
byId("file").addEventListener("change", () => { openOne(byId("file").files[0]); byId("file").value = ""; });
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => { event.preventDefault(); openOne(event.dataTransfer?.files?.[0]); });
addEventListener("resize", () => panels?.answer.resize());
// A WebGL picture is gone when the printer asks for it: it is kept as an image.
addEventListener("beforeprint", () => { if (context.map) byId("print").src = context.map.picture(); });

begin().catch((error) => {
  console.error(error);
  byId("banner").textContent = `${say("lost")} ${error.message}`;
  byId("banner").hidden = false;
  setTimeout(() => location.reload(), 4000);
});
