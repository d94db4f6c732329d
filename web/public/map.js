// The laboratory's map: railways by their opening, the scenario's own lines with ends that can be dragged, changes around zero.
import { say } from "./words.js";
import { GroundMap, accent, clusterColour, ink } from "./ground.js";
import { distance, flatten } from "./lines.js";
import { lineOf } from "./changes.js";

const railLook = { early: "#1b4965", recent: "#3d8fc0", undated: "#86a9bf", conventional: "#b8c0c8" };
const planned = "#d9822b";
/** Lines that were searched for: between violet of the scenario's own and the blue of railways, told apart by being dotted too. */
const proposed = "#7b3fa0";
const outside = 9;

export class LaboratoryMap extends GroundMap {
  /** @param on besides what every map tells: line(kind, index), change(index), follow(position) while picking, drag(index, end, code, done) */
  constructor(container, atlas, on, means) {
    super(container, atlas, on, means);
    this.handles = [];
    this.changes = [];
    this.layers.rail = true;
    this.proposals = [];
    this.repaint = this.gl.triggerRepaint.bind(this.gl);
    this.gl.triggerRepaint = () => { if (!this.held) this.repaint(); };
  }
  async draw(parts) {
    const { losses, gains, neutral, missing } = this.atlas.palette;
    this.network = parts.network;
    await super.draw(parts, { "-3": losses[2], "-2": losses[1], "-1": losses[0], 0: neutral, 1: gains[0], 2: gains[1], 3: gains[2], [outside]: missing }, outside);
  }
  isDisc(region) { return region.modelled || region.level === "carved"; }
  prepare() {
    const at = (code) => this.regions.get(code)?.position, { network } = this;
    this.rails = network.links.flatMap((link, index) => {
      const ends = [at(link.from), at(link.to)], opened = link.opened ? Number(link.opened.slice(0, 4)) : null;
      if (!ends[0] || !ends[1] || (opened && opened > this.atlas.year)) return [];
      return [{ index, ends, look: link.class === "conventional" ? "conventional" : opened == null ? "undated" : opened > 2015 ? "recent" : "early" }];
    });
    this.planned = network.planned.flatMap((line, index) => {
      const stops = line.stops.map(at);
      return stops.length > 1 && stops.every(Boolean) ? [{ index, stops }] : [];
    });
    Object.assign(this.paths, {
      planned: flatten(this.planned.map((p) => p.stops)),
      rails: Object.fromEntries(Object.keys(railLook).map((look) => [look, flatten(this.rails.filter((r) => r.look === look).map((r) => r.ends))])),
    });
  }
  stillLayers() {
    const rails = ["conventional", "undated", "recent", "early"].map((look) => [this.paths.rails[look], railLook[look], look === "conventional" ? 1 : 1.4, 0.8]);
    return [...super.stillLayers(), ...(this.layers.rail ? rails : [])];
  }
  paintMarks(pen) {
    const { stroke } = pen;
    if (this.layers.rail) stroke(this.paths.planned, planned, 2, { dash: [4, 3] });
    for (const { ends, share } of this.proposals) stroke(flatten(ends.slice(1).map((end, k) => [ends[k], end])), proposed, 2 + 4 * share, { dash: [1, 6], cap: "round" });
    super.paintMarks(pen);
    for (const { look, ends } of this.own) {
      const path = flatten([ends]);
      if (look === "takenAway") stroke(path, ink, 3.5, { dash: [5, 5] });
      else { stroke(path, "#ffffff", 6.5, { cap: "round" }); stroke(path, accent, 4, { cap: "round" }); }
    }
    if (this.ghostLine) stroke(flatten([this.ghostLine]), accent, 2.5, { dash: [5, 5] });
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
    super.listen();
    // Before MapLibre hears of it; a hand that moved the map is let be.
    let pressed = null;
    addEventListener("pointerdown", (e) => { pressed = [e.clientX, e.clientY]; }, true);
    this.gl.getCanvas().addEventListener("pointerup", (e) => { if (this.picking && pressed && Math.hypot(e.clientX - pressed[0], e.clientY - pressed[1]) < 3) this.hold(); }, true);
  }
  clicked(point, event) {
    const line = this.picking ? null : this.lineAt(point);
    if (line?.kind === "own") this.on.change(line.index);
    else if (line) this.on.line(line.kind, line.index);
    else super.clicked(point, event);
  }
  cursor(place, point) { return this.picking ? "crosshair" : place || this.lineAt(point) ? "pointer" : ""; }
  pointed(position) { if (this.picking) this.on.follow(position); }
  get own() {
    return this.changes.flatMap((change, index) => {
      const line = lineOf(change), ends = line && [line.from, line.to].map((code) => this.regions.get(code)?.position);
      return ends?.[0] && ends[1] ? [{ look: line.look, index, ends }] : [];
    });
  }
  /** Lines of a search, thicker where more is gained; an empty list takes them away. */
  propose(lines) {
    const most = Math.max(...lines.map((line) => line.gain), 0);
    this.proposals = lines.flatMap((line, index) => {
      const ends = line.stops.map((code) => this.regions.get(code)?.position);
      return ends.every(Boolean) && line.gain > 0 ? [{ index, ends, share: line.gain / most }] : [];
    });
    if (this.drawn) this.paintMoving();
  }
  /** The line under a point: the scenario's own before those searched for, planned ones and railways. */
  lineAt(point) {
    const far = (ends) => distance(point, this.gl.project(ends[0]), this.gl.project(ends[1]));
    const own = this.own.find((line) => far(line.ends) < 6);
    if (own) return { kind: "own", index: own.index };
    const searched = this.proposals.find(({ ends }) => ends.slice(1).some((end, k) => far([ends[k], end]) < 6));
    if (searched) return { kind: "proposed", index: searched.index };
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

  /** Colours: value of each code and the bounds of the classes around zero. */
  colour(codes, values, bounds) {
    this.colourClasses(new Map(codes.map((code, index) => {
      const value = values[index], size = Math.abs(value);
      return [code, value == null ? outside : (size >= bounds[2] ? 3 : size >= bounds[1] ? 2 : size >= bounds[0] ? 1 : 0) * (value < 0 ? -1 : 1) || 0];
    })));
  }

  /** The scenario's own lines, with ends that can be dragged. */
  lines(changes) {
    this.changes = changes;
    if (!this.drawn) return;
    this.paintMoving();
    if (this.handles.some((handle) => handle.dragging)) return;
    const wanted = changes.map(lineOf).flatMap((line, index) => (line?.look === "new" ? ["from", "to"].map((end) => ({ index, end, code: line[end] })) : []))
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
}

/** Lines of the legend; `of` names the look of a change's line without which it is not there. */
export const lineLegend = () => [
  { colour: railLook.early, text: say("early") }, { colour: railLook.recent, text: say("recent") }, { colour: railLook.undated, text: say("undated") },
  { colour: railLook.conventional, text: say("conventional") }, { colour: planned, dashed: true, text: say("plannedLine") },
  { colour: proposed, dashed: true, text: say("nextLines"), of: "search" }, { colour: accent, text: say("yours"), of: "new" }, { colour: ink, dashed: true, text: say("taken"), of: "takenAway" },
  { colour: clusterColour, pixels: 2, text: say("clusterLine") },
].map((line) => ({ pixels: 3, dashed: false, ...line }));
