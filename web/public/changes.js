// Kinds of change as the server describes them: what each says, how it begins, and which places and lines of the map it names.
import { both, language, nameOf, say } from "./words.js";
import { grouped, plain } from "./numbers.js";

/** Descriptions by id, from api/changes. */
export const kinds = new Map();
export function learn(descriptions) { for (const kind of descriptions) kinds.set(kind.id, kind); }

export const kindOf = (change) => Object.keys(change)[0];
export const valueOf = (change) => change[kindOf(change)];

/** A change as it begins, with the places that were picked. */
export const begun = (kind, places = {}) => ({ [kind.id]: { ...places, ...kind.begun } });
/** Keys that name one place each, as they are picked one after the other. */
export const endsOf = (kind) => kind.keys.filter((key) => key.kind === "place");
/** The key that names several places. */
export const placesKey = (kind) => kind.keys.find((key) => key.kind === "places");
/** What the hand does on the map to begin one: "places", "ends" or nothing. */
export const gesture = (kind) => (placesKey(kind)?.required ? "places" : endsOf(kind).length ? "ends" : null);
/** What a key's number is divided by before a person reads it. */
export const unitOf = (key) => ({ share: 0.01, money: language === "zh" ? 1e8 : 1e9 })[key.unit] ?? 1;

/** Codes that a change names. */
export function placesOf(change) {
  const value = valueOf(change);
  return (kinds.get(kindOf(change))?.keys ?? []).flatMap(({ id, kind }) =>
    value[id] == null ? [] : kind === "place" ? [value[id]] : kind === "places" ? value[id] : kind === "weights" ? Object.keys(value[id]) : []);
}
/** The line of a change: { look: "new" or "takenAway", from, to }; nothing where it is none. */
export function lineOf(change) {
  const look = kinds.get(kindOf(change))?.line, { from, to } = valueOf(change);
  return look ? { look, from, to } : null;
}

/** A value in a few words; nothing where there is none. */
function words(key, value, { regions, sectors }) {
  if (value == null || value.length === 0) return null;
  const name = (code) => nameOf(regions.get(code)) ?? code, list = language === "zh" ? "、" : ", ";
  switch (key.kind) {
    case "place": return name(value);
    case "places": return value.length > 2 ? `${name(value[0])} +${value.length - 1}` : value.map(name).join(list);
    case "choice": return both(key.choices.find(({ id }) => id === value)?.name);
    case "sector": return both(sectors.find(({ id }) => id === value)?.name);
    case "weights": return String(Object.keys(value).length);
    case "number": {
      const text = key.unit === "jobs" ? grouped(value) : plain(Number((value / unitOf(key)).toPrecision(12)));
      return key.unit === "share" ? `${text} %` : key.unit === "money" ? `${text} ${say("bnMoney")}` : text;
    }
    default: return String(value);
  }
}
/** What a chip says, short; the server writes the whole sentence. Pieces in brackets go where their key says nothing. */
export function chipText(change, regions, sectors) {
  const kind = kinds.get(kindOf(change)), value = valueOf(change);
  if (!kind) return kindOf(change);
  const said = (id) => words(kind.keys.find((key) => key.id === id), value[id] ?? kind.keys.find((key) => key.id === id).standard, { regions, sectors });
  const text = both(kind.short).replace(/\[([^\]]*)\]/g, (_, piece) => ([...piece.matchAll(/\{(\w+)\}/g)].every(([, id]) => said(id) != null) ? piece : ""))
    .replace(/\{(\w+)\}/g, (_, id) => said(id) ?? "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}
