// The map: regions coloured around zero, railways by their opening, the scenario's own lines, names. Nothing is computed here.
import { nameOf, say } from "./words.js";
import { FineLines, LineCanvas, distance, flatten, rgb, ringsOf } from "./lines.js";

const railLook = { early: "#1b4965", recent: "#3d8fc0", undated: "#86a9bf", conventional: "#b8c0c8" };
const accent = "#b3005e", ink = "#1f2933", planned = "#d9822b", clusterColour = "#5b4b8a";
const outside = 9;

export class LaboratoryMap {
  /** @param on what the map tells: pick(code, point), line(kind, index), change(index), hover(code, point), follow(position) while picking,
   *  drag(index, end, code, done) */
  constructor(container, atlas, on, { emulated = false } = {}) {
    this.atlas = atlas;
    this.on = on;
    this.classes = new Map();
    this.handles = [];
    this.labelled = [];
    this.changes = [];
    this.marks = {};
    this.layers = { rail: true, clusters: true, labels: true };
    const [west, south, east, north] = atlas.frame ?? [-170, -60, 170, 75];
    this.gl = new maplibregl.Map({
      container, bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: { top: 36, bottom: 6, left: 6, right: 6 } },
      attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: false, minZoom: 1.5, maxZoom: 10, fadeDuration: 0,
      // Flat colours under sharp lines bear a coarser grid where the processor paints them.
      ...(emulated ? { pixelRatio: 0.5 } : {}),
      style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#ffffff" } }] },
    });
    this.gl.touchZoomRotate.disableRotation();
    this.gl.keyboard.disableRotation();
    this.gl.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.gl.doubleClickZoom.disable();
    this.repaint = this.gl.triggerRepaint.bind(this.gl);
    this.gl.triggerRepaint = () => { if (!this.held) this.repaint(); };
    this.still = new FineLines(document.getElementById("lines"), this.gl);
    this.moving = new LineCanvas(document.getElementById("marks"), this.gl);
    this.loaded = new Promise((resolve) => this.gl.once("load", resolve));
  }

  async draw({ prefectures, borders, clusters, network, regions }) {
    await this.loaded;
    this.regions = regions;
    const gl = this.gl, { losses, gains, neutral, missing } = this.atlas.palette;
    this.fills = { "-3": losses[2], "-2": losses[1], "-1": losses[0], 0: neutral, 1: gains[0], 2: gains[1], 3: gains[2], [outside]: missing };
    gl.addSource("prefectures", { type: "geojson", data: prefectures, promoteId: "code", tolerance: 1.2, buffer: 8 });
    gl.addLayer({ id: "areas", type: "fill", source: "prefectures", paint: {
      "fill-color": ["match", ["coalesce", ["feature-state", "k"], outside], ...Object.entries(this.fills).flatMap(([k, colour]) => [Number(k), colour]), missing],
      "fill-color-transition": { duration: 0, delay: 0 }, "fill-antialias": false } });
    this.shapes = new Map(prefectures.features.map((f) => [f.properties.code, flatten(ringsOf(f.geometry))]));
    this.discs = [...regions.values()].filter((r) => !this.shapes.has(r.code) && r.position && (r.modelled || r.level === "carved"));
    const at = (code) => regions.get(code)?.position;
    this.rails = network.links.flatMap((link, index) => {
      const ends = [at(link.from), at(link.to)], opened = link.opened ? Number(link.opened.slice(0, 4)) : null;
      if (!ends[0] || !ends[1] || (opened && opened > this.atlas.year)) return [];
      return [{ index, ends, look: link.class === "conventional" ? "conventional" : opened == null ? "undated" : opened > 2015 ? "recent" : "early" }];
    });
    this.planned = network.planned.flatMap((line, index) => {
      const stops = line.stops.map(at);
      return stops.length > 1 && stops.every(Boolean) ? [{ index, stops }] : [];
    });
    this.paths = {
      prefectures: flatten(borders.prefectures), provinces: flatten(borders.provinces), clusters: flatten(clusters.flatMap((c) => c.outline)),
      planned: flatten(this.planned.map((p) => p.stops)),
      rails: Object.fromEntries(Object.keys(railLook).map((look) => [look, flatten(this.rails.filter((r) => r.look === look).map((r) => r.ends))])),
    };
    this.listen();
    this.drawn = true;
    this.follow();
  }
  /** Draws everything that is not WebGL where the map now is. */
  follow() {
    this.paintStill();
    this.paintMoving();
    this.placeLabels();
  }
  paintStill() {
    if (!this.drawn) return;
    const layer = (lines, colour, pixels, alpha = 1) => ({ lines, colour: rgb(colour), pixels, alpha });
    this.still.paint([
      layer(this.paths.prefectures, "#ffffff", 1), layer(this.paths.provinces, "#9aa4ae", 1),
      ...(this.layers.clusters ? [layer(this.paths.clusters, clusterColour, 1.3, 0.65)] : []),
      ...(this.layers.rail ? ["conventional", "undated", "recent", "early"].map((look) => layer(this.paths.rails[look], railLook[look], look === "conventional" ? 1 : 1.4, 0.8)) : []),
    ]);
  }
  paintMoving() {
    if (!this.drawn) return;
    this.moving.paint(({ stroke, disc }) => {
      if (this.layers.rail) stroke(this.paths.planned, planned, 2, { dash: [4, 3] });
      for (const [what, width, colour] of [["hover", 1.6, ink], ["selected", 2.4, ink], ["picked", 2.4, accent]]) {
        for (const code of this.marks[what] ?? []) if (this.shapes.has(code)) stroke(this.shapes.get(code), colour, width);
      }
      for (const region of this.discs) {
        const marked = Object.values(this.marks).some((codes) => codes.has(region.code));
        disc(region.position, 5, this.fills[this.classes.get(region.code) ?? outside], (this.marks.picked?.has(region.code) ? accent : ink), marked ? 2.4 : 1);
      }
      for (const { kind, ends } of this.own) {
        const path = flatten([ends]);
        if (kind === "removeLink") stroke(path, ink, 3.5, { dash: [5, 5] });
        else { stroke(path, "#ffffff", 6.5, { cap: "round" }); stroke(path, accent, 4, { cap: "round" }); }
      }
      if (this.ghostLine) stroke(flatten([this.ghostLine]), accent, 2.5, { dash: [5, 5] });
    });
  }

  /** No frame of WebGL until the answer to what was just done is there: MapLibre paints one when a button is let go, in which nothing is new, and
   *  without a graphics card that frame stands in the way of the one that matters. */
  hold() {
    clearTimeout(this.held);
    this.held = setTimeout(() => this.release(), 250);
  }
  release() {
    if (!this.held) return;
    clearTimeout(this.held);
    this.held = null;
    this.repaint();
  }
  /** While places are picked the pointer draws; afterwards nothing of it stays. */
  pick(on) {
    this.picking = on;
    if (on) return;
    this.ghost(null);
    this.mark("picked", []);
  }

  listen() {
    const gl = this.gl, canvas = gl.getCanvas();
    // Before MapLibre hears of it; a hand that moved the map is let be.
    let pressed = null;
    addEventListener("pointerdown", (e) => { pressed = [e.clientX, e.clientY]; }, true);
    canvas.addEventListener("pointerup", (e) => { if (this.picking && pressed && Math.hypot(e.clientX - pressed[0], e.clientY - pressed[1]) < 3) this.hold(); }, true);
    gl.on("move", () => this.follow());
    gl.on("resize", () => this.follow());
    gl.on("click", ({ point }) => {
      const line = this.picking ? null : this.lineAt(point);
      if (line?.kind === "own") this.on.change(line.index);
      else if (line) this.on.line(line.kind, line.index);
      else this.on.pick(this.placeAt(point), point);
    });
    gl.on("mousemove", ({ point, lngLat }) => {
      const place = this.placeAt(point);
      canvas.style.cursor = this.picking ? "crosshair" : place || this.lineAt(point) ? "pointer" : "";
      this.mark("hover", place ? [place] : []);
      this.on.hover(place, point);
      if (this.picking) this.on.follow(lngLat.toArray());
    });
    canvas.addEventListener("mouseleave", () => { this.mark("hover", []); this.on.hover(null); });
  }
  get own() {
    return this.changes.flatMap((change, index) => ["link", "removeLink"].flatMap((kind) => {
      const ends = change[kind] && [change[kind].from, change[kind].to].map((code) => this.regions.get(code)?.position);
      return ends?.[0] && ends[1] ? [{ kind, index, ends }] : [];
    }));
  }
  /** The line under a point: the scenario's own before planned ones before railways. */
  lineAt(point) {
    const far = (ends) => distance(point, this.gl.project(ends[0]), this.gl.project(ends[1]));
    const own = this.own.find((line) => far(line.ends) < 6);
    if (own) return { kind: "own", index: own.index };
    if (!this.layers.rail) return null;
    const future = this.planned.find(({ stops }) => stops.slice(1).some((stop, k) => far([stops[k], stop]) < 4));
    if (future) return { kind: "planned", index: future.index };
    let best = null, least = 4;
    for (const rail of this.rails) {
      const d = far(rail.ends);
      if (d < least) { least = d; best = rail; }
    }
    return best && { kind: "rail", index: best.index };
  }
  /** The place under a point of the screen: a disc before an area. */
  placeAt(point) {
    if (!this.drawn) return null;
    const disc = this.discs.find((r) => { const p = this.gl.project(r.position); return Math.hypot(p.x - point.x, p.y - point.y) < 8; });
    return disc?.code ?? this.gl.queryRenderedFeatures(point, { layers: ["areas"] })[0]?.properties.code ?? null;
  }
  /** The modelled place whose seat lies nearest to a point of the screen, within some pixels. */
  nearest(point, within = 60) {
    let best = null, least = within;
    for (const region of this.regions.values()) {
      if (!region.modelled || !region.position) continue;
      const at = this.gl.project(region.position), far = Math.hypot(at.x - point.x, at.y - point.y);
      if (far < least) { least = far; best = region.code; }
    }
    return best;
  }

  /** Colours: value of each code and the bounds of the classes. */
  colour(codes, values, bounds) {
    if (!this.drawn) return;
    const seen = new Set();
    codes.forEach((code, index) => {
      const value = values[index], size = Math.abs(value);
      seen.add(code);
      this.set(code, value == null ? outside : (size >= bounds[2] ? 3 : size >= bounds[1] ? 2 : size >= bounds[0] ? 1 : 0) * (value < 0 ? -1 : 1) || 0);
    });
    for (const code of this.classes.keys()) if (!seen.has(code)) this.set(code, outside);
    if (this.discsChanged) this.paintMoving();
    this.discsChanged = false;
  }
  set(code, k) {
    if (this.classes.get(code) === k) return;
    this.classes.set(code, k);
    if (this.shapes.has(code)) this.gl.setFeatureState({ source: "prefectures", id: code }, { k });
    else this.discsChanged = true;
  }
  /** Outlines what is pointed at (hover), selected or picked. */
  mark(what, codes) {
    if (!this.drawn || String(codes) === String([...(this.marks[what] ?? [])])) return;
    this.marks[what] = new Set(codes);
    this.paintMoving();
  }

  /** The scenario's own lines, with ends that can be dragged. */
  lines(changes) {
    this.changes = changes;
    if (!this.drawn) return;
    this.paintMoving();
    if (this.handles.some((handle) => handle.dragging)) return;
    const wanted = changes.flatMap((c, index) => (c.link ? ["from", "to"].map((end) => ({ index, end, code: c.link[end] })) : []))
      .filter((w) => this.regions.get(w.code)?.position);
    const key = wanted.map((w) => `${w.index}${w.end}`).join();
    if (key !== this.handleKey) {
      for (const handle of this.handles) handle.remove();
      this.handles = wanted.map((w) => this.handle(w));
      this.handleKey = key;
    }
    this.handles.forEach((handle, k) => {
      handle.code = wanted[k].code;
      handle.setLngLat(this.regions.get(wanted[k].code).position);
    });
  }
  handle({ index, end, code }) {
    const element = document.createElement("div");
    element.className = "handle";
    const handle = new maplibregl.Marker({ element, draggable: true }).setLngLat(this.regions.get(code).position).addTo(this.gl);
    handle.on("dragstart", () => { handle.dragging = true; });
    handle.on("drag", () => {
      const near = this.nearest(this.gl.project(handle.getLngLat()));
      if (near && near !== handle.code) { handle.code = near; this.on.drag(index, end, near, false); }
    });
    handle.on("dragend", () => {
      handle.dragging = false;
      this.on.drag(index, end, handle.code, true);
    });
    return handle;
  }
  ghost(from, to) {
    const start = from && this.regions.get(from)?.position;
    this.ghostLine = start && to ? [start, to] : null;
    this.paintMoving();
  }
  straight(from, to) {
    const [a, b] = [from, to].map((code) => this.regions.get(code)?.position);
    return a && b ? new maplibregl.LngLat(...a).distanceTo(new maplibregl.LngLat(...b)) / 1000 : null;
  }
  show(layers) {
    this.layers = layers;
    this.follow();
  }
  /** The WebGL part as an image, for print. */
  picture() {
    this.gl.redraw();
    return this.gl.getCanvas().toDataURL();
  }

  /** Names: codes in the order of their importance; the first ones win where two would overlap. */
  names(codes, strong) {
    this.labelled = codes.map((code) => ({ code, strong: strong.has(code) }));
    this.placeLabels();
  }
  placeLabels() {
    const box = document.getElementById("labels"), written = [];
    if (!this.layers.labels || !this.regions) { box.replaceChildren(); this.written = ""; return; }
    const taken = [], { clientWidth: width, clientHeight: height } = this.gl.getContainer(), shown = [];
    for (const { code, strong } of this.labelled) {
      const region = this.regions.get(code);
      if (!region?.position) continue;
      const at = this.gl.project(region.position);
      if (at.x < 0 || at.y < 0 || at.x > width || at.y > height) continue;
      const text = nameOf(region), w = [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e80 ? 14 : 7.4), 8);
      for (const [dx, dy] of [[8, -9], [-w - 6, -9], [-w / 2, -24], [-w / 2, 7]]) {
        const r = [at.x + dx, at.y + dy, at.x + dx + w, at.y + dy + 17];
        if (r[0] < 0 || r[2] > width || taken.some((t) => r[0] < t[2] && t[0] < r[2] && r[1] < t[3] && t[1] < r[3])) continue;
        taken.push(r);
        const label = document.createElement("span"), dot = document.createElement("i");
        label.textContent = text;
        label.className = strong ? "strong" : "";
        label.style.transform = `translate(${r[0].toFixed(1)}px,${r[1].toFixed(1)}px)`;
        dot.style.transform = `translate(${(at.x - 2).toFixed(1)}px,${(at.y - 2).toFixed(1)}px)`;
        shown.push(label, dot);
        written.push(text, strong, label.style.transform);
        break;
      }
    }
    if (this.written === String(written)) return;
    this.written = String(written);
    box.replaceChildren(...shown);
  }
  fly(code) {
    const at = this.regions.get(code)?.position;
    if (at && !this.gl.getBounds().contains(at)) this.gl.easeTo({ center: at, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400 });
  }
}

/** Lines of the legend; `of` names the kind of change without which the line is not there. */
export const lineLegend = () => [
  { colour: railLook.early, text: say("early") }, { colour: railLook.recent, text: say("recent") }, { colour: railLook.undated, text: say("undated") },
  { colour: railLook.conventional, text: say("conventional") }, { colour: planned, dashed: true, text: say("plannedLine") },
  { colour: accent, text: say("yours"), of: "link" }, { colour: ink, dashed: true, text: say("taken"), of: "removeLink" },
  { colour: clusterColour, pixels: 2, text: say("clusterLine") },
].map((line) => ({ pixels: 3, dashed: false, ...line }));

/** Whether this browser can draw with WebGL, and whether a graphics card does it or the processor stands in. */
export function graphics() {
  if (new URLSearchParams(location.search).has("nowebgl")) return null;
  try {
    const canvas = document.createElement("canvas"), context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
    if (!context) return null;
    const names = context.getExtension("WEBGL_debug_renderer_info");
    const renderer = String(context.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : context.RENDERER));
    context.getExtension("WEBGL_lose_context")?.loseContext();
    return { emulated: /swiftshader|llvmpipe|software|basic render/i.test(renderer) };
  } catch { return null; }
}
