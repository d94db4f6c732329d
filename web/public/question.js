// The question of the Milken Institute: what was claimed, and what each comparison of a younger with an older cluster says.
import { element } from "./dom.js";
import { language, say } from "./words.js";

export const clusterName = (profile) => (language === "zh" ? profile.name : profile.nameEnglish);

export function questionCard(question, ...more) {
  const names = new Map(question.readings.map((r) => [r.profile.id, clusterName(r.profile)]));
  return element("article", { class: "card wide", id: "milken" }, element("h2", {}, say("milkenTitle")),
    element("p", {}, say("milkenText", { level: question.holdsByLevel, gap: question.holdsByGap, all: question.comparisons.length, year: question.year })),
    element("div", { class: "scroll" }, element("table", { class: "plain" }, element("thead", {}, element("tr", {}, ...["younger", "older", "levelRatio", "gapRatio"].map((word) => element("th", { scope: "col" }, say(word))))),
      element("tbody", {}, ...question.comparisons.map((c) => element("tr", {}, element("th", { scope: "row" }, names.get(c.younger) ?? c.younger), element("td", {}, names.get(c.older) ?? c.older),
        element("td", {}, c.levelRatio.toFixed(2)), element("td", {}, c.gapRatio == null ? "–" : c.gapRatio.toFixed(2))))))), ...more);
}
