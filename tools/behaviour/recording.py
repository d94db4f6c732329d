"""One case of a recording as text: the call, what came of it, and JSON written so that two of them can be read side by side."""
import fnmatch
import json
import re

WIDTH = 120


class Number(str):
    """A number as it was written, to the last digit."""


def parsed(text, number=Number):
    """JSON as values; None where the text is none. Keys that stand twice are told, since a reader would keep one of them."""

    def pairs(found):
        values = dict(found)
        if len(values) < len(found):
            values["(keys that stand twice)"] = sorted(key for key in values if sum(key == other for other, _ in found) > 1)
        return values

    try:
        return json.loads(text, parse_float=number, parse_int=number, object_pairs_hook=pairs)
    except (ValueError, RecursionError):
        return None


def scalar(value):
    return value if isinstance(value, Number) else json.dumps(value, ensure_ascii=False)


def lines_of(value):
    """JSON as lines with sorted keys; what fits into a line stands in one."""
    if isinstance(value, dict):
        parts = [[f"{json.dumps(key, ensure_ascii=False)}: {first}", *rest]
                 for key in sorted(value) for first, *rest in [lines_of(value[key])]]
        return joined("{", parts, "}")
    if isinstance(value, list):
        return joined("[", [lines_of(part) for part in value], "]")
    return [scalar(value)]


def joined(opening, parts, closing):
    if all(len(part) == 1 for part in parts):
        line = opening + ", ".join(part[0] for part in parts) + closing
        if len(line) <= WIDTH:
            return [line]
    found = [opening]
    for index, part in enumerate(parts):
        comma = "," if index < len(parts) - 1 else ""
        found += [" " + line for line in part[:-1]] + [" " + part[-1] + comma]
    return found + [closing]


def section(title, text, is_json=None):
    """A part of a case: a heading and what was written. JSON is told by its first sign unless it is known to be some."""
    if not text:
        return f"=== {title} (empty)\n"
    value = parsed(text) if is_json or (is_json is None and text.lstrip()[:1] in ("{", "[")) else None
    if value is not None:
        return f"=== {title} (json)\n" + "\n".join(lines_of(value)) + "\n"
    text = re.sub(r"^(=+) ", r"=\1 ", text, flags=re.MULTILINE)
    return f"=== {title}\n{text}" if text.endswith("\n") else f"=== {title} (its last line does not end)\n{text}\n"


def sections(text):
    """A recorded case taken apart: the lines before the first heading, then each heading with what stands under it."""
    head, *rest = re.split(r"^=== (.*)\n", text, flags=re.MULTILINE)
    return [("", head), *zip(rest[0::2], rest[1::2])]


def fits(name, pattern):
    """Whether the name of a case is of a pattern; one without * is a part of the name."""
    return fnmatch.fnmatch(name, pattern if "*" in pattern else f"*{pattern}*")
