// What the server has said: the live answer, the pinned one, and what the live one says more than the pinned.
import * as server from "./server.js";
import { byId, element } from "./dom.js";
import { both, language, say } from "./words.js";
import { pin, readings, state } from "./state.js";

export const answers = { live: null, pinned: null, difference: null };

export const shownScenarioName = (scenario) => (language === "zh" ? scenario.nameChinese ?? scenario.name : scenario.name);

/** What the map shows: the live answer, the pinned one, or the difference. */
export function shownColumns() {
  const { shows, reading, measure } = state.view;
  const answer = shows === "pinned" ? answers.pinned : shows === "difference" ? answers.difference : answers.live;
  const chosen = answer?.readings[reading];
  return chosen ? { codes: chosen.places.code, classes: chosen.classes[measure], ...chosen.places[measure] } : null;
}

export function togglePin() {
  const answer = state.pinned ? null : answers.live;
  pin(state.pinned ? null : state.scenario);
  if (answer && Object.keys(answer.readings).length > 1) answers.pinned = answer;
}
/** The pinned answer gets its intervals when the live one has its own; true if it has. */
export async function drawPinned() {
  const scenario = state.pinned;
  let drawn = false;
  try {
    await server.draws(scenario, { on: { answer: (answer) => { if (state.pinned === scenario) { answers.pinned = answer; drawn = true; } } } });
  } catch { /* the point stays */ }
  return drawn;
}
export async function askPinned() {
  const scenario = state.pinned;
  try {
    const answer = await server.answer(scenario, { readings });
    if (state.pinned === scenario && !answers.pinned) answers.pinned = answer;
  } catch { /* the live answer stands alone */ }
  if (state.view.shows === "difference") await askDifference();
}
export async function askDifference() {
  if (!state.pinned) return;
  const scenario = state.scenario;
  try {
    const result = await server.compare(state.pinned, scenario);
    if (state.scenario === scenario) answers.difference = result;
  } catch { answers.difference = null; }
}

/** Both maps in one window. */
export async function sideBySide() {
  const { reading, measure } = state.view, box = byId("dialog");
  const pairs = [[state.pinned, answers.pinned, "pinned"], [state.scenario, answers.live, "live"]];
  const pictures = await Promise.all(pairs.map(([scenario]) => server.map(scenario, { reading, measure, language })));
  const figures = pairs.map(([scenario, answer, which], k) => {
    const holder = element("div", {});
    holder.innerHTML = pictures[k]; // drawn by our own server, which escapes what people write
    return element("figure", {}, element("figcaption", {}, element("b", {}, shownScenarioName(scenario)), element("small", {}, ` · ${say(which)}`),
      element("p", {}, both(answer?.readings[reading]?.sentence))), holder);
  });
  box.replaceChildren(element("button", { type: "button", class: "x", "aria-label": say("close"), onclick: () => box.close() }, "×"), element("div", { class: "side" }, ...figures));
  box.showModal();
}
