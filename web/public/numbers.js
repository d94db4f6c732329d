// How numbers are written. Nothing is computed here.
import { language, say } from "./words.js";

function digitsFor(size) {
  let digits = 0, bound = 9.95;
  while (size < bound && digits < 6) { digits += 1; bound /= 10; }
  return digits;
}
/** A relative change as a percentage with two significant digits: .0183 → "+1.8 %". */
export function percent(change, unit = " %") {
  if (change == null || !Number.isFinite(change)) return "–";
  const value = 100 * change, size = Math.abs(value);
  if (size < 5e-5) return "0" + unit;
  return (value > 0 ? "+" : "−") + size.toFixed(digitsFor(size)) + unit;
}
export function interval(low, high) {
  if (low == null || high == null) return "";
  const digits = digitsFor(Math.max(Math.abs(100 * low), Math.abs(100 * high)));
  const signed = (value) => {
    const text = Math.abs(100 * value).toFixed(digits);
    return Number(text) === 0 ? "0" : (value < 0 ? "−" : "+") + text;
  };
  return language === "zh" ? `（${signed(low)} 至 ${signed(high)}）` : `(${signed(low)} to ${signed(high)})`;
}
export const estimate = (e) => (e ? `${percent(e.point)} ${interval(e.low, e.high)}`.trim() : "–");
export const grouped = (value, digits = 0) => (value == null ? "–" : value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits }));
export const plain = (value) => (value == null ? "–" : String(Math.round(value * 1e4) / 1e4));
export const scientific = (value) => (value === 0 ? "0" : value.toExponential(1));
export function hours(value) {
  const minutes = Math.round(Math.abs(value) * 60), sign = value < 0 ? "−" : "";
  const rest = String(minutes % 60).padStart(2, "0");
  if (language === "zh") return minutes < 60 ? `${sign}${minutes} 分` : `${sign}${Math.floor(minutes / 60)} 小时 ${rest} 分`;
  return minutes < 60 ? `${sign}${minutes} min` : `${sign}${Math.floor(minutes / 60)} h ${rest}`;
}
/** Product in 100 million of the atlas's money and residents in 10,000, as the reader's language counts them. */
export const money = (hundredMillions) => (language === "zh" ? grouped(hundredMillions, 0) : grouped(hundredMillions / 10, 1));
export const people = (tenThousands) => (language === "zh" ? grouped(tenThousands, 1) : grouped(tenThousands / 100, 2));
export const year = (n) => say("change", { year: n });
