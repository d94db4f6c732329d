// Lines over the coloured map, on two plain canvases: what lies still, and what follows the pointer. WebGL then has to paint anew only when a
// colour changes, which matters where there is no graphics card.

/** Web Mercator, 0…1 over the world, x and y one behind the other. */
export function flat(line) {
  const points = new Float64Array(2 * line.length);
  line.forEach(([longitude, latitude], k) => {
    points[2 * k] = longitude / 360 + 0.5;
    points[2 * k + 1] = 0.5 - Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360)) / (2 * Math.PI);
  });
  return points;
}
export const flatten = (lines) => lines.map(flat);
export const ringsOf = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat());

/** Where a map without rotation or tilt stands: points of the world to pixels of its picture. */
function standing(gl) {
  const { clientWidth: width, clientHeight: height } = gl.getContainer(), world = 512 * 2 ** gl.getZoom();
  const [cx, cy] = flat([gl.getCenter().toArray()]);
  return { width, height, world, left: width / 2 - cx * world, top: height / 2 - cy * world, ratio: devicePixelRatio || 1 };
}
function sized(canvas, { width, height, ratio }) {
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== w || canvas.height !== h) [canvas.width, canvas.height] = [w, h];
}

/** A canvas for a few lines and discs. */
export class LineCanvas {
  constructor(canvas, gl) {
    this.canvas = canvas;
    this.gl = gl;
    this.context = canvas.getContext("2d");
  }
  paint(draw) {
    const { context } = this, at = standing(this.gl), { world, left, top } = at;
    sized(this.canvas, at);
    context.setTransform(at.ratio, 0, 0, at.ratio, 0, 0);
    context.clearRect(0, 0, at.width, at.height);
    const stroke = (lines, colour, pixels, { dash = [], cap = "butt" } = {}) => {
      context.beginPath();
      for (const points of lines) {
        for (let k = 0; k < points.length; k += 2) context[k ? "lineTo" : "moveTo"](left + points[k] * world, top + points[k + 1] * world);
      }
      Object.assign(context, { strokeStyle: colour, lineWidth: pixels, lineCap: cap, lineJoin: "bevel" });
      context.setLineDash(dash);
      context.stroke();
    };
    const disc = (position, radius, fill, edge, pixels) => {
      const [x, y] = flat([position]);
      context.beginPath();
      context.arc(left + x * world, top + y * world, radius, 0, 2 * Math.PI);
      context.setLineDash([]);
      Object.assign(context, { fillStyle: fill, strokeStyle: edge, lineWidth: pixels });
      context.fill();
      context.stroke();
    };
    /** A curve to the right of the way, tapering: thick where it begins. */
    const arc = (from, to, colour, pixels) => {
      const [[x, y], [u, v]] = [from, to].map((p) => { const [a, b] = flat([p]); return [left + a * world, top + b * world]; });
      const [cx, cy] = [(x + u) / 2 - (v - y) * 0.18, (y + v) / 2 + (u - x) * 0.18], length = Math.hypot(u - cx, v - cy) || 1;
      const [nx, ny] = [(-(v - cy) / length) * (pixels / 2), ((u - cx) / length) * (pixels / 2)];
      context.beginPath();
      context.moveTo(x + nx, y + ny);
      context.quadraticCurveTo(cx + nx, cy + ny, u, v);
      context.quadraticCurveTo(cx - nx, cy - ny, x - nx, y - ny);
      context.closePath();
      Object.assign(context, { fillStyle: colour, globalAlpha: 0.55 });
      context.fill();
      context.globalAlpha = 1;
    };
    draw({ stroke, disc, arc });
  }
}

/** A canvas for tens of thousands of short thin lines, set pixel by pixel: a browser's own strokes take half a second for them where
 *  graphics are emulated, this takes some milliseconds. */
export class FineLines {
  constructor(canvas, gl) {
    this.canvas = canvas;
    this.gl = gl;
    this.context = canvas.getContext("2d");
  }
  /** @param layers lists of { lines, colour: [r, g, b], pixels, alpha }, the first undermost. */
  paint(layers) {
    const at = standing(this.gl);
    sized(this.canvas, at);
    const { width, height } = this.canvas, image = this.context.createImageData(width, height);
    const pixels = new Uint32Array(image.data.buffer), covered = new Uint8Array(width * height);
    for (const layer of layers) {
      covered.fill(0);
      for (const points of layer.lines) this.cover(covered, points, at, layer.pixels * at.ratio);
      blend(image.data, pixels, covered, layer);
    }
    this.context.putImageData(image, 0, 0);
  }
  /** Marks the share of each pixel that a line covers; points nearer than a pixel and a half to the last are left out. */
  cover(covered, points, { world, left, top, ratio }, thickness) {
    const { width, height } = this.canvas;
    let x = (left + points[0] * world) * ratio, y = (top + points[1] * world) * ratio;
    for (let k = 2; k < points.length; k += 2) {
      const nx = (left + points[k] * world) * ratio, ny = (top + points[k + 1] * world) * ratio;
      if (k < points.length - 2 && Math.abs(nx - x) + Math.abs(ny - y) < 1.5) continue;
      if (Math.max(x, nx) >= 0 && Math.min(x, nx) < width && Math.max(y, ny) >= 0 && Math.min(y, ny) < height) segment(covered, width, height, x, y, nx, ny, thickness);
      [x, y] = [nx, ny];
    }
  }
}
/** One step along the longer axis, and on the other the pixels within half the thickness. */
function segment(covered, width, height, x0, y0, x1, y1, thickness) {
  const steep = Math.abs(y1 - y0) > Math.abs(x1 - x0);
  if (steep) [x0, y0, x1, y1] = [y0, x0, y1, x1];
  if (x0 > x1) [x0, y0, x1, y1] = [x1, y1, x0, y0];
  const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0, half = (thickness / 2) * Math.hypot(1, slope);
  const [long, wide] = steep ? [height, width] : [width, height];
  const last = Math.min(long - 1, Math.round(x1));
  for (let x = Math.max(0, Math.round(x0)); x <= last; x++) {
    const y = y0 + (x - x0) * slope, end = Math.min(wide - 1, Math.ceil(y + half));
    for (let v = Math.max(0, Math.floor(y - half)); v <= end; v++) {
      const share = 255 * Math.min(1, half + 0.5 - Math.abs(v - y)), index = steep ? x * width + v : v * width + x;
      if (share > covered[index]) covered[index] = share;
    }
  }
}
function blend(data, pixels, covered, { colour: [r, g, b], alpha }) {
  for (let k = 0; k < covered.length; k++) {
    if (!covered[k]) continue;
    const a = (covered[k] / 255) * alpha, under = data[4 * k + 3] / 255, sum = a + under * (1 - a), w = a / sum;
    if (!pixels[k]) { data[4 * k] = r; data[4 * k + 1] = g; data[4 * k + 2] = b; } else {
      data[4 * k] += (r - data[4 * k]) * w;
      data[4 * k + 1] += (g - data[4 * k + 1]) * w;
      data[4 * k + 2] += (b - data[4 * k + 2]) * w;
    }
    data[4 * k + 3] = 255 * sum;
  }
}
export const rgb = (hex) => [1, 3, 5].map((k) => parseInt(hex.slice(k, k + 2), 16));

/** Pixels from a point of the screen to a line between two others. */
export function distance(p, a, b) {
  const [dx, dy] = [b.x - a.x, b.y - a.y], length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((p.x - a.x) * dx + (p.y - a.y) * dy) / length)) : 0;
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}
