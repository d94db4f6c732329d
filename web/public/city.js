// A city as a page of a yearbook.
import * as server from "./server.js";
import { byId, drawn, element } from "./dom.js";
import { both, knowAtlas, language, nameOf, say, term } from "./words.js";
import { asked } from "./state.js";
import { city, fail, shell } from "./shell.js";
import { viewState } from "./view.js";

const context = { regions: new Map() };
const { state } = viewState({ code: "" }, () => location.reload());

async function begin() {
  shell("city", { regions: () => context.regions, chosen: (code) => location.assign(city(code)), build });
  const [atlas, regions] = await server.results("atlas", "regions");
  // Without a city the first that has figures.
  const code = state.code || [...regions.values()].find((r) => r.modelled)?.code || regions.keys().next().value;
  const profile = await server.result(`api/cities?code=${encodeURIComponent(code)}`);
  knowAtlas(atlas);
  Object.assign(context, { atlas, profile, regions });
  build();
}
const section = (word, ...content) => element("section", {}, element("h3", {}, say(word)), ...content);
const none = () => element("p", { class: "small" }, say("nothingHere"));
const link = (code) => element("a", { href: city(code) }, nameOf(context.regions.get(code)) || code);

function build() {
  const { profile: p } = context;
  if (!p) return;
  const name = language === "zh" ? p.fullName : p.nameEnglish;
  document.title = `Hinterland · ${name}`;
  byId("page").replaceChildren(
    element("h1", {}, name, " ", element("small", {}, [...new Set([language === "zh" ? p.nameEnglish : p.name, both(p.province), p.code])].filter((text) => text && text !== name).join(" · "))),
    element("p", {}, p.note, p.note ? " " : "", element("a", { href: `atlas?select=${p.code}` }, say("inMap")), ...(context.atlas.noModel ? [] : [" · ", element("a", { href: "./" }, say("askLab"))])),
    element("div", { class: "columns" },
      element("div", {}, section("indicatorsTitle", p.indicators.length ? indicators(p) : none())),
      element("div", {}, ...[
        p.holds.clusters && section("memberOf", ...listed(p.clusters, (c) => [element("a", { href: `clusters#${c.id}` }, language === "zh" ? c.name : c.nameEnglish), ` ${say(`role_${c.role}`)}, ${term(c.verification)}`])),
        p.holds.clusters && section("anchorsTitle", rows(p.anchors, (a) => both(a.texts)), element("p", { class: "small" }, say("anchorsNote", { year: p.year }))),
        p.holds.neighbours && section("neighbours", rows(p.neighbours.places, (n) => n.texts ? `${both(n.texts)} ${both(p.neighbours.units)}` : say("noFigure")), element("p", { class: "small" }, `${both(p.neighbours.indicator)}, ${p.year}`)),
        p.holds.zones && section("zonesTitle", ...listed(p.zones, (z) => [z.name, element("small", {}, ` ${term(z.type)}${z.year ? `, ${z.year}` : ""} · ${say("source")} ${z.source}`)])),
        !context.atlas.noModel && section("historyTitle", scenarios(p)),
        p.holds.ranks && section("ranksTitle", ...listed(p.ranks, (r) => [`${r.edition}: ${r.rank}`, element("small", {}, ` ${term(r.tier)}${both(r.flag) ? ` · ${both(r.flag)}` : ""} · ${say("source")} ${r.source}`)])),
      ].filter(Boolean))));
}
const listed = (items, line) => [items.length ? element("ul", { class: "sources" }, ...items.map((item) => element("li", {}, ...line(item)))) : none()];
const rows = (items, value) => items.length ? element("table", { class: "plain" }, element("tbody", {}, ...items.map((item) => element("tr", {}, element("th", { scope: "row" }, link(item.code)), element("td", {}, value(item)))))) : none();
/** Scenarios asked on this machine that name the city. */
function scenarios(p) {
  const own = asked().filter((entry) => entry.places?.includes(p.code) && String(entry.address).startsWith("#"));
  return own.length ? element("ul", { class: "sources" }, ...own.map((entry) => element("li", {}, element("a", { href: `./${entry.address}` }, language === "zh" ? entry.nameChinese ?? entry.name : entry.name)))) : element("p", { class: "small" }, say("noHistory"));
}
/** The figures, group by group; the first group stands open. */
function indicators(p) {
  const groups = [...new Set(p.indicators.map((i) => i.group))];
  return element("div", {}, ...groups.map((group, k) => {
    const own = p.indicators.filter((i) => i.group === group), name = say(group ? `about_${group}` : "about_other");
    if (groups.length === 1) return figures(own);
    return element("details", { open: k === 0 }, element("summary", {}, `${name} (${own.length})`), figures(own));
  }));
}
function figures(shown) {
  return element("table", { class: "plain" }, element("thead", {}, element("tr", {}, ...["indicator", "latest", "rankShort", "overYears"].map((word) => element("th", { scope: "col" }, say(word))))),
    element("tbody", {}, ...shown.map((i) => {
      const last = i.series[i.series.length - 1], flags = last.flags.map(both).join("; ");
      return element("tr", {},
        element("th", { scope: "row" }, element("a", { href: `atlas?indicator=${i.id}&select=${context.profile.code}&kind=series` }, both(i.name)), element("small", {}, ` ${both(i.units)}`)),
        element("td", { title: `${both(last.vintage)}${flags ? ` · ${flags}` : ""} · ${say("source")} ${last.sources}` }, `${both(last.texts)} (${last.year})`, element("small", {}, ` ${say(last.status)}${flags ? " ⚑" : ""}`)),
        element("td", {}, say("rankOf", i)), element("td", {}, spark(i)));
    })));
}
/** A line over the years; each point says its value. */
function spark(indicator) {
  const { series } = indicator;
  if (series.length < 2) return element("small", {}, "–");
  const years = series.map((s) => s.year), values = series.map((s) => s.value), [low, high] = [Math.min(...values), Math.max(...values)];
  const at = (s) => [5 + (140 * (s.year - years[0])) / (years[years.length - 1] - years[0]), 26 - (22 * (s.value - low)) / (high - low || 1)];
  const svg = drawn("svg", { viewBox: "0 0 150 30", class: "spark" }, drawn("path", { d: series.map((s, k) => `${k ? "L" : "M"}${at(s).join(" ")}`).join(""), fill: "none", stroke: "#1b4965" }));
  for (const s of series) {
    const [cx, cy] = at(s), text = `${s.year}: ${both(s.texts)} ${both(indicator.units)} · ${say(s.status)} · ${both(s.vintage)} · ${say("source")} ${s.sources}`;
    svg.append(drawn("circle", { cx, cy, r: 2.5, fill: "#1b4965" }, drawn("title", {}, text)));
  }
  return svg;
}
begin().catch(fail);
