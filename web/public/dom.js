// Small help for building elements.
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value == null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "class") node.className = value;
    else if (name === "html") node.innerHTML = value; // only for texts of words.js
    else if (name in node && typeof value !== "string") node[name] = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((c) => c != null && c !== false));
  return node;
}
/** Writes a text only where it is another: what is not touched is not painted again. */
export function write(node, text) { if (node.textContent !== text) node.textContent = text; }
/** Builds the content of a node anew only when its key is another. */
export function rebuild(node, key, build) {
  if (node.dataset.key === key) return;
  node.dataset.key = key;
  node.replaceChildren(...build());
}
export const byId = (id) => document.getElementById(id);
/** Tables that the server reads. */
export const tableFiles = ".csv,.txt,.tsv,.xlsx,.dta,text/csv";
/** Text for a spreadsheet, which takes it for UTF-8 by its first mark alone. */
export const withMark = (text) => `\uFEFF${text}`;
export function download(name, text, type) {
  const link = element("a", { href: URL.createObjectURL(new Blob([text], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}
/** Shows a box beside a point of the stage, inside it. */
export function place(box, point) {
  box.hidden = false;
  const stage = byId("stage"), w = box.offsetWidth, h = box.offsetHeight;
  box.style.left = `${Math.max(4, Math.min(point.x + 14, stage.clientWidth - w - 4))}px`;
  box.style.top = `${Math.max(4, point.y + 14 + h > stage.clientHeight ? point.y - h - 10 : point.y + 14)}px`;
}
const space = "http://www.w3.org/2000/svg";
/** An element of SVG; a text becomes its content. */
export function drawn(tag, attributes = {}, ...children) {
  const node = document.createElementNS(space, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
