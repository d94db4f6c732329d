"""Indices in a real browser against the real server."""
import csv
import io
import json
import os
import pathlib
import subprocess

PROGRAM = os.environ.get("HINTERLAND_PROGRAM", str(pathlib.Path(__file__).resolve().parents[2] / ".build/release/hinterland"))


def indices(page, server, query=""):
    page.goto(f"{server.url}/indices?language=en&{query}")
    page.wait_for_selector("#drawn svg, .refusal, #ranks table")
    page.wait_for_function("document.querySelector('#exports button, .refusal')")


def told(*arguments):
    return subprocess.run([PROGRAM, "index", *arguments], capture_output=True, text=True, check=True).stdout


def test_a_ranking_shows_its_intervals_as_the_command_line_does(page, server):
    indices(page, server)
    rows = page.locator("#ranks tbody tr")
    assert rows.count() > 300
    first = rows.first.inner_text().split("\t")
    found = list(csv.DictReader(io.StringIO(told("run", "city-development", "--format", "csv"))))
    best = next(r for r in found if r["rank"] == "1")
    assert best["place"] in first[1] and f"{best['rank_low']}–{best['rank_high']}" in rows.first.inner_text()
    assert page.locator("#ranks .reach").count() == rows.count()
    assert "Which choice moves the ranking" in page.locator("#told").inner_text()


def test_a_place_is_explained_where_it_is_chosen(page, server):
    indices(page, server)
    page.click("#ranks tr[data-code='371000'] button")
    page.wait_for_function("document.querySelector('#told')?.innerText.includes('What it stands on')")
    text = page.locator("#told").inner_text()
    assert "Weihai" in text and "Against" in text and "Which choice moves the rank of Weihai" in text
    assert page.locator("#drawn [data-chart=radar]").get_attribute("aria-pressed") == "true" and page.locator("#picture path").count() > 8
    assert page.locator("#command").inner_text() == "hinterland index explain 371000 --recipe city-development"
    assert "place=371000" in page.url
    # The table stays where one was looking, with the place in sight.
    box, row = page.locator(".window-ranks").bounding_box(), page.locator("#ranks tr.chosen").bounding_box()
    assert box["y"] <= row["y"] <= box["y"] + box["height"]
    page.click("#all-places")
    page.wait_for_function("document.querySelector('#told')?.innerText.includes('Which choice moves the ranking')")


def test_a_weight_under_the_hand_moves_the_ranking(page, server):
    indices(page, server)
    before = page.locator("#ranks tbody tr").first.inner_text()
    for name in ("gdp_per_resident", "budget_self_sufficiency", "revenue_per_resident", "real_gdp_growth"):
        page.locator(f"#sliders input[data-id={name}]").evaluate("e => { e.value = 0; e.dispatchEvent(new Event('input')); }")
    page.wait_for_function("document.querySelector('#sliders output[data-id=residents_per_km2]')?.textContent === '100.0 %'")
    page.wait_for_selector("#own-weights")
    assert page.locator("#ranks tbody tr").first.inner_text() != before
    assert "Shenzhen" in page.locator("#ranks tbody tr").first.inner_text() and "--weight residents_per_km2=" in page.locator("#command").inner_text()
    page.click("#own-weights")
    page.wait_for_function("document.querySelector('#sliders output[data-id=residents_per_km2]')?.textContent === '4.2 %'")
    assert page.locator("#ranks tbody tr").first.inner_text() == before


def test_every_chart_is_there_and_years_give_a_bump_chart(page, server):
    indices(page, server, "recipe=provinces-research&place=420000")
    for chart in ("ranking", "heat", "obstacles", "bump", "radar"):
        page.click(f"#drawn [data-chart={chart}]")
        assert "Hubei" in page.locator("#picture").inner_html(), chart
        assert page.locator("#picture svg path, #picture svg rect, #picture svg line").count() > 5, chart
    page.click("#language")
    page.wait_for_function("document.querySelector('#ranks h2')?.textContent.includes('省份研发地位')")
    assert "湖北" in page.locator("#told").inner_text()


def test_a_table_of_ones_own_fills_a_recipe(page, server, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("place,year,base,innovation,coordination,green,open,shared\nX,2020,x,100,110,120,130,140\nY,2020,x,140,100,100,90,120\n", encoding="utf-8")
    indices(page, server, "recipe=beijing-tianjin-hebei")
    assert page.locator("#ranks tbody tr").count() == 4 and "153.99" in page.locator("#ranks").inner_text()
    page.set_input_files("#own", str(path))
    page.wait_for_function("document.querySelector('#ranks h2')?.textContent.includes('mine.csv')")
    assert "120.00" in page.locator("#ranks tbody tr").first.inner_text()
    assert page.locator("#command").inner_text() == "hinterland index run beijing-tianjin-hebei --table mine.csv"
    page.click("#atlas-again")
    page.wait_for_function("document.querySelector('#ranks')?.innerText.includes('153.99')")


def test_what_cannot_be_filled_says_what_is_missing(page, server):
    indices(page, server, "recipe=best-performing-cities")
    assert "9 of 9" in page.locator(".refusal").inner_text() and "wage_growth_5y" in page.locator(".refusal").inner_text()
    page.select_option("#recipe", "tech-hub")
    page.wait_for_selector("#ranks table")


def test_three_line_tables_are_saved(page, server):
    indices(page, server, "recipe=provinces-research&language=en")
    for format, sign in (("latex", "\\toprule"), ("html", "border-top:2px solid"), ("csv", "rank_low"), ("json", "\"rankInterval\"")):
        with page.expect_download() as download:
            page.click(f"#exports [data-format={format}]")
        assert sign in pathlib.Path(download.value.path()).read_text(encoding="utf-8")


def test_the_interface_answers_as_the_command_line(page, server):
    asked = page.request.get(f"{server.url}/api/indices?recipe=provinces-research&format=json&samples=300&sensitivity=64")
    assert asked.json()["result"] == json.loads(told("run", "provinces-research", "--samples", "300", "--sensitivity", "64", "--format", "json"))["result"]
    for query, status in (("recipe=../x", 400), ("recipe=city-development&weights=a", 422), ("recipe=city-development&weights=a:1", 422), ("recipe=city-development&place=Atlantis", 422), ("recipe=city-development&charts=pie", 422), ("recipe=best-performing-cities", 422)):
        refused = page.request.get(f"{server.url}/api/indices?{query}")
        assert refused.status == status and refused.json()["error"]["message"], query
