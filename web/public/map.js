// The map: regions coloured around zero, railways by their opening, the scenario's own lines, names. MapLibre draws; nothing is computed here.
import { nameOf, say } from "./words.js";

const railLook = { early: "#1b4965", recent: "#3d8fc0", undated: "#86a9bf", conventional: "#b8c0c8" };
const accent = "#b3005e", ink = "#1f2933", planned = "#d9822b";
const outside = 9;

export class LaboratoryMap {
  /** @param on what the map tells: pick(code), line(link, point), hover(code, point), drag(index, end, code, done), ready() */
  constructor(container, atlas, on) {
    this.atlas = atlas;
    this.on = on;
    this.classes = new Map();
    this.markers = [];
    this.labelled = [];
    this.layers = { rail: true, clusters: true, labels: true };
    const [west, south, east, north] = atlas.frame ?? [-170, -60, 170, 75];
    this.gl = new maplibregl.Map({
      container, bounds: [[west, south], [east, north]], fitBoundsOptions: { padding: { top: 36, bottom: 6, left: 6, right: 6 } }, attributionControl: false, dragRotate: false,
      pitchWithRotate: false, renderWorldCopies: false, minZoom: 1.5, maxZoom: 10, fadeDuration: 0,
      canvasContextAttributes: { preserveDrawingBuffer: true, antialias: true },
      style: { version: 8, sources: {}, layers: [{ id: "ground", type: "background", paint: { "background-color": "#ffffff" } }] },
    });
    this.gl.touchZoomRotate.disableRotation();
    this.gl.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
    this.gl.doubleClickZoom.disable();
    this.loaded = new Promise((resolve) => this.gl.once("load", resolve));
  }

  /** Draws what does not change: outlines, clusters, railways. */
  async draw({ prefectures, provinces, clusters, network, regions }) {
    await this.loaded;
    this.regions = regions;
    const gl = this.gl, { losses, gains, neutral, missing } = this.atlas.palette;
    const colour = ["match", ["coalesce", ["feature-state", "k"], outside],
      -3, losses[2], -2, losses[1], -1, losses[0], 0, neutral, 1, gains[0], 2, gains[1], 3, gains[2], missing];
    const features = (list) => ({ type: "FeatureCollection", features: list });
    const still = { duration: 0, delay: 0 };
    gl.addSource("prefectures", { type: "geojson", data: prefectures, promoteId: "code", tolerance: 0.6, attribution: "" });
    gl.addLayer({ id: "areas", type: "fill", source: "prefectures", paint: { "fill-color": colour, "fill-color-transition": still } });
    gl.addLayer({ id: "borders", type: "line", source: "prefectures", paint: { "line-color": "#ffffff", "line-width": 0.6 } });
    gl.addSource("provinces", { type: "geojson", data: provinces, tolerance: 0.6 });
    gl.addLayer({ id: "provinces", type: "line", source: "provinces", paint: { "line-color": "#9aa4ae", "line-width": 0.7 } });
    gl.addSource("clusters", { type: "geojson", data: features(clusters.filter((c) => c.outline.length).map((c) => (
      { type: "Feature", properties: { id: c.id }, geometry: { type: "MultiLineString", coordinates: c.outline } }))) });
    gl.addLayer({ id: "clusters", type: "line", source: "clusters", paint: { "line-color": "#5b4b8a", "line-width": 1.3, "line-opacity": 0.6 } });
    const at = (code) => regions.get(code)?.position;
    const rails = network.links.flatMap((link, index) => {
      const ends = [at(link.from), at(link.to)];
      if (!ends[0] || !ends[1]) return [];
      const opened = link.opened ? Number(link.opened.slice(0, 4)) : null;
      if (opened && opened > this.atlas.year) return [];
      const look = link.class === "conventional" ? "conventional" : opened == null ? "undated" : opened > 2015 ? "recent" : "early";
      return [{ type: "Feature", properties: { index, look }, geometry: { type: "LineString", coordinates: ends } }];
    });
    rails.sort((a, b) => (a.properties.look === "conventional" ? 0 : 1) - (b.properties.look === "conventional" ? 0 : 1));
    gl.addSource("rails", { type: "geojson", data: features(rails) });
    gl.addLayer({ id: "rails", type: "line", source: "rails", layout: { "line-cap": "round" }, paint: {
      "line-color": ["match", ["get", "look"], "early", railLook.early, "recent", railLook.recent, "undated", railLook.undated, railLook.conventional],
      "line-width": ["match", ["get", "look"], "conventional", 0.8, 1.3], "line-opacity": 0.75 } });
    gl.addSource("planned", { type: "geojson", data: features(network.planned.flatMap((line, index) => {
      const stops = line.stops.map(at);
      return stops.length > 1 && stops.every(Boolean) ? [{ type: "Feature", properties: { index }, geometry: { type: "LineString", coordinates: stops } }] : [];
    })) });
    gl.addLayer({ id: "planned", type: "line", source: "planned", paint: { "line-color": planned, "line-width": 2, "line-dasharray": [2, 1.5] } });
    // A wide unseen line under the pointer, so that thin ones can be clicked.
    gl.addLayer({ id: "planned-reach", type: "line", source: "planned", paint: { "line-color": "#000", "line-opacity": 0, "line-width": 9 } });
    gl.addLayer({ id: "rails-reach", type: "line", source: "rails", paint: { "line-color": "#000", "line-opacity": 0, "line-width": 7 } });
    gl.addLayer({ id: "marked", type: "line", source: "prefectures", paint: {
      "line-color": ["case", ["boolean", ["feature-state", "picked"], false], accent, ink],
      "line-width": ["case", ["boolean", ["feature-state", "picked"], false], 2.4, ["boolean", ["feature-state", "selected"], false], 2.4, ["boolean", ["feature-state", "hover"], false], 1.6, 0] } });
    // Places without an outline of their own stand as discs.
    const outlined = new Set(prefectures.features.map((f) => f.properties.code));
    this.discs = [...regions.values()].filter((r) => !outlined.has(r.code) && r.position && (r.modelled || r.level === "carved"));
    gl.addSource("discs", { type: "geojson", promoteId: "code", data: features(this.discs.map((r) => (
      { type: "Feature", properties: { code: r.code }, geometry: { type: "Point", coordinates: r.position } }))) });
    gl.addLayer({ id: "discs", type: "circle", source: "discs", paint: {
      "circle-color": colour, "circle-color-transition": still, "circle-radius": 5, "circle-stroke-width": ["case", ["boolean", ["feature-state", "selected"], false], 2.4, 1],
      "circle-stroke-color": ink } });
    for (const id of ["own", "gone", "ghost"]) gl.addSource(id, { type: "geojson", data: features([]) });
    gl.addLayer({ id: "own-edge", type: "line", source: "own", layout: { "line-cap": "round" }, paint: { "line-color": "#fff", "line-width": 6.5 } });
    gl.addLayer({ id: "own", type: "line", source: "own", layout: { "line-cap": "round" }, paint: { "line-color": accent, "line-width": 4 } });
    gl.addLayer({ id: "gone", type: "line", source: "gone", paint: { "line-color": ink, "line-width": 3.5, "line-dasharray": [1.2, 1.2] } });
    gl.addLayer({ id: "ghost", type: "line", source: "ghost", paint: { "line-color": accent, "line-width": 2.5, "line-dasharray": [1.5, 1.5] } });
    this.listen();
    gl.on("move", () => this.placeLabels());
    gl.on("resize", () => this.placeLabels());
    this.drawn = true;
    this.show(this.layers);
  }

  listen() {
    const gl = this.gl;
    gl.on("click", (event) => {
      const place = this.placeAt(event.point);
      if (!this.picking) {
        const [own] = gl.queryRenderedFeatures(this.box(event.point, 4), { layers: ["own", "gone"] });
        if (own) return this.on.change(own.properties.index);
        const [line] = gl.queryRenderedFeatures(this.box(event.point, 2), { layers: ["planned-reach", "rails-reach"].filter((id) => this.layers.rail) });
        if (line) return this.on.line(line.layer.id === "rails-reach" ? "rail" : "planned", line.properties.index, event.point);
      }
      this.on.pick(place, event.point);
    });
    gl.on("mousemove", (event) => {
      const place = this.placeAt(event.point);
      const near = !this.picking && gl.queryRenderedFeatures(this.box(event.point, 2), { layers: ["own", "planned-reach", "rails-reach"] }).length > 0 && this.layers.rail;
      gl.getCanvas().style.cursor = this.picking ? "crosshair" : place || near ? "pointer" : "";
      this.mark("hover", place ? [place] : []);
      this.on.hover(place, event.point, event.lngLat);
    });
    gl.getCanvas().addEventListener("mouseleave", () => { this.mark("hover", []); this.on.hover(null); });
  }
  box(point, by) { return [[point.x - by, point.y - by], [point.x + by, point.y + by]]; }

  /** The place under a point of the screen: a disc before an area. */
  placeAt(point) {
    if (!this.drawn) return null;
    const [disc] = this.gl.queryRenderedFeatures(this.box(point, 3), { layers: ["discs"] });
    const [found] = disc ? [disc] : this.gl.queryRenderedFeatures(point, { layers: ["areas"] });
    return found?.properties.code ?? null;
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
      const size = Math.abs(values[index]);
      const k = values[index] == null ? outside : (size >= bounds[2] ? 3 : size >= bounds[1] ? 2 : size >= bounds[0] ? 1 : 0) * (values[index] < 0 ? -1 : 1) || 0;
      seen.add(code);
      this.set(code, { k });
    });
    for (const code of this.classes.keys()) if (!seen.has(code)) this.set(code, { k: outside });
  }
  set(code, { k }) {
    if (this.classes.get(code) === k) return;
    this.classes.set(code, k);
    const source = this.discs.some((r) => r.code === code) ? "discs" : "prefectures";
    this.gl.setFeatureState({ source, id: code }, { k });
  }
  mark(what, codes) {
    if (!this.drawn) return;
    this.marks ??= {};
    const old = this.marks[what] ?? new Set(), now = new Set(codes);
    for (const code of new Set([...old, ...now])) {
      if (old.has(code) === now.has(code)) continue;
      const source = this.discs.some((r) => r.code === code) ? "discs" : "prefectures";
      this.gl.setFeatureState({ source, id: code }, { [what]: now.has(code) });
    }
    this.marks[what] = now;
  }

  /** The scenario's own lines, with ends that can be dragged. */
  lines(changes) {
    if (!this.drawn) return;
    const line = (index, value) => {
      const ends = [value.from, value.to].map((code) => this.regions.get(code)?.position);
      return ends[0] && ends[1] ? [{ type: "Feature", properties: { index }, geometry: { type: "LineString", coordinates: ends } }] : [];
    };
    const of = (kind) => ({ type: "FeatureCollection", features: changes.flatMap((c, index) => (c[kind] ? line(index, c[kind]) : [])) });
    this.gl.getSource("own").setData(of("link"));
    this.gl.getSource("gone").setData(of("removeLink"));
    const wanted = changes.flatMap((c, index) => (c.link ? ["from", "to"].map((end) => ({ index, end, code: c.link[end] })) : []))
      .filter((w) => this.regions.get(w.code)?.position);
    const keys = wanted.map((w) => `${w.index}${w.end}`).join();
    if (this.markers.some((m) => m.dragging)) return;
    if (keys !== this.markerKeys) {
      for (const marker of this.markers) marker.remove();
      this.markers = wanted.map((w) => this.handle(w));
      this.markerKeys = keys;
    }
    this.markers.forEach((marker, k) => {
      marker.code = wanted[k].code;
      marker.setLngLat(this.regions.get(wanted[k].code).position);
    });
  }
  handle({ index, end, code }) {
    const element = document.createElement("div");
    element.className = "handle";
    element.dataset.end = `${index}-${end}`;
    const marker = new maplibregl.Marker({ element, draggable: true }).setLngLat(this.regions.get(code).position).addTo(this.gl);
    marker.code = code;
    marker.on("dragstart", () => { marker.dragging = true; });
    marker.on("drag", () => {
      const near = this.nearest(this.gl.project(marker.getLngLat()));
      if (near && near !== marker.code) { marker.code = near; this.on.drag(index, end, near, false); }
    });
    marker.on("dragend", () => {
      marker.dragging = false;
      this.on.drag(index, end, marker.code, true);
    });
    return marker;
  }
  ghost(from, to) {
    if (!this.drawn) return;
    const a = from && this.regions.get(from)?.position;
    this.gl.getSource("ghost").setData({ type: "FeatureCollection", features: a && to ? [
      { type: "Feature", properties: {}, geometry: { type: "LineString", coordinates: [a, to] } }] : [] });
  }
  straight(from, to) {
    const [a, b] = [from, to].map((code) => this.regions.get(code)?.position);
    return a && b ? new maplibregl.LngLat(...a).distanceTo(new maplibregl.LngLat(...b)) / 1000 : null;
  }

  show(layers) {
    this.layers = layers;
    if (!this.drawn) return;
    const set = (id, on) => this.gl.setLayoutProperty(id, "visibility", on ? "visible" : "none");
    for (const id of ["rails", "rails-reach", "planned", "planned-reach"]) set(id, layers.rail);
    set("clusters", layers.clusters);
    this.placeLabels();
  }

  /** Names: codes in the order of their importance; the first ones win where two would overlap. */
  names(codes, strong) {
    this.labelled = codes.map((code) => ({ code, strong: strong.has(code) }));
    this.placeLabels();
  }
  placeLabels() {
    const box = document.getElementById("labels");
    if (!this.layers.labels || !this.regions) { box.replaceChildren(); return; }
    const taken = [], width = this.gl.getContainer().clientWidth, height = this.gl.getContainer().clientHeight;
    const shown = [];
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
        const label = document.createElement("span");
        label.textContent = text;
        label.className = strong ? "strong" : "";
        label.style.transform = `translate(${r[0].toFixed(1)}px,${r[1].toFixed(1)}px)`;
        const dot = document.createElement("i");
        dot.style.transform = `translate(${(at.x - 2).toFixed(1)}px,${(at.y - 2).toFixed(1)}px)`;
        shown.push(label, dot);
        break;
      }
    }
    box.replaceChildren(...shown);
  }
  fly(code) {
    const at = this.regions.get(code)?.position;
    if (at && !this.gl.getBounds().contains(at)) this.gl.easeTo({ center: at, duration: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 400 });
  }
}

export const lineLegend = () => [
  [railLook.early, false, say("early")], [railLook.recent, false, say("recent")], [railLook.undated, false, say("undated")],
  [railLook.conventional, false, say("conventional")], [planned, true, say("plannedLine")], [accent, false, say("yours")], [ink, true, say("taken")],
];

/** Whether this browser can draw with WebGL. */
export function hasWebGL() {
  if (new URLSearchParams(location.search).has("nowebgl")) return false;
  try {
    const context = document.createElement("canvas").getContext("webgl2") ?? document.createElement("canvas").getContext("webgl");
    context?.getExtension("WEBGL_lose_context")?.loseContext();
    return !!context;
  } catch { return false; }
}
