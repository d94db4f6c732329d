// A table of any length: only the rows in sight are there.
import { element } from "./dom.js";

const height = 30;

export class LongTable {
  /** @param columns [{ head, cell(row) → node or text, key(row) → number or text, number, width }], @param on { point(row), choose(row, event) } */
  constructor(box, on) {
    this.box = box;
    this.on = on;
    this.sort = { column: 1, down: true };
    this.rows = [];
    this.head = element("div", { class: "grid head", role: "row" });
    this.inner = element("div", {});
    this.window = element("div", { class: "window", tabindex: 0, role: "grid", onscroll: () => this.fill() }, this.inner);
    box.replaceChildren(this.head, this.window);
    new ResizeObserver(() => this.fill()).observe(this.window);
  }
  show(columns, rows, chosen) {
    this.columns = columns;
    this.rows = rows;
    this.chosen = chosen;
    const template = columns.map((c) => c.width ?? "1fr").join(" ");
    this.template = `grid-template-columns: ${template}`;
    this.head.style.cssText = this.template;
    this.box.classList.toggle("many", columns.length > 4);
    this.head.replaceChildren(...columns.map((column, k) => element("span", { class: column.number ? "n" : "", role: "columnheader", "aria-sort": this.sort.column === k ? (this.sort.down ? "descending" : "ascending") : "none" },
      element("button", { type: "button", onclick: () => { this.sort = { column: k, down: this.sort.column === k ? !this.sort.down : Boolean(column.number) }; this.order(); } }, column.head))));
    this.order();
  }
  order() {
    const { key } = this.columns[this.sort.column] ?? this.columns[0], sign = this.sort.down ? -1 : 1;
    const keyed = this.rows.map((row) => [key(row), row]);
    keyed.sort(([a], [b]) => (a == null || b == null ? (a == null) - (b == null) : sign * (typeof a === "string" ? a.localeCompare(b, "zh-Hans-CN") : a - b)));
    this.ordered = keyed.map(([, row]) => row);
    this.inner.style.height = `${height * this.ordered.length}px`;
    [...this.head.children].forEach((node, k) => node.setAttribute("aria-sort", this.sort.column === k ? (this.sort.down ? "descending" : "ascending") : "none"));
    this.fill();
  }
  fill() {
    if (!this.ordered) return;
    const first = Math.max(0, Math.floor(this.window.scrollTop / height) - 4), last = Math.min(this.ordered.length, first + Math.ceil(this.window.clientHeight / height) + 9);
    this.inner.replaceChildren(...this.ordered.slice(first, last).map((row, k) => element("div", {
      class: `grid${this.chosen?.has(row.code) ? " chosen" : ""}`, role: "row", "data-code": row.code, style: `${this.template};top:${(first + k) * height}px`,
      onmouseenter: () => this.on.point(row), onmouseleave: () => this.on.point(null), onclick: (event) => this.on.choose(row, event),
    }, ...this.columns.map((column) => element("span", { class: column.number ? "n" : "", role: "gridcell" }, column.cell(row))))));
  }
  /** Brings a row into sight. */
  reveal(code) {
    const index = this.ordered?.findIndex((row) => row.code === code) ?? -1;
    if (index < 0) return;
    const top = index * height;
    if (top < this.window.scrollTop || top > this.window.scrollTop + this.window.clientHeight - height) this.window.scrollTop = top - this.window.clientHeight / 2;
  }
}
