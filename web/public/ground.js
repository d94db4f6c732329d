// The ground of every map: regions in the colours of their classes, borders, names, what is pointed at. Nothing is computed here.
import { nameOf } from "./words.js";
import { FineLines, LineCanvas, flatten, rgb, ringsOf } from "./lines.js";

export const accent = "#b3005e", ink = "#1f2933", clusterColour = "#5b4b8a";

export class GroundMap {
  /** @param on what the map tells: pick(code, point), hover(code, point) */
  constructor(container, atlas, on, { emulated = false } = {}) {
    this.atlas = atlas;
    this.on = on;
    this.classes = new Map();
    this.labelled = [];
    this.marks = {};
    this.layers = { clusters: true, labels: true, borders: true };
    const [west, south, east, north] = atlas.frame ?? [-170, -60, 170, 75];
    this.frame = [[[west, south], [east, north]], { padding: { top: 36, bottom: 6, left: 6, right: 6 } }];
    this.gl = new maplibregl.Map({
      container, bounds: this.frame[0], fitBoundsOptions: this.frame[1],
      attributionControl: false, dragRotate: false, pitchWithRotate: false, renderWorldCopies: false, minZoom: 1.5, maxZoom: 10, fadeDuration: 0,
      // Flat colours under sharp lines bear a coarser grid where the processor paints them.
      ...(emulated ? { pixelRatio: 0.5 } : {}),
      style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#ffffff" } }] },
    });
    this.gl.touchZoomRotate.disableRotation();
    this.gl.keyboard.disableRotation();
    this.gl.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.gl.doubleClickZoom.disable();
    this.still = new FineLines(document.getElementById("lines"), this.gl);
    this.moving = new LineCanvas(document.getElementById("marks"), this.gl);
    this.loaded = new Promise((resolve) => this.gl.once("load", resolve));
  }

  /** @param fills colour of each class by its number; `outside` of what has no class */
  async draw({ prefectures, borders, clusters, regions }, fills, outside) {
    await this.loaded;
    Object.assign(this, { regions, fills, outside, colours: new Map() });
    this.gl.addSource("prefectures", { type: "geojson", data: prefectures, promoteId: "code", tolerance: 1.2, buffer: 8 });
    this.gl.addLayer({ id: "areas", type: "fill", source: "prefectures", paint: {
      // A place's own state holds its colour: another palette then touches no more than the places whose colour changes.
      "fill-color": ["to-color", ["feature-state", "colour"], fills[outside]], "fill-color-transition": { duration: 0, delay: 0 }, "fill-antialias": false } });
    this.shapes = new Map(prefectures.features.map((f) => [f.properties.code, flatten(ringsOf(f.geometry))]));
    this.discs = [...regions.values()].filter((r) => !this.shapes.has(r.code) && r.position && this.isDisc(r));
    this.paths = { prefectures: flatten(borders.prefectures), provinces: flatten(borders.provinces), clusters: flatten(clusters.flatMap((c) => c.outline)) };
    this.prepare?.();
    this.listen();
    this.drawn = true;
    if (!this.atlas.frame) this.fit([...regions.keys()], 0);
    this.follow();
  }
  /** Whether a region without outline is drawn as a disc. */
  isDisc(region) { return region.level !== "carved"; }
  /** Draws everything that is not WebGL where the map now is. */
  follow() {
    this.paintStill();
    this.paintMoving();
    this.placeLabels();
  }
  paintStill() {
    if (this.drawn) this.still.paint(this.stillLayers().map(([lines, colour, pixels, alpha = 1]) => ({ lines, colour: rgb(colour), pixels, alpha })));
  }
  /** Lines that lie still, the first undermost: [lines, colour, pixels, alpha]. */
  stillLayers() {
    return [...(this.layers.borders ? [[this.paths.prefectures, "#ffffff", 1]] : []), [this.paths.provinces, "#9aa4ae", 1], ...(this.layers.clusters ? [[this.paths.clusters, clusterColour, 1.3, 0.65]] : [])];
  }
  paintMoving() {
    if (this.drawn) this.moving.paint((pen) => this.paintMarks(pen));
  }
  paintMarks({ stroke, disc }) {
    for (const [what, width, colour] of [["hover", 1.6, ink], ["selected", 2.4, ink], ["picked", 2.4, accent]]) {
      for (const code of this.marks[what] ?? []) if (this.shapes.has(code)) stroke(this.shapes.get(code), colour, width);
    }
    for (const region of this.discs) {
      const marked = Object.values(this.marks).some((codes) => codes.has(region.code));
      disc(region.position, 5, this.fills[this.classes.get(region.code) ?? this.outside], (this.marks.picked?.has(region.code) ? accent : ink), marked ? 2.4 : 1);
    }
  }

  listen() {
    const { gl } = this, canvas = gl.getCanvas();
    gl.on("move", () => this.follow());
    gl.on("movestart", ({ originalEvent }) => { if (originalEvent) this.moved = true; });
    gl.on("resize", () => { this.whole(); this.follow(); });
    gl.on("click", ({ point, originalEvent }) => this.clicked(point, originalEvent));
    gl.on("mousemove", ({ point, lngLat }) => {
      const place = this.placeAt(point);
      canvas.style.cursor = this.cursor(place, point);
      this.mark("hover", place ? [place] : []);
      this.on.hover(place, point);
      this.pointed?.(lngLat.toArray());
    });
    canvas.addEventListener("mouseleave", () => { this.mark("hover", []); this.on.hover(null); });
  }
  clicked(point, event) { this.on.pick(this.placeAt(point), point, event); }
  cursor(place) { return place ? "pointer" : ""; }
  /** The place under a point of the screen: a disc before an area. */
  placeAt(point) {
    if (!this.drawn) return null;
    const disc = this.discs.find((r) => { const p = this.gl.project(r.position); return Math.hypot(p.x - point.x, p.y - point.y) < 8; });
    return disc?.code ?? this.gl.queryRenderedFeatures(point, { layers: ["areas"] })[0]?.properties.code ?? null;
  }

  /** The class of each place by its number; places that are not named have none. */
  colourClasses(classes) {
    if (!this.drawn) return;
    for (const [code, k] of classes) this.set(code, k);
    for (const code of this.classes.keys()) if (!classes.has(code)) this.set(code, this.outside);
    if (this.discsChanged) this.paintMoving();
    this.discsChanged = false;
  }
  set(code, k) {
    const colour = this.fills[k];
    this.classes.set(code, k);
    if (this.colours.get(code) === colour) return;
    this.colours.set(code, colour);
    if (this.shapes.has(code)) this.gl.setFeatureState({ source: "prefectures", id: code }, { colour });
    else this.discsChanged = true;
  }
  /** Outlines what is pointed at (hover), selected or picked. */
  mark(what, codes) {
    if (!this.drawn || String(codes) === String([...(this.marks[what] ?? [])])) return;
    this.marks[what] = new Set(codes);
    this.paintMoving();
  }

  /** With or without the borders between prefectures; without them the areas must close the hair's breadth between simplified outlines. */
  borders(shown) {
    this.gl.setPaintProperty("areas", "fill-antialias", !shown);
    this.show({ ...this.layers, borders: shown });
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
  /** All of the atlas, unless somebody has moved the map. */
  whole() {
    if (!this.moved && this.atlas.frame) this.gl.fitBounds(this.frame[0], { ...this.frame[1], duration: 0 });
  }
  /** Brings some places into sight together. */
  fit(codes, within = 300) {
    this.moved = true;
    const box = new maplibregl.LngLatBounds();
    for (const code of codes) {
      if (!this.shapes.has(code) && this.regions.get(code)?.position) box.extend(this.regions.get(code).position);
      for (const points of this.shapes.get(code) ?? []) for (let k = 0; k < points.length; k += 2) box.extend([360 * (points[k] - 0.5), (360 / Math.PI) * Math.atan(Math.exp(2 * Math.PI * (0.5 - points[k + 1]))) - 90]);
    }
    if (!box.isEmpty()) this.gl.fitBounds(box, { padding: within ? 60 : 30, maxZoom: 9, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : within });
  }
  fly(code) {
    const at = this.regions.get(code)?.position;
    if (at && !this.gl.getBounds().contains(at)) this.gl.easeTo({ center: at, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400 });
  }
}

/** Lines of the legend; `of` names the kind of change without which the line is not there. */

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
