"""Every call of the command line that a recording holds, from the lists in calls/. A line there is a call without the word `hinterland`."""
import hashlib
import pathlib
import re
import shlex
from dataclasses import dataclass, field

CALLS = pathlib.Path(__file__).resolve().parent / "calls"
LANGUAGES = ("en", "zh")
OUTPUTS = ("table", "csv", "latex", "html", "json")
PICTURES = ("svg", "csv", "geojson", "json", "html")
FEW = (("en", "table"), ("zh", "table"), ("en", "json"))
# These are in lists of their own.
ASKED_IN_EVERY_FORMAT = ("xian-ankang-chongqing", "import-tariff")
OF_THE_ATLAS = ("", "--group province", "--group cluster", "--weight resident_population", "--year 2019-2023", "--level province",
                "--level province --year 2010-2019", "--indicator gdp --year 2022")


@dataclass
class CommandCase:
    name: str
    words: list
    environment: dict = field(default_factory=dict)


def calls(name):
    """The lines of a list."""
    lines = (CALLS / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def slug(text):
    """A name of a file from a call; a sum stands behind what had to be cut or has signs that a name cannot hold."""
    plain = re.sub(r"[^A-Za-z0-9.]+", "-", text).strip("-.")
    if len(plain) <= 100 and not re.search(r"[^ -~]|\.\.|\*| /", text):
        return plain
    return plain[:90].strip("-.") + "-" + hashlib.sha256(text.encode()).hexdigest()[:6]


def steadied(words):
    """The call with few samples and two threads, where it says nothing of its own."""
    def lacking(*pairs):
        return words + [part for name, value in pairs if name not in words for part in (name, value)]

    if words[0] == "measure" and words[1] != "list":
        return lacking(("--replications", "100"), ("--permutations", "99"), ("--threads", "2"))
    if words[:2] in (["index", "run"], ["index", "explain"]):
        return lacking(("--samples", "100"), ("--sensitivity", "64"), ("--threads", "2"))
    if words[:2] == ["scenario", "run"] or words[0] == "report":
        return lacking(("--draws", "0"), ("--threads", "2"))
    if words[:2] == ["model", "links"]:
        return lacking(("--draws", "0"), ("--top", "4"), ("--threads", "2"))
    return words


def every(forms):
    return [(language, form) for form in forms for language in LANGUAGES]


def asked(lines, choices):
    """Each call in each of these languages and formats."""
    return [CommandCase(f"command/{slug(line)}.{language}.{form}", steadied(shlex.split(line)) + ["--format", form, "--language", language])
            for line in lines for language, form in choices]


def spoken(lines, languages=LANGUAGES):
    """Each call in these languages, where a file tells the format or there is none."""
    return [CommandCase(f"command/{slug(line)}.{language}", steadied(shlex.split(line)) + ["--language", language])
            for line in lines for language in languages]


def once(lines, **more):
    """Each call as it stands."""
    return [CommandCase(f"command/{slug(line)}", shlex.split(line), **more) for line in lines]


def of_the_atlas():
    """Every measure asked of the atlas in the same few ways: it answers, or says what it needs."""
    names = [line.split()[1] for line in calls("measures")]
    return asked([f"measure {name} {how}".strip() for name in names for how in OF_THE_ATLAS], [("en", "json")])


def of_each_indicator():
    names = calls("indicators")
    return [*asked([f"map {name}" for name in names], [("zh", "csv")]), *spoken([f"chart distribution {name}" for name in names], ["en"]),
            *spoken([f"chart series {name}" for name in names], ["zh"])]


def of_each_example():
    names = [name for name in calls("examples") if name not in ASKED_IN_EVERY_FORMAT]
    return [*asked([f"scenario run {name}" for name in names], [*FEW, ("zh", "csv")]),
            *spoken([f"report {name} --out report.html" for name in names if name != "jobs-to-xiongan"], ["en"])]


def of_help():
    return [CommandCase("command/alone", []), CommandCase("command/help", ["--help"]),
            *(CommandCase(f"command/help-{slug(line)}", [*line.split(), "--help"]) for line in calls("help"))]


def of_the_environment():
    return [*once(["serve"], environment={"HINTERLAND_SERVER": "/none/hinterland-server"}),
            CommandCase("command/atlas-check-where-there-are-none", ["atlas", "check"], {"HINTERLAND_ATLASES": "/nowhere"})]


def command_cases():
    return apart([
        *asked(calls("every-format"), every(OUTPUTS)), *asked(calls("few-formats"), FEW),
        *asked(calls("measures"), every(OUTPUTS)), *asked(calls("measures-more"), FEW), *of_the_atlas(),
        *spoken(calls("measure-pictures")), *spoken(calls("index-pictures")),
        *asked(calls("pictures-in-every-format"), every(PICTURES)), *asked(calls("pictures"), [("en", "svg"), ("zh", "svg"), ("en", "json")]),
        *of_each_indicator(), *of_each_example(), *spoken(calls("written")),
        *spoken(calls("new-atlases")), *once(calls("new-atlases-once")), *of_help(), *once(calls("refusals")), *of_the_environment(),
    ])


def apart(cases):
    """Each case once; two that would write the same file must be the same."""
    found = {}
    for case in cases:
        if found.setdefault(case.name, case) != case:
            raise SystemExit(f"two cases would be called {case.name}")
    return list(found.values())
