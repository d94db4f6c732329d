"""Figures that come in tables by theme: one row a place and year, one column an indicator.

`catalogue.csv` says what each series of the collected tables is: its indicator with names, unit, range, group and trap, or, where
only an id stands there, an indicator that the atlas has already. A series is compiled where it is listed, and nowhere else.
"""
import csv, pathlib, re

HERE = pathlib.Path(__file__).resolve().parent
# Which table of the atlas a file of the yearbook becomes.
YEARBOOK = {
    "yearbook-product": "prefectures_sectors_2018_2023", "yearbook-work": "prefectures_employment_wages_2018_2023",
    "yearbook-industries": "prefectures_employment_by_industry_2018_2019", "yearbook-trade": "prefectures_trade_innovation_2018_2023",
    "yearbook-service": "prefectures_population_infrastructure_2018_2023", "yearbook-environment": "prefectures_energy_environment_2018_2023",
}
# Since 2018 the yearbook's own tables hold what the compilation holds before.
HISTORY_UNTIL = 2017
# Amounts of the compilation in other units than the yearbook's tables.
HISTORY_FACTORS = {"gdp": 1e-4, "employees": 1e4}
MUNICIPALITIES = {"110000", "120000", "310000", "500000"}


def scaled(text, factor):
    """A number times a power of ten, as it would have been printed."""
    value = float(text)
    if factor != 1:
        value = float(f"{value * factor:.12g}")
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


class Themes:
    """Wide tables, their editions, and flags of single cells."""

    def __init__(self, read):
        self.read = read
        with open(HERE / "catalogue.csv", encoding="utf-8", newline="") as file:
            self.catalogue = list(csv.DictReader(file))
        self.series = {s: r for r in self.catalogue for s in r["series"].split(";")}
        self.order = {r["id"]: n for n, r in enumerate(self.catalogue)}  # of columns; those of other indicators come before
        self.cells = {}     # table -> (region, level, year) -> indicator -> text
        self.editions = {}  # (table, indicator, vintage, status, source, flag) -> years
        self.flags = []     # table, indicator, region, level, year, flag
        self.rejected = []  # indicator, region, level, year, printed, why, source
        self.ranges = {}    # indicator -> lowest, highest

    def new_indicators(self):
        return [r for r in self.catalogue if r["name_en"]]

    def add(self, table, region, level, year, series, text, vintage, source, flag="", edition_flag="", factor=None):
        row = self.series.get(series)
        if row is None or not text.strip():
            return
        value = scaled(text, float(row["factor"] or 1) if factor is None else factor)
        low, high = self.ranges[row["id"]]
        if not low <= float(value) <= high:
            self.rejected.append((row["id"], region, level, int(year), value, f"outside {low:g} to {high:g}", source))
            return
        place = self.cells.setdefault(table, {}).setdefault((region, level, int(year)), {})
        assert row["id"] not in place, (table, region, year, series)
        place[row["id"]] = value
        self.editions.setdefault((table, row["id"], vintage, "published", source, edition_flag), set()).add(int(year))
        if flag.strip():
            self.flags.append((table, row["id"], region, level, int(year), tidy(flag)))

    def packed(self, rows, least=15):
        """Puts groups of rows of one edition into tables `prefectures`, `provinces` and their like, and gives the rest.

        Of several figures of one place and year the first stays the first: tables come before single rows.
        """
        groups = {}
        for row in rows:
            groups.setdefault((row[0], row[2], row[3], row[4], row[6], row[8]), []).append(row)
        large = {key: common([row[7] for row in own]) for key, own in groups.items() if len(own) >= least}
        numbers, counts = {}, {}
        for key in large:  # one edition a column and year; a second one goes to a second table
            column = (key[0], key[1], key[2])
            numbers[key] = counts[column] = counts.get(column, 0) + 1
        rest, single, filled = [], set(), {}
        for row in rows:
            indicator, region, level, year, vintage, value, status, flag, source = row
            place = (indicator, region, level, year)
            key = (indicator, level, year, vintage, status, source)
            if key not in large or place in single or filled.get(place, 0) > numbers[key]:
                rest.append(row)
                single.add(place)
                continue
            number = filled[place] = numbers[key]
            table = f"{level}s" + (f"-{number}" if number > 1 else "")
            self.order.setdefault(indicator, len(self.order) - 10_000)
            self.cells.setdefault(table, {}).setdefault((region, level, int(year)), {})[indicator] = value
            shared = large[key]
            self.editions.setdefault((table, indicator, vintage, status, source, shared), set()).add(int(year))
            if flag and not shared:
                self.flags.append((table, indicator, region, level, int(year), flag))
        return rest

    def yearbooks(self):
        for r in self.read("yearbook/prefectures_rejected_values.csv"):
            row = self.series.get("yearbook:" + r["indicator"])
            if row:
                self.rejected.append((row["id"], r["adcode"], "prefecture", int(r["year"]), r["printed_value"], r["why"], "CCSY"))
        for table, file in YEARBOOK.items():
            for r in self.read(f"yearbook/{file}.csv"):
                edition, _, number = r["source"].removeprefix("CCSY").partition(" t")
                vintage = f"City Statistical Yearbook {edition}" + (f", table {number}" if number else "")
                self.add(table, r["adcode"], "prefecture", r["year"], "yearbook:" + r["indicator"], r["value"], vintage, "CCSY", r["flag"])

    def history(self, regions):
        for r in self.read("history/prefectures_history_1990_2023.csv"):
            if int(r["year"]) > HISTORY_UNTIL or r["city_code"] not in regions:
                continue  # Chaohu, divided in 2011
            for column, text in r.items():
                rounded = "rounded to 10,000 persons" if column == "employees" else ""
                self.add("history", r["city_code"], "prefecture", r["year"], "history:" + column, text, "City Statistical Yearbooks 1991–2018, as compiled", "CITYPANEL",
                         edition_flag=rounded, factor=HISTORY_FACTORS.get(column, 1))

    def censuses(self, regions):
        for year, source, basis in (("2010", "CENSUS2010", "census 2010 by county, boundaries of 2010"), ("2020", "CENSUS2020", "census 2020 by county")):
            for r in self.read(f"census/census{year}_prefectures.csv"):
                code = r["adcode"] if r["adcode"] in regions else r.get("adcode_2020") or r["adcode"]
                if code not in regions:
                    continue  # Chaohu, divided in 2011
                levels = ["province"] if r["level"] in ("province", "nation") else ["prefecture"]
                if code in MUNICIPALITIES and levels == ["province"]:
                    levels.append("prefecture")
                for level in levels:
                    self.add("census", code, level, year, "census:" + r["indicator"], r["value"], basis, source)
        for r in self.read("census/census_prefectures_matched_2010_2020.csv"):
            if r["adcode"] in regions:
                self.add("census-matched", r["adcode"], "prefecture", r["year"], "matched:" + r["indicator"], r["value"], "2010 and 2020 on the boundaries of 2020", "LEI_MATCHED")

    def tables(self):
        """Name, header and rows of each wide table, rows in order of region, level and year."""
        for table, places in self.cells.items():
            columns = sorted({i for cells in places.values() for i in cells}, key=self.order.get)
            yield table, ["region", "level", "year", *columns], [[*map(str, key), *(cells.get(c, "") for c in columns)] for key, cells in sorted(places.items())]

    def edition_rows(self):
        """Each edition with the years it holds, in runs without a gap."""
        rows = []
        for (table, indicator, vintage, status, source, flag), years in self.editions.items():
            for first, last in runs(sorted(years)):
                rows.append([table, indicator, first, last, vintage, status, flag, source])
        return sorted(rows, key=lambda r: (list(self.cells).index(r[0]), self.order[r[1]], r[2]))


def common(flags):
    """The flag that all have; empty where they differ."""
    return flags[0] if len(set(flags)) == 1 else ""


def tidy(flag):
    """Flags as people read them: 7.43 × instead of 7.43 x, numbers without exponents."""
    flag = re.sub(r"\d+(?:\.\d+)?e[+-]\d+", lambda m: f"{float(m.group()):.7f}".rstrip("0").rstrip("."), flag.strip())
    return re.sub(r"(\d) x ", r"\1 × ", flag)


def runs(years):
    found = []
    for year in years:
        if found and year == found[-1][1] + 1:
            found[-1][1] = year
        else:
            found.append([year, year])
    return found
