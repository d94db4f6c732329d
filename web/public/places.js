// The linked table: every place, sortable and searchable, marking the map as one goes over it.
import { element } from "./dom.js";
import { both, nameOf, say } from "./words.js";
import { interval, money, people, percent } from "./numbers.js";
import { fit } from "./search.js";
import { rows } from "./answer.js";

export class PlacesPanel {
  constructor(box, context, on) {
    this.box = box;
    this.context = context;
    this.on = on;
    this.sort = { by: "change", down: true };
    this.text = "";
  }
  build() {
    this.input = element("input", { type: "search", placeholder: say("filter"), "aria-label": say("filter"), value: this.text, oninput: () => { this.text = this.input.value; this.fill(); } });
    this.input.value = this.text;
    this.count = element("span", { class: "small" });
    this.table = element("table", { class: "plain places" });
    this.box.replaceChildren(element("div", { class: "row" }, this.input, this.count), element("div", { class: "scroll" }, this.table));
  }
  update(answer, view, selected) {
    Object.assign(this, { answer, view, selected });
    if (!this.box.hidden) this.fill();
  }
  fill() {
    const { regions } = this.context, { answer, view } = this;
    const changes = new Map(rows(answer, view.reading, view.measure).map((r) => [r.code, r]));
    const ranks = answer?.draws?.ranks;
    const list = [...regions.values()].filter((r) => r.modelled || r.reason || changes.has(r.code)).filter((r) => fit(r, this.text) != null).map((region) => {
      const change = changes.get(region.code);
      return { region, change, rank: change ? ranks?.rank[change.index] : null, low: ranks?.rankLow[change?.index], high: ranks?.rankHigh[change?.index] };
    });
    const key = {
      place: (r) => nameOf(r.region), change: (r) => r.change?.point, rank: (r) => r.rank, residents: (r) => r.region.residents?.value, gdp: (r) => r.region.product?.value,
    }[this.sort.by];
    const sign = this.sort.down ? -1 : 1;
    list.sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      if (x == null || y == null) return (x == null) - (y == null);
      return sign * (typeof x === "string" ? x.localeCompare(y, "zh-Hans-CN") : x - y);
    });
    const head = (by, text) => element("th", { scope: "col", "aria-sort": this.sort.by === by ? (this.sort.down ? "descending" : "ascending") : "none" },
      element("button", { type: "button", class: "text", onclick: () => { this.sort = { by, down: this.sort.by === by ? !this.sort.down : by !== "place" && by !== "rank" }; this.fill(); } }, text));
    this.count.textContent = say("rows", { n: list.length });
    this.table.replaceChildren(
      element("thead", {}, element("tr", {}, head("place", say("place")), head("change", say(view.measure + "Long")), head("rank", say("rank")), head("residents", say("residents")), head("gdp", say("gdp")))),
      element("tbody", {}, ...list.map(({ region, change, rank, low, high }) => element("tr", {
        "data-code": region.code, class: region.code === this.selected ? "shown" : "",
        onmouseenter: () => this.on.point(region.code), onmouseleave: () => this.on.point(null),
      },
        element("th", { scope: "row" }, element("button", { type: "button", class: "text", onclick: () => this.on.select(region.code) }, nameOf(region)), element("small", {}, both(region.province))),
        element("td", {}, ...(change ? [percent(change.point), element("small", {}, interval(change.low, change.high))] : [say("notModelled")])),
        element("td", {}, rank == null ? "–" : String(rank), rank == null ? "" : element("small", {}, `(${low}–${high})`)),
        element("td", {}, region.residents ? people(region.residents.value) : "–"), element("td", {}, region.product ? money(region.product.value) : "–")))));
  }
}
