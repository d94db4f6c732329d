// The one place that talks to the server.
import { language } from "./words.js";

export class Refused extends Error {
  constructor(status, message, change) { super(message); this.status = status; this.change = change; }
}
export class Gone extends Error {}

const client = Array.from(crypto.getRandomValues(new Uint8Array(12)), (b) => b.toString(16).padStart(2, "0")).join("");

/** What an error says, in the language of the page where it is known. */
export const worded = ({ message, messageChinese }) => (language === "zh" && messageChinese) || message;

async function call(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Gone(String(error));
  }
  if (response.ok) return response;
  let told = null;
  try { told = (await response.json()).error; } catch { /* not ours */ }
  throw new Refused(response.status, told ? worded(told) : `${response.status} ${response.statusText}`, told?.change);
}
const post = (path, body, options = {}) =>
  call(path, { method: "POST", headers: { "Content-Type": "application/json", "Hinterland-Client": client }, body: JSON.stringify(body), ...options });

export const get = async (path) => (await call(path)).json();
/** What was found; beside it an answer says what was asked, what is to be said of it, and its sources. */
export const result = async (path) => (await get(path)).result;
/** Every region by its code, with its place on the map. */
const regions = async () => new Map((await result("api/regions")).map((r) => [r.code, { ...r, position: r.longitude == null ? null : [r.longitude, r.latitude] }]));
/** Results of several addresses at once. */
export const results = (...names) => Promise.all(names.map((name) => (name === "regions" ? regions() : result(`api/${name}`))));
export const text = async (path) => (await call(path)).text();
export const alive = async () => { await call("api/atlas", { method: "HEAD", cache: "no-store" }); };
/** The result of an answer with what it rests on. */
const answerOf = ({ inputs, result, notes }) => ({ ...result, inputs, notes });
export const answer = async (scenario, { readings, starts, signal } = {}) => {
  const query = new URLSearchParams();
  if (readings) query.set("readings", readings.join(","));
  if (starts) query.set("starts", starts);
  const asked = performance.now();
  return { ...answerOf(await (await post(`api/answers?${query}`, scenario, { signal })).json()), asked };
};
export const compare = async (first, second) => (await (await post("api/comparisons", { first, second })).json()).result;
export const map = async (scenario, options) => (await post(`api/maps?${new URLSearchParams(options)}`, scenario)).text();
export const report = async (scenario, language) => (await post(`api/reports?language=${language}`, scenario)).text();
const send = (address, table, query) => call(`api/${address}?${query}`, { method: "POST", headers: { "Content-Type": "application/octet-stream" }, body: table });
/** What a table holds: names of its columns and what is to be said of it. */
export const columns = async (table, query) => (await (await send("columns", table, query)).json()).result;
export const measureTable = async (table, query) => (await send("measurements", table, query)).json();
export const measureTableText = async (table, query) => (await send("measurements", table, query)).text();
export const indexTable = async (table, query) => (await send("indices", table, query)).json();
export const indexTableText = async (table, query) => (await send("indices", table, query)).text();
export const toYAML = async (scenario) => (await post("api/scenarios/yaml", scenario)).text();
export const fromYAML = async (text) =>
  (await call("api/scenarios/json", { method: "POST", headers: { "Content-Type": "application/yaml" }, body: text })).json();

/** Draws as they come: calls on[event](data) until the stream ends. Aborting the signal stops the work on the server. */
export async function draws(scenario, { count = 200, signal, on }) {
  const response = await post(`api/draws?draws=${count}`, scenario, { signal });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  for (;;) {
    let part;
    try { part = await reader.read(); } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Gone(String(error));
    }
    if (part.done) return;
    text += part.value;
    const events = text.split("\n\n");
    text = events.pop();
    for (const event of events) {
      const name = /^event: (.*)$/m.exec(event)?.[1], data = /^data: (.*)$/m.exec(event)?.[1];
      if (name && on[name]) on[name](name === "answer" || name === "intervals" ? answerOf(JSON.parse(data)) : JSON.parse(data));
    }
  }
}
