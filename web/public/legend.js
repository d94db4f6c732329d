// What the colours and lines of the map mean.
import { byId, element, rebuild } from "./dom.js";
import { language, say } from "./words.js";
import { percent } from "./numbers.js";
import { state } from "./state.js";
import { lineLegend } from "./map.js";
import { lineOf } from "./changes.js";

/** Only the classes that some place has, and the lines that are there. */
export function legend(atlas, { classes: [a, b, c], point }) {
  const { losses, gains, neutral, missing } = atlas.palette, unit = state.view.shows === "difference" ? ` ${say("points")}` : " %";
  const p = (v) => percent(v, unit), size = (v) => p(v).slice(1);
  const any = (low, high) => point.some((v) => v >= low && v < high);
  const classes = [
    [gains[2], say("above", { x: p(c) }), any(c, Infinity)], [gains[1], say("between", { a: p(b), b: p(c) }), any(b, c)], [gains[0], say("between", { a: p(a), b: p(b) }), any(a, b)],
    [neutral, say("aboutZero", { x: size(a) }), true],
    [losses[0], say("between", { a: p(-b), b: p(-a) }), any(-b, -a)], [losses[1], say("between", { a: p(-c), b: p(-b) }), any(-c, -b)], [losses[2], say("below", { x: p(-c) }), any(-Infinity, -c)],
    [missing, say("notModelled"), true]].filter((entry) => entry[2]);
  const used = new Set(state.scenario.changes.map((change) => lineOf(change)?.look));
  if (!byId("next").hidden) used.add("search");
  const lines = lineLegend().filter(({ of }) => !of || used.has(of));
  const sign = (look, text) => element("span", {}, element("i", look), text);
  rebuild(byId("legend"), JSON.stringify([language, classes, lines]), () => [
    element("div", { class: "scale" }, ...classes.map(([colour, text]) => sign({ style: `background:${colour}` }, text))),
    element("div", { class: "scale" }, ...lines.map(({ colour, dashed, pixels, text }) => sign({ class: "line", style: `border-top:${pixels}px ${dashed ? "dashed" : "solid"} ${colour}` }, text)))]);
}
