// The clusters side by side, and the question of the Milken Institute.
import * as server from "./server.js";
import { byId, drawn, element } from "./dom.js";
import { both, knowAtlas, language, nameOf, say, term } from "./words.js";
import { grouped, money, people } from "./numbers.js";
import { questionCard } from "./question.js";
import { city, fail, shell } from "./shell.js";
import { viewState } from "./view.js";

const context = { regions: new Map() };
const { state, set } = viewState({ order: "id" }, () => build());

async function begin() {
  shell("clusters", { regions: () => context.regions, chosen: (code) => location.assign(city(code)), build });
  const [atlas, regions, cards, milken] = await server.results("atlas", "regions", "cluster-cards", "milken");
  knowAtlas(atlas);
  Object.assign(context, { atlas, cards, milken, regions });
  build();
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
}
const unit = (key) => ({ money: say("bnMoney"), people: language === "zh" ? "万人" : "million people", one: say("oneMoney") })[key];
const title = (card) => (language === "zh" ? card.name : card.nameEnglish);

function build() {
  const { cards, atlas } = context;
  if (!cards) return;
  const keys = { id: (c) => c.id, gap: (c) => -(c.gap ?? -1), level: (c) => c.level ?? Infinity, hours: (c) => -(c.hoursToAnchor ?? -1) };
  const sorted = [...cards].sort((a, b) => { const [x, y] = [keys[state.order]?.(a) ?? a.id, keys[state.order]?.(b) ?? b.id]; return x < y ? -1 : x > y ? 1 : 0; });
  // One scale for all, so that the dots of the cards can be compared.
  const most = Math.max(...cards.flatMap((c) => c.cities.map((m) => m.gdpPerResident)));
  byId("page").replaceChildren(element("h1", {}, say("view_clusters")), element("p", {}, say("clustersIntro", { n: cards.length, year: atlas.year })),
    element("div", { class: "switches" }, element("span", { class: "small" }, say("sortBy")), element("div", { class: "group", role: "radiogroup", "aria-label": say("sortBy") }, ...Object.keys(keys).map((key) => element("button", {
      type: "button", role: "radio", "data-value": key, "aria-checked": String(key === state.order), onclick: () => set({ order: key }) }, say(`sort_${key}`))))),
    element("div", { class: "cards" }, ...sorted.map((card) => one(card, most)), context.milken ? questionCard(context.milken, element("a", { href: "milken" }, say("milkenMore"))) : null));
}
function one(card, most) {
  const dash = (value, text) => (value == null ? "–" : text(value)), rank = (r) => (r ? ` (${say("rankOf", r)})` : "");
  const line = (word, ...text) => [element("dt", {}, say(word)), element("dd", {}, ...text)];
  const zones = Object.entries(card.zones).map(([type, n]) => `${term(type)} ${n}`).join(language === "zh" ? "，" : ", ");
  const anchors = card.members.filter((m) => m.role === "anchor");
  return element("article", { class: "card", id: card.id }, element("h2", {}, title(card), " ", element("small", {}, anchors.map((m) => nameOf(context.regions.get(m.code))).join(language === "zh" ? "、" : ", "))),
    dots(card, most),
    element("dl", {}, ...line("card_residents", `${people(card.residents10Thousand)} ${unit("people")}`), ...line("card_gdp", `${money(card.gdp100Million)} ${unit("money")}`),
      ...line("card_perResident", dash(card.gdpPerResident, (v) => `${grouped(v)} ${unit("one")}`)), ...line("card_level", dash(card.level, (v) => `${grouped(v)} ${unit("one")}`), rank(card.levelRank)),
      ...line("card_gap", dash(card.gap, (v) => `× ${v.toFixed(2)}`), rank(card.gapRank)), ...line("card_share", dash(card.anchorShare, (v) => `${(100 * v).toFixed(1)} %`)),
      ...line("card_hours", element("span", { title: say("card_hoursNote") }, both(card.hoursTexts) || "–"), rank(card.hoursRank)), ...line("card_theil", dash(card.theil, (v) => `${v.toFixed(4)}, ${(card.theilBetween ?? 0).toFixed(4)}`)),
      ...line("card_lines", `${card.fastLines} (${card.datedLines})`), ...(card.planned.length ? line("card_planned", card.planned.map((p) => `${both(p)}${p.opening ? ` ${p.opening}` : ""}`).join("; ")) : [])),
    element("p", { class: "small" }, `${say("card_zones")}: ${zones || say("nothingHere")}`),
    card.withoutFigures.length ? element("p", { class: "small" }, `${say("card_missing")}: ${card.withoutFigures.map(({ code }) => nameOf(context.regions.get(code))).join(", ")}`) : null,
    element("p", { class: "small" }, element("a", { href: `atlas?within=${card.id}` }, say("openMap")), ` · ${say("source_short")} ${card.source}`));
}
/** The cities on one line by their product per resident; anchors are filled. */
function dots(card, most) {
  const svg = drawn("svg", { viewBox: "0 0 360 46", class: "dots", role: "img", "aria-label": `${title(card)}: ${say("card_perResident")}` },
    drawn("path", { d: "M6 22H354", stroke: "#d5dbe1" }), drawn("text", { x: 354, y: 42, "text-anchor": "end", "font-size": 11, fill: "#5b6672" }, `${grouped(most)} ${unit("one")}`),
    drawn("text", { x: 6, y: 42, "font-size": 11, fill: "#5b6672" }, `0 · ● ${say("anchorDot")} ○ ${say("restDot")}`));
  for (const member of [...card.cities].sort((a, b) => (a.role === "anchor") - (b.role === "anchor"))) {
    const anchor = member.role === "anchor", text = `${nameOf(context.regions.get(member.code))}: ${grouped(member.gdpPerResident)} ${unit("one")}${member.warnings.length ? ` · ${member.warnings.map(both).join("; ")}` : ""}`;
    svg.append(drawn("a", { href: city(member.code) }, drawn("circle", { cx: 6 + (348 * member.gdpPerResident) / most, cy: 22, r: anchor ? 7 : 5, fill: anchor ? "#1b4965" : "#ffffffc0", stroke: "#1b4965", "stroke-width": 1.5 }, drawn("title", {}, text))));
  }
  return svg;
}
begin().catch(fail);
