"""Every question that a recording asks of the server: addresses from the lists in calls/, and scenarios and tables that are sent."""
import json
import shlex
from dataclasses import dataclass, field
from urllib.parse import urlencode

from cases_of_commands import CommandCase, LANGUAGES, OF_THE_ATLAS, apart, calls, slug
from small_tables import EVERY_CHANGE, RECIPES, SCENARIOS, TEXTS

JSON, YAML, CSV = ({"Content-Type": kind} for kind in ("application/json", "application/yaml", "text/csv"))
LINE = {"link": {"from": "610100", "to": "610900", "mode": "rail", "speedKmh": 350, "lengthKm": 171}}
ONE_LINE = {"name": "x", "changes": [LINE]}
PAGES = "/ /atlas /travel /clusters /measures /indices /city /claims /milken /words.js /style.css /icon.svg /libraries/echarts.js".split()
READINGS = ("peopleStay", "peopleMove", "movingGetsEasier")


@dataclass
class ServerCase:
    name: str
    method: str
    address: str
    body: object = None
    headers: dict = field(default_factory=dict)
    # The body of a page is no answer of the layer under it: only that it comes.
    only_head: bool = False
    # Asked when nothing else is.
    alone: bool = False


FIRST_CALLS = [CommandCase(f"server/start-{slug(line)}", line.split())
               for line in ("--help", "--port 70000", "--atlas mars", "--atlas broken", "--page nowhere", "--fly")]


def jobs(number):
    return {"jobs": {"from": "110000", "to": "130300", "number": number}}


def bend(**other):
    return {"link": {**LINE["link"], **other}}


# Scenarios that are refused: a name, and what is sent.
WRONG = {
    "nothing": b"", "half": b"{", "list": b"[]", "bytes": b"\xff\xfe", "deep": b"[" * 100_000,
    "infinite": b'{"name":"x","changes":[{"link":{"from":"610100","to":"610900","mode":"rail","speedKmh":1e999}}]}',
    "no-changes": {"name": "x"}, "extra-key": {"name": "x", "changes": [], "extra": 1}, "name-7": {"name": 7, "changes": []},
    "many-jobs-in-words": {"name": "x", "changes": [LINE, jobs("many")]}, "too-many-jobs": {"name": "x", "changes": [LINE, jobs(9e8)]},
    "no-such-city": {"name": "x", "changes": [LINE, bend(to="999999")]}, "a-province": {"name": "x", "changes": [LINE, bend(to="130000")]},
    "to-itself": {"name": "x", "changes": [bend(to="610100")]}, "501-changes": {"name": "x", "changes": [LINE] * 501},
    "uncarved": {"name": "x", "places": ["110000"], "changes": []},
    "far-parameter": {"name": "x", "changes": [], "parameters": {"tradeElasticity": 99}},
    "too-large": b'{"name":"' + b"x" * (1 << 20) + b'"}',
}


def got(address, **more):
    return ServerCase(f"server/get-{slug(address.removeprefix('/api/'))}", "GET", address, **more)


def sent(name, address, body, headers=JSON, **more):
    return ServerCase(f"server/post-{slug(address.removeprefix('/api/'))}-{name}".rstrip("-"), "POST", address, body, headers, **more)


def told(address, language):
    return f"{address}{'&' if '?' in address else '?'}language={language}"


def looked_at():
    return [*(got(address) for address in calls("addresses")),
            *(got(told(address, language)) for address in calls("addresses-in-both-languages") for language in LANGUAGES),
            *(got(f"/api/pictures?indicator={name}") for name in calls("indicators")),
            *(ServerCase(f"server/page-{slug(address) or 'first'}", "GET", address, only_head=True) for address in PAGES)]


# What an option of the command line is called in an address; others cannot be said there.
NAMES = {"value": "value", "indicator": "indicator", "level": "level", "group": "group", "weight": "weight", "year": "year", "id": "id",
         "sector": "sector", "longitude": "longitude", "latitude": "latitude", "population": "population", "product": "product",
         "place": "places", "factor": "factors", "outputs": "outputs", "undesirable": "undesirable", "returns": "returns",
         "variant": "variant", "classes": "classes"}


def measured(line):
    """A measure of the command line as an address, and its table."""
    words = shlex.split(line)
    parts, table, index = {"measure": words[1]}, None, 2
    while index < len(words):
        name = words[index].removeprefix("--")
        if name in ("balanced", "absolute"):
            index += 1
            continue
        value = words[index + 1]
        if name == "table":
            table, parts["name"] = value, value.split("/")[-1]
        elif name in NAMES:
            known = parts.get(NAMES[name])
            parts[NAMES[name]] = f"{known},{value}" if known else value
        index += 2
    return parts, table


def measurements(root):
    lines = [*calls("measures"), *calls("measures-more"), *(line for line in calls("refusals") if line.startswith("measure "))]
    lines += [f"measure {line.split()[1]} {how}" for line in calls("measures") for how in OF_THE_ATLAS[:6]]
    found = []
    for line in lines:
        parts, table = measured(line)
        if "--atlas" in line or "--picture" in line or (table and table not in TEXTS and not (root / table).is_file()):
            continue
        for language in LANGUAGES:
            address = "/api/measurements?" + urlencode({**parts, "language": language}, safe=",*-")
            if table:
                content = TEXTS[table].encode() if table in TEXTS else (root / table).read_bytes()
                found.append(sent("", address, content, CSV))
            else:
                found.append(got(address))
    return once(found)


def once(cases):
    """Lines that are one address are asked once."""
    return list({(case.method, case.address, case.body): case for case in cases}.values())


def indices():
    def of(query, table, languages=LANGUAGES):
        return [sent("", f"/api/indices?{query}&name={table}&samples=100&language={language}", RECIPES[table].encode(), CSV)
                for language in languages]

    return [*of("recipe=beijing-tianjin-hebei&charts=ranking,heat", "six-parts.csv"),
            *of("recipe=beijing-tianjin-hebei&place=X&charts=radar", "six-parts.csv"),
            *of("recipe=beijing-tianjin-hebei&format=latex", "six-parts.csv"), *of("recipe=beijing-tianjin-hebei&format=csv", "six-parts.csv"),
            *of("recipe=best-performing-cities&sensitivity=64", "best.csv"), *of("recipe=regional-competitiveness&format=json", "pillars.csv"),
            *of("recipe=regional-competitiveness", "pillars.csv"), *of("recipe=beijing-tianjin-hebei&format=html&year=year", "six-parts.csv"),
            *of("recipe=best-performing-cities&group=tier&weights=job_growth_1y:2,fdi_over_grp:1", "best.csv"),
            *of("recipe=tech-hub", "small.csv", ["en"]), *of("recipe=best-performing-cities", "small.csv", ["en"]),
            *of("recipe=none", "small.csv", ["en"]), *of("recipe=beijing-tianjin-hebei&id=none", "six-parts.csv", ["en"]),
            sent("bytes", "/api/indices?recipe=beijing-tianjin-hebei", b"\xff\xfe", CSV),
            sent("bytes", "/api/measurements?measure=gini", b"\xff\xfe", CSV), sent("nothing", "/api/measurements?measure=gini", b"", CSV)]


def scenarios(atlas):
    """Answers to the scenarios that come with the atlas and to those of the small files, and their ways between YAML and JSON."""
    texts = {path.stem: path.read_bytes() for path in sorted((atlas / "scenarios").glob("*.yaml"))}
    texts |= {name.removesuffix(".yaml"): text.encode() for name, text in SCENARIOS.items()}
    found = []
    for name, text in texts.items():
        found += [sent(name, "/api/answers", text, YAML), sent(name, "/api/scenarios/json", text, YAML),
                  sent(name, "/api/scenarios/yaml", text, YAML)]
    found += [sent("one-line", f"/api/answers?readings={reading}", ONE_LINE) for reading in (*READINGS, "peopleStay,peopleMove", "all", "")]
    found += [sent("one-line", f"/api/answers?starts={starts}", ONE_LINE) for starts in (2, 11)]
    found += [sent("every-change", "/api/answers?readings=peopleMove", EVERY_CHANGE), sent("every-change", "/api/scenarios/yaml", EVERY_CHANGE)]
    for name, body in WRONG.items():
        found += [sent(f"wrong-{name}", address, body) for address in ("/api/answers", "/api/scenarios/yaml")]
    for address in ("/api/draws?draws=10", "/api/maps", "/api/reports?draws=0", "/api/comparisons"):
        found += [sent(f"wrong-{name}", address, WRONG[name], alone="draws" in address) for name in ("half", "no-changes", "too-many-jobs")]
    return found


def comparisons():
    other = {"name": "y", "changes": [bend(speedKmh=250)]}
    whole = {"name": "z", "changes": [{"tariff": {"rate": 0.1, "sector": "industry"}}]}
    return [sent("two-lines", "/api/comparisons", {"first": ONE_LINE, "second": other}),
            sent("two-models", "/api/comparisons", {"first": ONE_LINE, "second": whole}),
            sent("one", "/api/comparisons", {"first": ONE_LINE}), sent("two-wrong", "/api/comparisons", {"first": ONE_LINE, "second": {"name": "y"}})]


def drawn():
    """Maps and reports, and answers with draws, which stand in one line and are asked one after the other."""
    whole = {"name": "z", "changes": [{"tariff": {"rate": 0.1, "sector": "industry"}}]}
    maps = [sent("one-line", f"/api/maps?reading={reading}&measure={measure}&language={language}", ONE_LINE)
            for reading in READINGS for measure in ("income", "population", "realGDP", "welfare") for language in LANGUAGES]
    maps += [sent("one-line", "/api/maps?reading=none", ONE_LINE), sent("one-line", "/api/maps?measure=none", ONE_LINE),
             sent("nothing-changes", "/api/maps", {"name": "x", "changes": []})]
    line = [sent("one-line", "/api/draws?draws=40&seed=7", ONE_LINE), sent("tariff", "/api/draws?draws=10", whole),
            sent("one-line", "/api/draws?draws=100000", ONE_LINE), sent("one-line", "/api/draws?draws=10&seed=-1", ONE_LINE),
            sent("odd-client", "/api/draws?draws=10", ONE_LINE, {**JSON, "Hinterland-Client": "a b"}),
            *(sent("one-line", f"/api/reports?draws=0&language={language}", ONE_LINE) for language in LANGUAGES),
            sent("one-line", "/api/reports?draws=10&seed=3", ONE_LINE), sent("tariff", "/api/reports?draws=0&language=zh", whole),
            sent("one-line", "/api/reports?draws=1000", ONE_LINE), sent("one-line", "/api/reports?language=fr", ONE_LINE)]
    for case in line:
        case.alone = True
    return maps + line


def by_other_ways():
    """Methods, hosts and what a browser has kept."""
    return [ServerCase("server/head-regions", "HEAD", "/api/regions"), ServerCase("server/head-page", "HEAD", "/"),
            ServerCase("server/head-charts", "HEAD", "/api/charts"), ServerCase("server/delete-atlas", "DELETE", "/api/atlas", b""),
            ServerCase("server/post-atlas", "POST", "/api/atlas", {}), ServerCase("server/put-answers", "PUT", "/api/answers", ONE_LINE),
            ServerCase("server/other-host", "GET", "/api/atlas", headers={"Host": "evil.example"}),
            ServerCase("server/localhost", "GET", "/api/recipes", headers={"Host": "localhost:1"}),
            ServerCase("server/kept-boundaries", "GET", "/api/boundaries/prefectures", headers={"If-None-Match": "the tag it has"}),
            ServerCase("server/kept-page", "GET", "/", headers={"If-None-Match": "the tag it has"})]


# An atlas without a model can be looked at, not asked.
OF_OWN_ATLAS = """
    /api/atlas /api/regions /api/clusters /api/network /api/parameters /api/examples /api/boundaries/prefectures /api/boundaries/lines
    /api/inset/en /api/indicators /api/claims /api/flows /api/cluster-cards /api/milken /api/opening-years /api/recipes /api/pictures
    /api/pictures?indicator=wages /api/indicator-maps?indicator=wages&language=zh /api/charts?kind=series&indicator=wages
    /api/cities?code=K1 /api/travel?from=K1 /api/links /api/access-changes?before=2008 /api/measurements?measure=gini&indicator=wages
    /api/measurements?measure=gini /api/indices?recipe=city-development
""".split()


def server_cases(atlas, folder, root):
    """Cases of a server that shows the bundled atlas (in this folder), or one of one's own."""
    if atlas == "own":
        cases = [*(got(address) for address in OF_OWN_ATLAS), sent("one-line", "/api/answers", ONE_LINE), sent("one-line", "/api/maps", ONE_LINE)]
        for case in cases:
            case.name = case.name.replace("server/", "server-own/")
        return apart(cases)
    return apart([*looked_at(), *measurements(root), *indices(), *scenarios(folder), *comparisons(), *drawn(), *by_other_ways()])


def body_of(case):
    """What is sent, as bytes."""
    if case.body is None or isinstance(case.body, bytes):
        return case.body
    return json.dumps(case.body, ensure_ascii=False).encode()
