// Finding a place by Chinese, pinyin, initials, English or code.
import { byId, element } from "./dom.js";
import { nameOf, both } from "./words.js";

const bare = (text) => text.normalize("NFD").replace(/[\u0300-\u036f'’\s·-]/g, "").toLowerCase();

/** How well a region fits a text: 0 best, null not at all. */
export function fit(region, text) {
  const wanted = bare(text);
  if (!wanted) return 5;
  const keys = [region.name, region.fullName, bare(region.nameEnglish), region.pinyin, region.code];
  if (keys.some((key) => key === wanted)) return 0;
  if (region.initials === wanted) return 1;
  if (keys.some((key) => key.startsWith(wanted))) return 2;
  if (keys.some((key) => key.includes(wanted))) return 3;
  if ([region.province.zh, bare(region.province.en)].some((key) => key.startsWith(wanted))) return 4;
  return null;
}
export function find(regions, text, most = 8) {
  return [...regions.values()].map((region) => ({ region, score: fit(region, text) })).filter((f) => f.score != null)
    .sort((a, b) => a.score - b.score || Number(b.region.modelled) - Number(a.region.modelled) || (b.region.residents?.value ?? 0) - (a.region.residents?.value ?? 0))
    .slice(0, most).map((f) => f.region);
}

/** Makes a text field offer places; `chosen` gets the code. */
export function offerPlaces(input, list, regions, chosen) {
  let shown = [], active = -1;
  const close = () => { list.hidden = true; active = -1; input.setAttribute("aria-expanded", "false"); };
  const take = (region) => { close(); chosen(region.code); };
  const draw = () => {
    list.replaceChildren(...shown.map((region, index) => element("li", {
      role: "option", id: `${list.id}-${index}`, "aria-selected": String(index === active), class: region.modelled ? "" : "outside",
      onmousedown: (event) => { event.preventDefault(); take(region); },
    }, nameOf(region), element("small", {}, both(region.province)))));
    list.hidden = shown.length === 0;
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", `${list.id}-${active}`); else input.removeAttribute("aria-activedescendant");
  };
  input.addEventListener("input", () => { shown = input.value.trim() ? find(regions(), input.value) : []; active = shown.length ? 0 : -1; draw(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (!shown.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : shown.length - 1)) % shown.length;
      draw();
      event.preventDefault();
    } else if (event.key === "Enter" && shown[Math.max(active, 0)] && !list.hidden) {
      take(shown[Math.max(active, 0)]);
      event.preventDefault();
      event.stopPropagation();
    } else if (event.key === "Escape") close();
  });
  input.addEventListener("blur", () => setTimeout(close, 100));
}
export const wire = (regions, chosen) => offerPlaces(byId("search"), byId("found"), regions, (code) => { byId("search").value = ""; chosen(code); });
