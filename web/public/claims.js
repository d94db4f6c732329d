// What the documents claim, and what the atlas says to it.
import * as server from "./server.js";
import { byId, element } from "./dom.js";
import { both, language, nameOf, say } from "./words.js";
import { city, fail, shell } from "./shell.js";
import { settingOf, viewState } from "./view.js";

const context = { regions: new Map() };
const { state, set } = viewState({ verdict: "all" }, () => build());

async function begin() {
  shell("claims", { regions: () => context.regions, chosen: (code) => location.assign(city(code)), build });
  const [claims, regions, settings] = await server.results("claims", "regions", "settings");
  Object.assign(context, { claims, settings, regions });
  build();
}
function build() {
  const { claims, settings } = context;
  if (!claims) return;
  const verdicts = settingOf(settings, "claims", "verdict").choices, named = (id) => both(verdicts.find((v) => v.id === id).name);
  const count = (verdict) => (verdict === "all" ? claims.length : claims.filter((c) => c.verdict === verdict).length);
  const list = claims.filter((c) => state.verdict === "all" || c.verdict === state.verdict);
  byId("page").replaceChildren(element("h1", {}, say("view_claims")), element("p", {}, say("claimsIntro")),
    element("div", { class: "switches" }, element("div", { class: "group", role: "radiogroup", "aria-label": say("verdict") }, ...["all", ...verdicts.map((v) => v.id)].map((verdict) => element("button", {
      type: "button", role: "radio", "data-value": verdict, "aria-checked": String(verdict === state.verdict), onclick: () => set({ verdict }) }, `${verdict === "all" ? say("verdict_all") : named(verdict)} ${count(verdict)}`)))),
    element("div", { class: "scroll" }, element("table", { class: "plain claims" }, element("thead", {}, element("tr", {}, ...["verdict", "claim", "sentence", "theAtlas"].map((word) => element("th", { scope: "col" }, say(word))))),
      element("tbody", {}, ...list.map((c) => element("tr", {}, element("td", { class: "n" }, element("span", { class: `verdict ${c.verdict}` }, named(c.verdict))),
        element("td", {}, element("b", {}, `${c.value} ${language === "zh" ? c.unitChinese : c.unit}`), element("br"), `${language === "zh" ? c.claimChinese : c.claim}${c.year ? `, ${c.year}` : ""}`, element("br"), ...places(c)),
        element("td", {}, `“${c.sentence}”`, element("small", {}, ` ${c.documentSource}`)),
        element("td", {}, language === "zh" ? c.chinese : c.english, c.sources.length ? element("small", {}, ` · ${say("source")} ${c.sources.slice(0, 6).join(", ")}${c.sources.length > 6 ? " …" : ""}`) : ""))))))); 
}
const places = (claim) => (claim.regions.length && claim.regions.every((code) => context.regions.has(code))
  ? claim.regions.flatMap((code, k) => [k ? ", " : "", element("a", { href: city(code) }, nameOf(context.regions.get(code)))]) : [element("small", {}, language === "zh" ? claim.placeChinese : claim.place)]);
begin().catch(fail);
