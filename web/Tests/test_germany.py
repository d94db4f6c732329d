"""A second country: German Kreise from figures of others become an atlas, and the laboratory's question is answered on it, in euro."""
import csv
import json
import os
import pathlib
import subprocess
import urllib.request

import pytest

from conftest import ROOT, Server

PROGRAM = os.environ.get("HINTERLAND_PROGRAM", str(ROOT / ".build/release/hinterland"))
EXTERNAL = ROOT.parent / "shared/external"
HAMBURG, FRANKFURT = "02000", "06412"


def rows(path):
    with open(path, encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def written(path, head, lines):
    path.write_text("\n".join([head, *(",".join(str(c) for c in line) for line in lines)]) + "\n")
    return str(path)


@pytest.fixture(scope="session")
def kreise(tmp_path_factory):
    """Tables as a person would make them out of the published ones, and the atlas that they become."""
    if not (EXTERNAL / "mrrh-germany").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{EXTERNAL} is missing")
        pytest.skip("the German tables are not here")
    folder = tmp_path_factory.mktemp("germany")
    mrrh = EXTERNAL / "mrrh-germany"
    labour, area = rows(mrrh / "labor_tidy.csv"), {r["county_id"].zfill(5): r["Area"] for r in rows(mrrh / "CountyArea.csv")}
    # The wage bill stands for the product, workers for the residents: what these figures hold, said in the title.
    table = written(folder / "kreise.csv", "code,name,year,product (euro),residents (persons),area (km2),wage (euro)", [
        [r["region_id"], r["region_name"].split(",")[0].replace(";", " "), 2010, 12 * float(r["median_income_workplace"]) * float(r["employment_workplace"]),
         r["employment_residence"], area[r["region_id"]], r["median_income_workplace"]] for r in labour])
    road, far = rows(mrrh / "roundtrip_time_base.csv"), {r["region_id_imp"]: r for r in rows(mrrh / "distance_matrix.csv")}
    codes = [r["county_id_work"] for r in road]
    roads = written(folder / "road.csv", "from,to,minutes,mode,length_km", [
        [r["county_id_work"], to, float(r[to]) / 2, "road", float(far[r["county_id_work"]][to]) / 1000]
        for r in road for to in codes if r["county_id_work"] < to and 0 < float(r[to]) < 1e6])
    rail = written(folder / "rail.csv", "from,to,minutes,mode,oneway", [[r["from_ags"], r["to_ags"], r["fastest_min"], "rail", "yes"] for r in rows(EXTERNAL / "germany/de_rail_city_pairs_2019.csv")])
    states = written(folder / "states.csv", "region,group", [[c, f"Land {c[:2]}"] for c in codes])
    atlas = folder / "kreise"
    made = subprocess.run([PROGRAM, "atlas", "new", str(atlas), "--table", table, "--regions", "none", "--links", roads, "--links", rail, "--groups", states,
                           "--title", "Kreise, wage bill and workers", "--format", "json"], capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)["result"]
    assert told["currency"] == "EUR" and told["roles"]["product"] == "product" and told["linksLeftOut"] == 0
    assert told["tables"][0]["matchedRegions"] == 401
    return atlas


LINE = {"link": {"from": HAMBURG, "to": FRANKFURT, "mode": "rail", "speedKmh": 300, "lengthKm": 480, "cost": 12e9}}


def test_a_faster_line_from_hamburg_to_frankfurt_is_answered_in_euro(kreise, tmp_path):
    (tmp_path / "line.yaml").write_text(f"name: Hamburg–Frankfurt\nchanges:\n  - link: {{from: '{HAMBURG}', to: '{FRANKFURT}', mode: rail, speedKmh: 300, lengthKm: 480, cost: 1.2e10}}\n")
    ran = subprocess.run([PROGRAM, "scenario", "run", str(tmp_path / "line.yaml"), "--atlas", str(kreise), "--draws", "20", "--format", "json"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    answer = json.loads(ran.stdout)
    result = answer["result"]
    assert result["cost"]["currency"] == "EUR" and "12.00 bn euro" in result["cost"]["text"]
    assert result["residual"] < 1e-9 and len(result["places"]) > 380
    gains = {p["code"]: p["income"]["point"] for p in result["places"]}
    # Hamburg and the Länder behind it come nearer to the rest of the country.
    best = sorted(gains, key=gains.get)[-12:]
    assert gains[HAMBURG] > 0 and {code[:2] for code in best} <= {"01", "02", "03", "12", "13"}
    said = json.dumps(answer, ensure_ascii=False)
    assert "yuan" not in said and "China" not in said and "Not calibrated" in said


def test_the_page_asks_the_same_question_of_kreise(kreise, browser):
    own = Server(atlas=str(kreise))
    try:
        request = urllib.request.Request(own.url + "/api/answers", json.dumps({"name": "x", "changes": [LINE]}).encode(), {"Content-Type": "application/json"})
        answer = json.load(urllib.request.urlopen(request))
        assert answer["result"]["cost"]["currency"] == "EUR"
        page = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", bypass_csp=True).new_page()
        errors = []
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(own.url + "/?language=en")
        page.wait_for_function("window.hinterland?.laboratory", timeout=60_000)
        page.wait_for_function("document.querySelector('#sentence')?.textContent.length > 5", timeout=60_000)
        page.goto(own.url + "/atlas?indicator=product&language=en")
        page.wait_for_function("document.querySelector('#map-title')?.textContent.length > 5")
        assert "euro" in page.locator("#map-title").inner_text()
        text = page.locator("body").inner_text()
        assert "yuan" not in text and "undefined" not in text and "NaN" not in text and not errors, errors
        page.context.close()
    finally:
        own.stop()
