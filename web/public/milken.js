// The question of the Milken Institute as a page: the comparisons, and the clusters they are made of.
import * as server from "./server.js";
import { byId, element } from "./dom.js";
import { knowAtlas, say } from "./words.js";
import { grouped } from "./numbers.js";
import { clusterName, questionCard } from "./question.js";
import { city, fail, shell } from "./shell.js";

const context = { regions: new Map() };

async function begin() {
  shell("milken", { regions: () => context.regions, chosen: (code) => location.assign(city(code)), build });
  const [[atlas, regions], milken] = await Promise.all([server.results("atlas", "regions"), server.get("api/milken")]);
  knowAtlas(atlas);
  Object.assign(context, { milken, regions });
  build();
}
function build() {
  const { milken } = context;
  if (!milken?.result) return;
  const money = say("oneMoney"), question = milken.result;
  const cells = ({ profile: p }) => [p.cities.length, `${grouped(p.level)} ${money}`, p.levelWithoutSecondary == null ? "–" : `${grouped(p.levelWithoutSecondary)} ${money}`,
    p.gap == null ? "–" : p.gap.toFixed(2), `${(100 * p.anchorShare).toFixed(1)} %`, p.theil == null ? "–" : p.theil.toFixed(4)];
  byId("page").replaceChildren(element("h1", {}, say("view_milken")), element("div", { class: "cards" }, questionCard(question)),
    element("h3", {}, say("milkenReadings", { year: question.year })),
    element("div", { class: "scroll" }, element("table", { class: "plain" }, element("thead", {}, element("tr", {}, ...["cluster", "age", "citiesCounted", "card_level", "withoutSecondary", "card_gap", "card_share", "theil"].map((word) => element("th", { scope: "col" }, say(word))))),
      element("tbody", {}, ...question.readings.map((r) => element("tr", {}, element("th", { scope: "row" }, /^CL/.test(r.profile.id) && !/−/.test(r.profile.id) ? element("a", { href: `clusters#${r.profile.id}` }, clusterName(r.profile)) : clusterName(r.profile)),
        element("td", {}, say(r.age)), ...cells(r).map((text) => element("td", {}, String(text)))))))),
    element("p", { class: "small" }, `${say("milkenHow")} ${say("source")} ${[...new Set(milken.sources.map((s) => s.id))].join(", ")}`));
}
begin().catch(fail);
