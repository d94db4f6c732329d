"""Small files that cases ask of: tables, recipes, scenarios, networks, regions. All numbers are invented."""
import io
import json
import shutil
import sqlite3
import struct
import zipfile

SIX = "base,innovation,coordination,green,open,shared"
BEST = ("job_growth_1y,job_growth_5y,wage_growth_1y,wage_growth_5y,grp_per_capita_growth_1y,grp_per_capita_growth_5y,"
        "fdi_growth_3y,fdi_over_grp,high_value_jobs_lq").split(",")
PILLARS = ("institutions,macroeconomic_stability,infrastructure,health,basic_education,higher_education,labour_market,market_size,"
           "technological_readiness,business_sophistication,innovation").split(",")
BEST_ROWS = ["510100,2017,first", "500000,2017,first", "520100,2017,first", "320600,2017,third", "340300,2017,third", "440600,2017,third"]


def invented(rows, columns, head):
    """Rows with numbers that follow from their place."""
    lines = [f"{start},{','.join(str((row * 7 + k * 3) % 11 - row) for k in range(len(columns)))}" for row, start in enumerate(rows)]
    return "\n".join([f"{head},{','.join(columns)}", *lines]) + "\n"


MEASURE_TABLES = {
    "income.csv": "place,region,people,y\nA,n,1,10\nB,n,2,20\nC,s,1,\nD,s,3,50\n",
    "long.csv": "place;year;y\nA;2001;1\nA;2002;2\nB;2001;3\nB;2002;3\nC;2001;5\nC;2002;4\n",
    "wide.csv": "name,2001,2002,2003\nA,1,2,3\nB,4,4,5\nC,9,8,7\n",
    "six.csv": "name,tier,2001,2002,2003,2004,2005,2006,2007,2008\nA,x,1,2,3,3,4,4,5,5\nB,x,4,4,5,6,5,6,7,7\nC,y,9,8,7,8,8,9,9,8\n"
               "D,y,2,2,1,1,2,1,1,1\nE,x,5,6,6,7,7,8,8,9\nF,y,3,3,4,5,4,5,5,6\n",
    "zero.csv": "place,y\nA,0\nB,-1\nC,3\n",
    "huge.csv": "place,y\nA,1e300\nB,1\n",
    "weights.csv": "place,y,w\nA,1,0\nB,2,1\n",
    "twice.csv": "place,y\nA,1\nA,2\n",
    "words.csv": "place,y\nA,one\nB,2\n",
    "head.csv": "place,y\n",
    "one.csv": "place,region,y\nA,n,5\n",
    "same.csv": "place,region,y\nA,n,5\nB,n,5\nC,s,5\n",
    "ring.gal": "3\nA 2\nB C\nB 2\nA C\nC 2\nA B\n",
    "bad.gal": "3\nA 2\nB\nB 1\nA\nC 1\nA\n",
    "else.gal": "3\nX 1\nB\nB 1\nX\nC 1\nB\n",
    "neighbours.csv": "from,to,weight\nA,B,1\nB,A,1\nB,C,.5\nC,B,.5\n",
    "sectors.csv": "region,year,industry,jobs\nA,1,x,5\nA,1,y,1\nB,1,x,2\nB,1,y,4\nA,2,x,6\nA,2,y,2\nB,2,x,2\nB,2,y,5\n",
    "broad.csv": "region,x,y,z\nA,5,1,4\nB,2,4,4\nC,1,1,8\n",
    "three.csv": "region,year,industry,jobs\n" + "".join(
        f"{region},{year},{industry},{(r * 5 + y * 3 + i * 7) % 13 + 1}\n"
        for r, region in enumerate("ABC") for y, year in enumerate((2001, 2002, 2003)) for i, industry in enumerate("xyz")),
    "apart.csv": "from,to,distance\n1,2,230\n1,3,310\n2,3,120\n",
    "waste.csv": "unit,labour,capital,product,smoke\nA,4,3,2,3\nB,6,3,2,1\nC,8,1,6,2\nD,8,1,6,1\nE,2,4,1,4\n",
}

RECIPES = {
    "small.yaml": """\
name: Two things
nameChinese: 两件事
indicators:
  - {id: a, name: First thing, unit: yuan, error: 0.1}
  - {id: b, direction: lower}
  - {id: c, figure: {ratio: [a, b], factor: 100}}
doubt: {weights: 0.4, aggregations: [topsis], figures: true}
""",
    "small.csv": "place,a,b\nA,1,5\nB,2,4\nC,4,3\nD,8,1\nE,3,\n",
    "years.csv": "place,year,tier,a,b\nA,2001,x,1,5\nB,2001,x,2,4\nC,2001,y,4,3\nD,2001,y,8,1\n"
                 "A,2002,x,9,5\nB,2002,x,2,4\nC,2002,y,4,3\nD,2002,y,8,1\n",
    "growth.yaml": "name: G\nindicators:\n  - {id: g, figure: {growth: a, years: 1}}\n",
    "abc-words.csv": "place,a,b\nA,one,2\nB,2,3\n", "abc-twice.csv": "place,a,b\nA,1,2\nA,2,3\n", "short.csv": "place,a\nA,1\nB,2\n",
    "abc-same.csv": "place,a,b,c\nA,1,2,3\nB,1,2,3\nC,1,2,3\n", "abc-one.csv": "place,a,b\nA,1,2\n", "abc-head.csv": "place,a,b\n",
    "abc-zero.csv": "place,a,b\nA,0,2\nB,1,3\nC,2,0\n",
    "log.yaml": "name: L\nindicators:\n  - {id: a, logarithm: true}\n  - {id: b}\n",
    "stage.yaml": "name: S\nstage: {by: s, bounds: [5]}\nindicators:\n  - {id: a, dimension: p}\n  - {id: b, dimension: q}\n"
                  "dimensions:\n  - {id: p, weights: [3, 1]}\n  - {id: q, weights: [1, 3]}\n",
    "stage.csv": "place,s,a,b\nA,1,1,0\nB,9,0,1\nC,9,1,0.5\n", "stageless.csv": "place,s,a,b\nA,1,1,0\nB,,0,1\n",
    "wrong.yaml": "name: W\nindicators:\n  - {id: a, direction: up}\n",
    "key.yaml": "name: W\nweight: equal\nindicators:\n  - {id: a}\n",
    "anchor.yaml": "name: &x W\nindicators:\n  - {id: a}\n", "not.yaml": "name: [W\n", "none.yaml": "name: W\nindicators: []\n",
    "outside.yaml": "name: W\ntable: ../small.csv\nindicators:\n  - {id: a}\n",
    "impossible.yaml": "name: W\nindicators:\n  - {id: a}\n  - {id: b}\nnormalisation: zScore\naggregation: geometric\n",
    "all-doubts.yaml": """\
name: All doubts
nameChinese: 全部疑问
note: Every choice may be another.
noteChinese: 每项选择都可不同。
indicators:
  - {id: a}
  - {id: b, direction: lower}
  - {id: x, direction: {near: 3}, figure: b}
gaps: median
outliers: winsorise
normalisation: rank
weights: equal
aggregation: wroclaw
tiers: 2
doubt:
  weightings: [entropy, critic]
  normalisations: [minMax, zScore]
  aggregations: [arithmetic, topsis]
  outliers: [none]
  gaps: [mean]
  omission: true
  samples: 200
""",
    "favour.yaml": "name: F\nindicators:\n  - {id: a}\n  - {id: b}\nweights: benefitOfTheDoubt\n",
    "principal.yaml": "name: P\nindicators:\n  - {id: a}\n  - {id: b}\nweights: principalComponents\naggregation: geometric\n",
    "six-parts.csv": f"place,year,{SIX}\nX,2020,100,110,120,130,140,150\nY,2020,140,100,100,90,120,130\nZ,2020,90,80,130,120,100,110\n",
    "best.csv": invented(BEST_ROWS, BEST, "code,year,tier"),
    "pillars.csv": invented(["A,40", "B,60", "C,80", "D,100", "E,120"], PILLARS, "place,gdp_per_head_pps"),
}

CHANGES = [
    {"link": {"from": "610100", "to": "610900", "mode": "rail", "speedKmh": 350, "lengthKm": 171}},
    {"removeLink": {"from": "110000", "to": "XIONGAN", "mode": "rail"}},
    {"jobs": {"from": "110000", "to": "XIONGAN", "number": 1000.5}}, {"housing": {"places": ["XIONGAN"], "factor": 1.5}},
    {"tradeCost": {"places": ["350200"], "with": "domestic", "factor": 0.9, "direction": "import"}},
    {"migrationCost": {"between": "provinces", "factor": 0.8}}, {"productivity": {"places": ["340200"], "factor": 1.05}},
    {"transfer": {"from": "310000", "to": "610900", "amount": 5000000000}}, {"tariff": {"rate": 0.1, "sector": "industry"}},
    {"tax": {"places": ["610900"], "rate": -0.05}}, {"landReform": {"landIncome": "registered"}},
    {"purchases": {"to": "130600", "amount": 1000000000, "sector": "services"}},
    {"industrialTransfer": {"from": "441900", "to": "360700", "share": 0.1, "sector": "industry"}},
    {"diffusion": {"from": "610100", "share": 0.1, "ties": {"610900": 0.5}, "sector": "services"}},
]
EVERY_CHANGE = {"name": "a \"quoted\" & *name: # 安康", "note": "yes", "places": ["XIONGAN"], "changes": CHANGES,
                "model": {"kind": "whole", "immigration": "labour", "landIncome": "stayers"}, "parameters": {"tradeElasticity": 4.25}}


def changed(text):
    return f"name: x\nchanges:\n  - {text}\n"


JOBS = "jobs: {from: 110000, to: 130300, number: "
SCENARIOS = {
    "every.yaml": json.dumps(EVERY_CHANGE, ensure_ascii=False, indent=1),
    "mine.yaml": changed("link: {from: 610100, to: 610900, mode: rail, speedKmh: 350, lengthKm: 171}"),
    "priced.yaml": "name: Priced\nnameChinese: 有造价\nnote: With its cost.\nnoteChinese: 含造价。\nchanges:\n"
                   "  - link: {from: 610100, to: 610900, mode: rail, speedKmh: 350, lengthKm: 171, cost: 3.4e10}\n",
    "firms.yaml": changed("tariff: {rate: 0.1, sector: industry}") + "model: {kind: whole, immigration: firmEntry, landIncome: residents}\n",
    "observed.yaml": changed("tariff: {rate: 0.1, sector: industry}") + "parameters: {observedTrade: 1}\n",
    "nothing.yaml": "name: x\nchanges: []\n",
    "windows.yaml": "\ufeffname: x\r\nchanges: []\r\n",
    "bad-place.yaml": changed("jobs: {from: 110000, to: 999999, number: 5}"),
    "bad-key.yaml": "name: x\nchanges: []\nplace: [A]\n",
    "bad-change.yaml": changed("teleport: {from: 1}"),
    "bad-number.yaml": changed(JOBS + "many}"),
    "too-many.yaml": changed(JOBS + "900000000}"),
    "too-far.yaml": "name: x\nchanges: []\nparameters: {tradeElasticity: 400}\n",
    "bad-sector.yaml": changed("productivity: {places: [340200], factor: 1.05, sector: fishing}"),
    "uncarved.yaml": "name: x\nplaces: [110000]\nchanges: []\n",
    "bad-anchor.yaml": "name: &a x\nchanges: []\n",
}

NETWORKS = {
    "links.csv": "from,to,hours,mode,opened,closed,oneway,fare,line,headway\nA,B,1.5,rail,2010-01-01,2020-01-01,,50,L1,0.5\n"
                 "B,C,0.5,rail,,,,20,L2,1\nA,C,4,road,,,,,,\nC,D,1,bus,,,yes,5,,\nA,B,2,road,,,,10,,\n",
    "plain-links.csv": "from,to,hours\nA,B,1\nB,C,2\nC,D,1.5\nX,Y,1\n",
    "nodes.csv": "id,name,longitude,latitude\nA,Alpha,110,30\nB,Beta,110.5,30.5\nC,Gamma,111,31\nD,\"De,lta\",112,30\n",
    "mass.csv": "id,mass\nA,10\nB,20\nC,0\nD,5\n",
    "three-masses.csv": "id,mass\nA,10\nB,20\nC,3\n",
    "supply.csv": "id,supply\nA,1\nC,3\n",
    "timetable.csv": "trip,stop,arrival,departure,line,mode\nT1,A,,08:00,R1,rail\nT1,B,08:30,08:31,R1,rail\nT2,B,08:35,08:36,R2,rail\n"
                     "T2,C,9:30,,R2,rail\nT3,A,,07:00,R3,bus\nT3,C,10:10,,R3,bus\nT4,A,,09:00,R1,rail\nT4,B,09:30,,R1,rail\n",
    "stops.csv": "id,name,longitude,latitude\nA,Alpha,110,30\nB,Beta,110.5,30.5\nC,Gamma,111,31\n",
    "bad-links.csv": "from,to,hours\nA,B,-1\n", "one-link.csv": "from,to,hours,opened\nA,B,1,2010\n",
    "flows.csv": "from,to,flow\n610100,610900,12\n510100,500000,30\n110000,130600,7\n420100,420600,9\n",
    "roads.geojson": json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"hours": 2, "Mode": "rail", "fare": 10, "name": None},
         "geometry": {"type": "LineString", "coordinates": [[110, 30], [110.1, 30, 5], [110.4, 30]]}},
        {"type": "Feature", "properties": {"speed": "50"}, "geometry": {
            "type": "MultiLineString", "coordinates": [[[110.1, 30.000001], [110.1, 31]], [[112, 30], [113, 30]]]}},
        {"type": "Feature", "properties": {"mode": "ferry", "oneway": "yes", "hours": 1},
         "geometry": {"type": "LineString", "coordinates": [[110.4, 30], [110.5, 30]]}},
        {"type": "Feature", "geometry": None}]}),
    "far-roads.geojson": json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {}, "geometry": {"type": "LineString", "coordinates": [[500000, 30], [1, 2]]}}]}),
}

FEED = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\n1,X,http://x,Asia/Shanghai\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station\nA,Alpha,30,110,0,\nB,Beta,30.5,110,1,\n"
                 "B1,Beta 1,30.5,110,0,B\nB2,\"Beta, \"\"2\"\"\",30.5,110.001,0,B\nC,Gamma,31,110,0,\nD,Delta,31.003,110,0,\n",
    "routes.txt": "route_id,route_short_name,route_long_name,route_type\nR1,G1,,101\nR2,,Slow line,2\nR3,F,,4\n",
    "trips.txt": "route_id,service_id,trip_id\nR1,wk,T1\nR2,wk,T2\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\nT1,08:00:00,08:00:00,A,1\nT1,08:30:00,08:31:00,B1,5\n"
                      "T2,9:30:00,9:30:00,C,9\nT2,08:35:00,08:36:00,B2,2\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
                    "wk,1,1,1,1,1,0,0,20260101,20261231\n",
}

OWN_FIGURES = {
    "trees.csv": "城市,年份,行道树（万株）,trees (million),gdp\n安康,2023,15,5,1\n襄樊,2023,33,6,2\n武汉,2023,80,7,3\nAnkangg,2023,1,1,1\n"
                 "合计,2023,9,9,9\n",
    "trees-in-order.csv": "code,year,trees (million)\n" + "".join(
        f"{code},{year},{number + year - 2020}\n" for year in (2021, 2022, 2023)
        for number, code in enumerate(("610900", "610100", "420100", "420600", "510100", "500000", "110000", "310000"), 2)),
    "yearless.csv": "city,a (km)\n安康,1\n西安,2\n",
    "wages.csv": "name,wages_2015 (EUR),wages_2016 (EUR)\nKreis 0,10,11\nKreis 1,20,21\nKreis 2,30,31\n",
    "no-places.csv": "x,a\nfoo,1\nbar,2\n", "ragged.csv": "city,a\n安康,1\n西安\n", "place-twice.csv": "city,a\n安康,1\n安康市,2\n",
    "kreise.geojson": json.dumps({"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"CODE": f"K{k}", "name": f"Kreis {k}"},
         "geometry": {"type": "Polygon", "coordinates": [[[k, 0], [k + 1, 0], [k + 1, 1], [k, 1], [k, 0]]]}} for k in range(4)]}),
    "codeless.geojson": "{\"features\":[{\"properties\":{}}]}",
}

TEXTS = {**MEASURE_TABLES, **RECIPES, **SCENARIOS, **NETWORKS, **OWN_FIGURES}


def write_all(folder, atlas):
    """Writes every file into a folder, and two copies of an atlas: one with a broken table, one without boundaries."""
    for name, text in TEXTS.items():
        (folder / name).write_bytes(text.encode())
    (folder / "gb18030.csv").write_bytes("城市,人口\n安康,246\n西安,1308\n".encode("gb18030"))
    (folder / "utf16.csv").write_bytes("城市,人口\n安康,246\n西安,1308\n".encode("utf-16"))
    (folder / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    (folder / "table.xlsx").write_bytes(b"PK\x03\x04\0\0\0\0")
    write_feed(folder)
    write_package(folder / "roads.gpkg")
    write_shapes(folder / "roads")
    write_atlases(folder, atlas)


def write_feed(folder):
    (folder / "feed").mkdir()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in FEED.items():
            (folder / "feed" / name).write_text(text, encoding="utf-8")
            archive.writestr(zipfile.ZipInfo(name), text)
    (folder / "feed.zip").write_bytes(packed.getvalue())


def write_package(path):
    """A GeoPackage with one road."""
    points = [(110.0, 30.0), (110.0, 31.0)]
    line = b"GP\0\1" + struct.pack("<I", 4326) + struct.pack("<BII", 1, 2, len(points)) + b"".join(struct.pack("<dd", *p) for p in points)
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id, z, m)")
        database.execute("INSERT INTO gpkg_geometry_columns VALUES ('my roads', 'geom', 'LINESTRING', 4326, 0, 0)")
        database.execute("CREATE TABLE \"my roads\" (fid INTEGER PRIMARY KEY, geom BLOB, speed REAL)")
        database.execute("INSERT INTO \"my roads\" VALUES (1, ?, 111.195)", (line,))
    database.close()


def write_shapes(stem):
    """A Shapefile with one line of three points, and its table with the hours."""
    points = [(110.0, 30.0), (110.1, 30.0), (110.4, 30.0)]
    box = struct.pack("<4d", 110, 30, 110.4, 30)
    content = struct.pack("<i", 3) + box + struct.pack("<3i", 1, len(points), 0) + b"".join(struct.pack("<2d", *p) for p in points)

    def head(words):
        return struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words) + struct.pack("<2i", 1000, 3) + box + bytes(32)

    record = struct.pack(">2i", 1, len(content) // 2)
    stem.with_suffix(".shp").write_bytes(head(50 + (8 + len(content)) // 2) + record + content)
    stem.with_suffix(".shx").write_bytes(head(54) + struct.pack(">2i", 50, len(content) // 2))
    field = struct.pack("<11sc4xBB14x", b"HOURS", b"N", 10, 3)
    stem.with_suffix(".dbf").write_bytes(struct.pack("<4BIHH20x", 3, 126, 1, 1, 1, 65, 11) + field + b"\r " + b"     2.000\x1a")


def write_atlases(folder, atlas):
    shutil.copytree(atlas, folder / "broken")
    with open(folder / "broken/zones.csv", "a", encoding="utf-8") as zones:
        zones.write("x\n")
    shutil.copytree(atlas, folder / "borderless", ignore=shutil.ignore_patterns("boundaries"))
    descriptor = folder / "borderless/datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    package["resources"] = [part for part in package["resources"] if not part.get("path", "").startswith("boundaries")]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
