"""The atlas, the clusters, a city and the claims, in a real browser against the real server."""
import csv
import io
import json
import os
import pathlib
import subprocess
import urllib.error
import urllib.request
import xml.etree.ElementTree as xml

import pytest

from conftest import Server

PROGRAM = os.environ.get("HINTERLAND_PROGRAM", str(pathlib.Path(__file__).resolve().parents[2] / ".build/release/hinterland"))

ANKANG, WUHAN, CHENGDU = "610900", "420100", "510100"


def ask(server, path):
    return urllib.request.urlopen(server.url + path).read().decode()


def atlas(page, server, query=""):
    page.goto(f"{server.url}/atlas?language=en&{query}")
    page.wait_for_function("window.hinterland?.paintings?.length && document.querySelector('#chart svg, #chart p')")
    # The legend's height is known now: the map has found its place when it stands where it stood.
    page.wait_for_function("""() => { const m = window.hinterland.map, at = [m.getZoom(), m.getContainer().clientHeight].join(), same = window.stoodAt === at; window.stoodAt = at; return same && m.loaded(); }""", polling=250)


def spot(page, code):
    return page.evaluate("code => { const m = window.hinterland.atlas, p = m.gl.project(m.regions.get(code).position), r = m.gl.getContainer().getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; }", code)


def painted(page, act):
    before = page.evaluate("window.hinterland.paintings.length")
    act()
    page.wait_for_function("n => window.hinterland.paintings.length > n", arg=before)


def test_the_atlas_opens_on_product_per_head_with_unit_year_vintage_and_sources(page, server):
    atlas(page, server)
    assert page.locator("#map-title").inner_text() == "GDP per resident, 2023 (yuan)"
    assert "first published for 2023" in page.locator("#source-line").inner_text()
    assert page.locator("#legend .scale span").count() == 7  # unit, five classes, no figure
    assert page.locator("#table [data-code]").count() > 3


def test_another_indicator_year_and_way_of_classing_change_map_legend_chart_and_table(page, server):
    atlas(page, server)
    painted(page, lambda: page.select_option("#indicator", "gdp"))
    assert "Gross domestic product, 2023" in page.locator("#map-title").inner_text()
    assert page.locator("#table .grid[data-code]").first.inner_text().startswith("Shanghai")
    painted(page, lambda: page.locator("#year").fill("30"))
    assert "2020" in page.locator("#map-title").inner_text()
    legend = page.locator("#legend").inner_text()
    painted(page, lambda: page.select_option("#method", "naturalBreaks"))
    assert page.locator("#legend").inner_text() != legend
    painted(page, lambda: page.locator("#classes").fill("3") or page.locator("#classes").press("Enter"))
    assert page.locator("#legend .scale span").count() == 5
    assert "indicator=gdp&year=2020" in page.url and "classes=3" in page.url


def test_only_a_cluster_is_shown_with_its_own_classes_and_in_sight(page, server):
    atlas(page, server)
    zoom = page.evaluate("window.hinterland.map.getZoom()")
    painted(page, lambda: page.select_option("#within", "CL04"))
    assert "Chengdu-Chongqing" in page.locator("#map-title").inner_text()
    assert "not in this selection" in page.locator("#legend").inner_text()
    page.wait_for_function("z => window.hinterland.map.getZoom() > z + 1", arg=zoom)


def test_what_is_selected_anywhere_is_selected_everywhere(page, server):
    atlas(page, server, "indicator=gdp&kind=rankSize")
    page.mouse.click(*spot(page, ANKANG))
    page.wait_for_selector(f"#chart [data-code='{ANKANG}'].chosen")
    assert "Ankang" in page.locator("#selection").inner_text() and "published" in page.locator("#selection").inner_text()
    assert page.locator(f"#table [data-code='{ANKANG}'].chosen").count() == 1
    page.locator("#chart [data-code='310000']").click()
    page.wait_for_selector("#chart [data-code='310000'].chosen")
    assert page.evaluate("[...window.hinterland.atlas.marks.selected]") == ["310000"]
    page.locator("#table .grid[data-code]").nth(3).click(modifiers=["Control"])
    page.wait_for_function("window.hinterland.view.select.length === 2")
    assert len(page.evaluate("[...window.hinterland.atlas.marks.selected]")) == 2


def test_a_place_without_a_figure_says_why(page, server):
    atlas(page, server, "indicator=gdp&year=2020")
    missing = page.evaluate("Object.keys(window.hinterland.picture.missing).find((c) => window.hinterland.atlas.regions.get(c)?.position)")
    page.evaluate("c => window.hinterland.map.jumpTo({ center: window.hinterland.atlas.regions.get(c).position, zoom: 8 })", missing)
    page.wait_for_timeout(300)
    page.mouse.move(*spot(page, missing))
    page.wait_for_selector("#tip:not([hidden])")
    assert "no figure" in page.locator("#tip").inner_text()


@pytest.mark.parametrize("kind", ["distribution", "rankSize", "scatter", "series"])
def test_every_chart_is_drawn_with_title_and_citation(page, server, kind):
    atlas(page, server, f"indicator=gdp&kind={kind}&against=budget_revenue&select={WUHAN}")
    page.wait_for_selector("#chart svg")
    text = page.locator("#chart").inner_text()
    assert "SHA-256" in text and "Gross domestic product" in text and "Wuhan" in text


def test_every_export_holds_the_same_figures(page, server):
    atlas(page, server, "indicator=gdp&within=CL04&select=510100")
    files = {}
    for kind in ["png", "svg", "csv", "geojson"]:
        with page.expect_download() as download:
            page.click(f"#save-{kind}")
        files[kind] = download.value.path().read_bytes()
        assert download.value.suggested_filename == f"gdp-2023.{kind}"
    assert files["png"].startswith(b"\x89PNG") and len(files["png"]) > 20_000
    assert xml.fromstring(files["svg"]).tag.endswith("svg")
    rows = {row["code"]: row for row in csv.DictReader(io.StringIO(files["csv"].decode()))}
    features = {f["properties"]["code"]: f for f in json.loads(files["geojson"])["features"]}
    picture = page.evaluate("({codes: window.hinterland.picture.codes, values: window.hinterland.picture.values})")
    for code, value in zip(picture["codes"], picture["values"]):
        assert float(rows[code]["value"]) == value == features[code]["properties"]["value"]
        assert features[code]["geometry"]["type"] == "MultiPolygon"


def test_a_deep_link_opens_the_same_view_in_the_same_words(page, server):
    atlas(page, server, f"indicator=rd_intensity&method=aroundReference&reference=2.5&classes=6&kind=scatter&against=disposable_income&select=420000&flow=province_trade")
    title, legend, chart = (page.locator(s).inner_text() for s in ("#map-title", "#legend", "#chart"))
    assert "Hubei" in page.locator("#selection").inner_text() and "flows" in page.locator("#flows").inner_text()
    page.wait_for_timeout(400)
    page.goto(page.url)
    page.wait_for_selector("#chart [data-code].chosen")
    assert (title, legend, chart) == tuple(page.locator(s).inner_text() for s in ("#map-title", "#legend", "#chart"))


def test_flows_are_arcs_from_a_threshold_on(page, server):
    atlas(page, server)
    page.select_option("#flow", "province_trade")
    few = page.evaluate("window.hinterland.atlas.arcs.length")
    assert 0 < few <= 60 and "source" in page.locator("#flows").inner_text()
    page.locator("#least").fill("0")
    assert page.evaluate("window.hinterland.atlas.arcs.length") > few


def held(page, path):
    """Holds back the first answer of a path until it is let go; what is asked later passes."""
    waiting = []
    page.route(path, lambda route: waiting.append(route) if not waiting else route.continue_())
    return waiting


@pytest.mark.parametrize("view, path, act, title", [
    ("atlas?language=en", "**/api/pictures?*year=2020*", lambda page: [page.locator("#year").fill(str(at)) for now in [int(page.locator("#year").input_value())] for at in (now - 3, now - 1)], "2022"),
    ("travel?language=en", "**/api/travel?*year=2012*", lambda page: [page.locator("#year").fill("2012"), page.locator("#year").fill("2015")], "end of 2015")])
def test_an_older_answer_never_replaces_a_newer_one(page, server, view, path, act, title):
    page.goto(f"{server.url}/{view}")
    page.wait_for_function("document.querySelector('#map-title').textContent.includes('2023')")
    waiting = held(page, path)
    act(page)
    page.wait_for_function("t => document.querySelector('#map-title').textContent.includes(t)", arg=title)
    assert len(waiting) == 1
    with page.expect_response(path):
        waiting[0].continue_()
    page.wait_for_timeout(300)
    assert title in page.locator("#map-title").inner_text()


@pytest.mark.parametrize("view, act, says", [
    ("atlas?indicator=gdp&language=en", lambda page: page.select_option("#within", "CL04"), lambda page: page.locator("#map-title").inner_text()),
    ("travel?mode=anchor&year=2012&language=en", lambda page: page.click("button[data-value=gain]"), lambda page: page.locator("#map-title").inner_text()),
    ("clusters?language=en", lambda page: page.click("button[data-value=level]"), lambda page: page.locator(".card h2").first.inner_text()),
    ("claims?language=en", lambda page: page.click("button[data-value=differs]"), lambda page: page.locator(".claims .verdict").first.inner_text()),
    ("measures?measure=gini&indicator=gdp&language=en", lambda page: page.select_option("#measure", "theil"), lambda page: page.locator("#answer h2").inner_text())])
def test_a_choice_stands_in_the_address_and_the_way_back_undoes_it(page, server, view, act, says):
    def shown():
        page.wait_for_timeout(1200)
        return says(page)
    page.goto(f"{server.url}/{view}")
    first = shown()
    act(page)
    second = shown()
    chosen = page.url
    assert second != first and chosen != f"{server.url}/{view}"
    page.go_back()
    assert shown() == first
    page.goto(chosen)
    assert shown() == second


@pytest.mark.parametrize("view", ["", "atlas?kind=rankSize&select=420100", "travel", "travel?mode=gain", "clusters", "city?code=420100", "claims", "measures", "measures?measure=markov&level=province&indicator=gdp_per_resident", "indices?recipe=provinces-research&place=420000", "milken"])
def test_a_view_fits_a_telephone(browser, server, view):
    page = browser.new_context(viewport={"width": 390, "height": 844}, locale="en-GB", bypass_csp=True).new_page()
    page.goto(f"{server.url}/{view}")
    page.wait_for_function("document.body.innerText.length > 400")
    page.wait_for_timeout(800)
    assert page.evaluate("[document.documentElement.scrollWidth, document.querySelector('main').scrollWidth]") == [390, 390]
    # What stands in a column stands below what is before it.
    column = [box for box in (page.locator(s).bounding_box() for s in ("#stage", "#years", "#legend", "#source-line", "#selection", "#table") if page.locator(s).count()) if box]
    for above, below in zip(column, column[1:]):
        assert above["y"] + above["height"] <= below["y"] + 1
    page.context.close()


def test_the_language_of_a_view_is_kept_for_the_next(page, server):
    atlas(page, server)
    page.click("#language")
    assert "人均地区生产总值" in page.locator("#map-title").inner_text()
    page.goto(server.url + "/claims")
    assert page.locator("main h1").inner_text() == "论断"
    page.click("#language")
    assert page.locator("main h1").inner_text() == "Claims"


def test_an_impossible_view_is_refused_politely(page, server):
    page.goto(server.url + "/atlas?indicator=gdp&year=1950&language=en")
    page.wait_for_selector("#banner:not([hidden])")
    assert "expected one of 1990–2025" in page.locator("#banner").inner_text()


def test_the_search_finds_a_place_on_the_atlas_and_a_city_elsewhere(page, server):
    atlas(page, server)
    page.fill("#search", "ankang")
    page.press("#search", "Enter")
    page.wait_for_function("window.hinterland.view.select[0] === '610900'")
    page.goto(server.url + "/clusters?language=en")
    page.wait_for_selector(".card")
    page.fill("#search", "wuhan")
    page.press("#search", "Enter")
    page.wait_for_url("**/city?code=420100")
    page.wait_for_selector("main h1")
    assert page.locator("main h1").inner_text().startswith("Wuhan")


def test_each_cluster_has_a_card_in_the_order_asked_for(page, server):
    page.goto(server.url + "/clusters?language=en")
    page.wait_for_selector(".card")
    assert page.locator(".card:not(.wide)").count() == 19
    cards = json.loads(ask(server, "/api/cluster-cards"))["result"]
    widest = max((c for c in cards if c["gap"]), key=lambda c: c["gap"])
    page.click("button[data-value=gap]")
    assert page.locator(".card").first.inner_text().startswith(widest["nameEnglish"])
    assert f"× {widest['gap']:.2f}" in page.locator(".card").first.inner_text()
    assert "6 of 6 comparisons" in page.locator("#milken").inner_text()
    page.click("#milken a")
    page.wait_for_url("**/milken")
    page.wait_for_selector("main table")
    assert page.locator("main table").last.locator("tbody tr").count() == 5
    assert "Economic Belt less" in page.locator("main").inner_text()
    assert page.locator("main table").last.locator("tbody tr").first.locator("td").nth(1).inner_text() == "16"


@pytest.mark.parametrize("view", ["atlas", "clusters", "city?code=420100", "claims", "measures", "measures?measure=markov&level=province&indicator=gdp_per_resident", "indices", "indices?recipe=provinces-research&place=420000", "milken", ""])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_view_shows_what_only_a_program_would_say(page, server, view, language):
    page.goto(f"{server.url}/{view}{'&' if '?' in view else '?'}language={language}")
    page.wait_for_function("document.body.innerText.length > 400")
    page.wait_for_timeout(800)
    text = page.locator("body").inner_text()
    for word in ["[object", "undefined", "NaN", "null"]:
        assert word not in text, word


def test_a_city_is_a_page_with_figures_ranks_neighbours_and_times(page, server):
    page.goto(server.url + f"/city?code={ANKANG}&language=en")
    page.wait_for_selector("main h1")
    text = page.locator("main").inner_text()
    for words in ["Ankang", "121.7 (2023)", "236 of 336", "Xi'an", "Hanzhong", "national high-tech zone"]:
        assert words in text, words
    page.locator("a", has_text="Gross domestic product").click()
    page.wait_for_url("**/atlas?indicator=gdp**")
    page.goto(server.url + "/city?code=nope&language=en")
    page.wait_for_selector("#banner:not([hidden])")
    assert "no region nope" in page.locator("#banner").inner_text()


def test_claims_are_told_apart_by_what_the_atlas_says(page, server):
    page.goto(server.url + "/claims?language=en")
    page.wait_for_selector(".claims tbody tr")
    assert page.locator(".claims tbody tr").count() == 88
    page.click("button[data-value=differs]")
    assert set(page.locator(".claims .verdict").all_inner_texts()) == {"differs"}
    assert "6 provinces" in page.locator(".claims").inner_text()
    assert "verdict=differs" in page.url
    page.click("button[data-value=holds]")
    assert "× 10.5, 26.5 % a year" in page.locator(".claims").inner_text()


def test_a_table_of_a_hundred_thousand_rows_scrolls(page, server):
    atlas(page, server)
    shown = page.evaluate("""async () => {
        const { LongTable } = await import("/table.js");
        const box = document.createElement("div");
        box.style.cssText = "height:300px;display:flex;flex-direction:column;position:fixed;top:0;left:0;width:400px";
        document.body.append(box);
        const table = new LongTable(box, { point() {}, choose() {} });
        table.show([{ head: "n", key: (r) => r.n, cell: (r) => String(r.n) }, { head: "m", key: (r) => r.n, number: true, cell: (r) => String(r.n) }], Array.from({ length: 100000 }, (_, n) => ({ n, code: String(n) })), new Set());
        table.window.scrollTop = 30 * 50000;
        await new Promise((r) => setTimeout(r, 200));
        return [table.inner.children.length, table.inner.textContent.includes("49999")];
    }""")
    assert shown[0] < 40 and shown[1]


def test_a_table_of_ones_own_becomes_an_atlas_on_the_same_page(browser, tmp_path):
    table, folder = tmp_path / "trees.csv", tmp_path / "mine"
    table.write_bytes("城市,年份,行道树（万株）\n安康,2022,12\n安康,2023,15\n西安市,2023,80\n襄樊,2023,33\n某地,2023,1\n".encode("gb18030"))
    made = subprocess.run([PROGRAM, "atlas", "new", str(folder), "--table", str(table)], capture_output=True, text=True, check=True)
    assert "GB 18030" in made.stdout and "某地" in made.stdout and "万株" in made.stdout
    own = Server(atlas=str(folder))
    try:
        page = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", bypass_csp=True).new_page()
        indicator = next(i["id"] for i in json.loads(ask(own, "/api/indicators"))["result"] if i["unit"] == "万株")
        atlas(page, own, f"indicator={indicator}")
        assert page.locator("#table .grid[data-code]").first.inner_text().startswith("Xi'an")
        assert "Xiangyang" in page.locator("#table").inner_text()  # 襄樊 is its former name
        with page.expect_download() as download:
            page.click("#save-png")
        assert download.value.path().read_bytes().startswith(b"\x89PNG")
        page.context.close()
    finally:
        own.stop()


def test_an_atlas_without_a_model_opens_on_its_figures(browser, tmp_path):
    square = lambda x: {"type": "Polygon", "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]}
    (tmp_path / "r.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"id": f"K{k}", "name": f"Kreis {k}"}, "geometry": square(k)} for k in range(6)]}))
    (tmp_path / "t.csv").write_text("name,wages_2015,wages_2016\n" + "".join(f"Kreis {k},{10 + k},{20 + k}\n" for k in range(5)))
    subprocess.run([PROGRAM, "atlas", "new", str(tmp_path / "own"), "--table", str(tmp_path / "t.csv"), "--regions", str(tmp_path / "r.geojson")], check=True)
    own = Server(atlas=str(tmp_path / "own"))
    try:
        page = browser.new_context(viewport={"width": 1280, "height": 720}, locale="en-GB", bypass_csp=True).new_page()
        page.goto(own.url + "/")
        page.wait_for_url("**/atlas**")
        page.wait_for_function("window.hinterland?.paintings?.length")
        assert "wages, 2016" in page.locator("#map-title").inner_text()
        assert page.evaluate("window.hinterland.atlas.colours.size") == 6
        request = urllib.request.Request(own.url + "/api/answers", b'{"name":"x","changes":[]}', {"Content-Type": "application/json"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            urllib.request.urlopen(request)
        assert refused.value.code == 422 and "holds no product" in refused.value.read().decode()
        # A city's page compares neighbours by what the atlas holds, and leaves out what it never holds.
        page.goto(own.url + "/city?code=K2&language=en")
        page.wait_for_selector("main h1")
        text = page.locator("main").inner_text()
        assert "Kreis 3\t23" in text and "wages, 2016" in text and "Zones" not in text and "railway" not in text, text
        page.context.close()
    finally:
        own.stop()


def test_a_city_lists_the_scenarios_that_were_asked_about_it(page, server):
    page.goto(server.url + "/")
    page.wait_for_selector("#chips li")
    page.wait_for_function("localStorage.getItem('scenarios')")
    page.goto(server.url + f"/city?code={ANKANG}&language=en")
    page.locator("a", has_text="Xi'an–Ankang–Chongqing").click()
    page.wait_for_selector("#chips li")
    assert page.locator("#chips li").count() == 2


def test_the_view_as_a_page_of_its_own_needs_no_server(page, server):
    atlas(page, server, "indicator=gdp&within=CL04")
    with page.expect_download() as download:
        page.click("#save-report")
    text = download.value.path().read_text()
    assert text.count("<svg") >= 4 and "Chengdu" in text and "Without a figure" not in text
    assert "src=" not in text and "hinterland map gdp" in text


def travel(page, server, query=""):
    page.goto(f"{server.url}/travel?language=en{query}")
    page.wait_for_function("window.hinterland?.shown && window.hinterland.travel.drawn && window.hinterland.map.loaded()")


def shown_rows(page):
    return page.evaluate("Object.fromEntries([...window.hinterland.shown.rows].map(([code, r]) => [code, r.value]))")


def test_travel_shows_hours_from_a_city_with_areas_and_a_click_sets_off_elsewhere(page, server):
    travel(page, server, "&from=420100")
    assert "Hours from Wuhan, end of 2023" in page.locator("#map-title").inner_text()
    hours = shown_rows(page)
    assert hours["420100"] == 0 and 3 < hours["110000"] < 9
    assert page.evaluate("window.hinterland.travel.areas.map((a) => a.rings.length > 0)") == [True] * 4
    at = page.evaluate("() => { const m = window.hinterland.travel, p = m.gl.project(m.regions.get('430100').position), r = m.gl.getContainer().getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; }")
    page.mouse.click(*at)
    page.wait_for_function("document.querySelector('#map-title').textContent.includes('Changsha')")
    assert "from=430100" in page.url
    with page.expect_download() as saved:
        page.click("#save-geojson")
    assert "MultiLineString" in open(saved.value.path()).read()


def test_hours_to_an_anchor_play_through_the_years_and_stop(page, server):
    travel(page, server, "&mode=anchor&year=2008")
    early = shown_rows(page)
    page.click("#play")
    page.wait_for_function("window.hinterland.view.year >= 2012", timeout=15_000)
    page.click("#play")
    page.evaluate("() => { const s = document.querySelector('#year'); s.value = '2028'; s.dispatchEvent(new Event('input')); }")
    page.wait_for_function("window.hinterland.shown.year === 2028")
    late = shown_rows(page)
    assert all(late[code] <= early[code] + 1e-9 for code in early if early[code] is not None) and late["610900"] < early["610900"]
    assert "planned lines included" in page.locator("#map-title").inner_text()
    assert page.locator("#selection svg.curve").count() == 1


def test_what_railways_changed_is_ranked_and_an_example_can_be_added(page, server):
    travel(page, server, "&mode=gain&before=2008&year=2023")
    gains = shown_rows(page)
    assert all(v is None or v >= 0 for v in gains.values())
    assert "Theil" in page.locator("#selection").inner_text()
    page.select_option("#scenario", "xian-ankang-chongqing")
    page.wait_for_function("document.querySelector('#map-title').textContent.includes('Xi\\'an–Ankang–Chongqing')")
    gains = shown_rows(page)
    assert max(gains, key=lambda code: gains[code] or 0) == "610900"
    page.click("#language")
    page.wait_for_function("document.querySelector('#map-title').textContent.includes('带来的改善')")


def test_travel_without_webgl_keeps_its_table(page, server):
    page.goto(f"{server.url}/travel?language=en&nowebgl")
    page.wait_for_selector("#table [data-code='420100']")
