"""What a person does with the laboratory, in a real browser against the real server."""
import json
import re
import urllib.request

import pytest

from conftest import Server


def open_page(page, url, path="/"):
    page.goto(url + path)
    page.wait_for_function("document.querySelector('#sentence')?.textContent.length > 20")


def drawn(page):
    page.wait_for_selector("#interval.done", timeout=90_000)


def sentence(page):
    return page.locator("#sentence").inner_text()


def spot(page, code):
    """Where a city's seat lies on the screen, once the map stands still."""
    where = """code => { const l = window.hinterland.laboratory, p = l.gl.project(l.regions.get(code).position), r = l.gl.getContainer().getBoundingClientRect();
                         return l.gl.isMoving() ? null : [r.left + p.x, r.top + p.y]; }"""
    last = None
    for _ in range(100):
        now = page.evaluate(where, code)
        if now and now == last:
            return now
        last = now
        page.wait_for_timeout(50)
    raise AssertionError("the map does not come to rest")


def map_ready(page):
    page.wait_for_function("window.hinterland?.laboratory?.drawn && window.hinterland.map.loaded()")


def changes(page):
    return page.evaluate("window.hinterland.state.scenario.changes")


def settled_answer(page, act):
    """Does something and waits until the server has answered it in all three readings."""
    with page.expect_response(lambda r: "/api/answers" in r.url and "peopleStay" in r.url and r.status == 200):
        act()


ANKANG, XIAN, CHONGQING, HANZHONG, CHENGDU = "610900", "610100", "500000", "610700", "510100"


def test_a_first_visit_opens_on_a_decision_already_answered_with_intervals(page, server):
    open_page(page, server.url)
    assert "Ankang" in sentence(page)
    assert page.locator("#chips li").count() == 2
    assert "Drag an end" in page.locator("#hint").inner_text()
    drawn(page)
    assert re.search(r"\+\d\.\d % \(\+\d\.\d to \+\d\.\d\)", sentence(page))
    assert "200 draws" in page.locator("#interval").inner_text()
    assert "not an official map" in page.locator("#source-line").inner_text()
    assert page.locator("#winners svg").count() == 1
    # The page shows what the command line answers: the same server, the same numbers.
    scenario = page.evaluate("window.hinterland.state.scenario")
    request = urllib.request.Request(server.url + "/api/answers?readings=peopleMove", json.dumps(scenario).encode(), {"Content-Type": "application/json"})
    answer = json.load(urllib.request.urlopen(request))
    places = answer["result"]["readings"]["peopleMove"]["places"]
    value = 100 * places["income"]["point"][places["code"].index(ANKANG)]
    assert f"+{value:.1f} %" in sentence(page)


def test_the_page_keeps_its_own_security_policy(browser, server):
    page = browser.new_context().new_page()
    said = []
    page.on("console", lambda m: said.append(m.text))
    page.goto(server.url)
    page.wait_for_selector("#interval.done", timeout=90_000)
    assert page.locator("#labels span").count() > 5
    assert not [text for text in said if "Content Security Policy" in text], said
    page.context.close()


def test_nothing_is_fetched_from_elsewhere(page, server):
    outside = []
    page.on("request", lambda r: outside.append(r.url) if not r.url.startswith((server.url, "data:", "blob:")) else None)
    open_page(page, server.url)
    map_ready(page)
    assert outside == []


def test_hovering_a_city_says_value_unit_year_and_source_and_what_is_not_modelled(page, server):
    open_page(page, server.url)
    map_ready(page)
    x, y = spot(page, "130100")
    page.mouse.move(x, y)
    tip = page.locator("#tip")
    tip.wait_for()
    text = tip.inner_text()
    assert "Shijiazhuang" in text and "%" in text and "2023" in text and "GDP" in text and "source" in text
    x, y = spot(page, "710000")
    page.mouse.move(x, y)
    page.wait_for_function("document.querySelector('#tip').textContent.includes('not modelled')")


@pytest.mark.parametrize("text", ["安康", "ankang", "Ankang", "ak", "610900"])
def test_a_place_is_found_by_chinese_pinyin_initials_english_and_code(page, server, text):
    open_page(page, server.url)
    map_ready(page)
    page.fill("#search", text)
    page.keyboard.press("Enter")
    page.wait_for_selector("#card:not([hidden])")
    assert "Ankang" in page.locator("#card").inner_text()


def test_a_line_is_drawn_between_two_cities_and_the_numbers_change(page, server):
    open_page(page, server.url)
    map_ready(page)
    before = sentence(page)
    page.click("#tool-link")
    page.mouse.click(*spot(page, HANZHONG))
    page.mouse.move(*spot(page, CHENGDU))
    settled_answer(page, lambda: page.mouse.click(*spot(page, CHENGDU)))
    page.keyboard.press("Escape")
    page.wait_for_function("before => document.querySelector('#sentence').textContent !== before", arg=before)
    assert changes(page)[2]["link"]["from"] == HANZHONG and changes(page)[2]["link"]["to"] == CHENGDU
    assert page.locator("#editor").is_visible()


def test_a_chain_of_cities_becomes_a_chain_of_lines(page, server):
    open_page(page, server.url)
    map_ready(page)
    page.click("#tool-link")
    for code in [HANZHONG, CHENGDU, "510700", "510700"]:
        page.mouse.click(*spot(page, code))
        page.wait_for_timeout(350)
    assert [(c["link"]["from"], c["link"]["to"]) for c in changes(page)[2:]] == [(HANZHONG, CHENGDU), (CHENGDU, "510700")]


def test_everything_can_be_done_from_the_keyboard(page, server):
    open_page(page, server.url)
    map_ready(page)
    page.keyboard.press("l")
    for name in ["Hanzhong", "chengdu"]:
        page.fill("#search", name)
        page.press("#search", "Enter")
    page.press("#search", "Escape")
    assert changes(page)[-1]["link"] == {"from": HANZHONG, "to": CHENGDU, "mode": "rail", "speedKmh": 350}
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("2")
    assert "Residents" in page.locator("#map-title").inner_text()
    page.keyboard.press("q")
    assert page.locator("#readings [aria-checked=true]").inner_text() == "People stay"


def test_a_slider_is_followed_while_it_is_dragged_and_is_one_step_of_the_history(page, server):
    open_page(page, server.url)
    map_ready(page)
    before = sentence(page)
    page.locator("#chips .chip").first.click()
    slider = page.locator("#editor input[type=range]").first
    box = slider.bounding_box()
    live = []
    page.on("request", lambda r: live.append(r.url) if "/api/answers" in r.url else None)
    page.mouse.move(box["x"] + box["width"] * 0.54, box["y"] + box["height"] / 2)
    page.mouse.down()
    for step in range(10):
        page.mouse.move(box["x"] + box["width"] * (0.5 - step / 25), box["y"] + box["height"] / 2)
        page.wait_for_timeout(60)
    page.wait_for_function("before => document.querySelector('#sentence').textContent !== before", arg=before)
    assert any("readings=peopleMove" in url and "peopleStay" not in url for url in live)
    settled_answer(page, page.mouse.up)
    assert changes(page)[0]["link"]["speedKmh"] < 250
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Control+z")
    assert changes(page)[0]["link"]["speedKmh"] == 350
    page.wait_for_function("before => document.querySelector('#sentence').textContent.slice(0, 45) === before.slice(0, 45)", arg=before)
    assert page.locator("#undo").is_disabled()
    page.keyboard.press("Control+Shift+z")
    assert changes(page)[0]["link"]["speedKmh"] < 250


def test_the_end_of_a_line_is_dragged_to_another_city(page, server):
    open_page(page, server.url)
    map_ready(page)
    drawn(page)
    x, y = spot(page, CHONGQING)
    page.mouse.move(x, y)
    page.mouse.down()
    tx, ty = spot(page, CHENGDU)
    for step in range(1, 9):
        page.mouse.move(x + (tx - x) * step / 8, y + (ty - y) * step / 8)
        page.wait_for_timeout(40)
    page.mouse.up()
    page.wait_for_function("code => window.hinterland.state.scenario.changes[1].link.to === code", arg=CHENGDU)
    assert "lengthKm" not in changes(page)[1]["link"]


def test_a_railway_that_exists_is_taken_away_or_upgraded(page, server):
    open_page(page, server.url)
    map_ready(page)
    page.evaluate("window.hinterland.map.jumpTo({center: [116.8, 39.3], zoom: 7})")
    map_ready(page)
    page.wait_for_timeout(500)
    (ax, ay), (bx, by) = spot(page, "110000"), spot(page, "120000")
    page.mouse.click(ax + (bx - ax) * 0.45, ay + (by - ay) * 0.45)
    page.wait_for_selector("#card .buttons")
    assert "source" in page.locator("#card").inner_text()
    settled_answer(page, page.get_by_text("Take away", exact=True).click)
    assert "removeLink" in changes(page)[-1]
    # The legend follows the frame in which the colours change.
    page.wait_for_function("document.querySelector('#legend').innerText.includes('taken away')")


def test_zones_jobs_housing_productivity_and_moving_costs_can_be_added(page, server):
    open_page(page, server.url)
    map_ready(page)
    page.click("#clear")
    for tool in ["zone", "housing", "productivity"]:
        page.click(f"#tool-{tool}")
        page.mouse.click(*spot(page, HANZHONG))
        page.mouse.click(*spot(page, CHENGDU))
        page.keyboard.press("Escape")
    page.click("#tool-jobs")
    page.mouse.click(*spot(page, "110000"))
    page.mouse.click(*spot(page, "130300"))
    page.click("#tool-transfer")
    page.mouse.click(*spot(page, "110000"))
    page.mouse.click(*spot(page, "130300"))
    settled_answer(page, lambda: page.click("#tool-moving"))
    kinds = [next(iter(c)) for c in changes(page)]
    assert kinds == ["tradeCost", "housing", "productivity", "jobs", "transfer", "migrationCost"]
    assert changes(page)[4]["transfer"] == {"from": "110000", "to": "130300", "amount": 1e9}
    assert changes(page)[1]["housing"]["places"] == [HANZHONG, CHENGDU]
    page.wait_for_function("document.querySelector('#rest').textContent.includes('Jobs moved')")


def test_levers_of_the_whole_model_are_added_edited_and_answered_by_sector(page, server):
    open_page(page, server.url)
    page.click("#clear")

    def more(word, *cities):
        page.select_option("#tool-more", word)
        for name in cities:
            page.fill("#search", name)
            page.press("#search", "Enter")
        if page.is_visible("#hint"):
            page.keyboard.press("Escape")

    more("addIndustrialTransfer", "Dongguan", "Ganzhou")
    page.wait_for_function("document.querySelector('#sectors').textContent.includes('Industry')")
    page.wait_for_function("document.querySelector('#rest').textContent.includes('whole model of 3 sectors')")
    page.select_option("#editor [data-field=sector]", "services")
    more("addPurchases", "Beijing", "Baoding")
    more("addTax", "Ankang")
    more("addTariff")
    more("addLandReform")
    more("addDiffusion", "Xi'an")
    settled_answer(page, lambda: page.fill("#editor [data-number=share]", "20") or page.press("#editor [data-number=share]", "Enter"))
    assert [next(iter(c)) for c in changes(page)] == ["industrialTransfer", "purchases", "tax", "tariff", "landReform", "diffusion"]
    assert changes(page)[0]["industrialTransfer"] == {"from": "441900", "to": "360700", "share": 0.1, "sector": "services"}
    assert changes(page)[5]["diffusion"] == {"from": "610100", "share": 0.2, "hours": 2}
    page.fill("#search", "Ankang")
    page.press("#search", "Enter")
    page.wait_for_function("document.querySelector('#card').textContent.includes('Workers: Services')")
    # Which model answers can be said; a change that needs the whole one is then refused with the cure.
    page.get_by_role("tab", name="Parameters").click()
    page.select_option("[data-model=kind]", "whole")
    settled_answer(page, lambda: page.select_option("[data-model=immigration]", "firmEntry"))
    assert page.evaluate("window.hinterland.state.scenario.model") == {"kind": "whole", "immigration": "firmEntry"}
    page.select_option("[data-model=kind]", "oneSector")
    page.wait_for_function("document.querySelector('#refused').textContent.includes('needs the whole model')")


def test_a_place_inside_another_becomes_its_own_when_a_change_names_it(page, server):
    open_page(page, server.url)
    page.click("#clear")
    page.click("#tool-jobs")
    for name in ["Beijing", "Xiongan"]:
        page.fill("#search", name)
        page.press("#search", "Enter")
    assert page.evaluate("window.hinterland.state.scenario.places") == ["XIONGAN"]
    page.wait_for_function("document.querySelector('#panel-answer').textContent.includes('334 places')")


def test_measures_and_readings_change_the_map_without_a_new_question(page, server):
    open_page(page, server.url)
    map_ready(page)
    drawn(page)
    asked = []
    page.on("request", lambda r: asked.append(r.url) if "/api/" in r.url else None)
    colours = set()
    for measure in ["income", "population", "realGDP", "welfare"]:
        page.click(f"#measures [data-value={measure}]")
        colours.add(json.dumps(page.evaluate("[...window.hinterland.laboratory.classes]")))
    for reading in ["peopleStay", "movingGetsEasier"]:
        page.click(f"#readings [data-value={reading}]")
        colours.add(json.dumps(page.evaluate("[...window.hinterland.laboratory.classes]")))
    assert len(colours) >= 5 and asked == []


def test_a_parameter_has_a_slider_with_range_and_source(page, server):
    open_page(page, server.url)
    before = sentence(page)
    page.click("#tab-parameters")
    assert "doi:10.1257/aer.20150811" in page.locator("#panel-parameters").inner_text()
    settled_answer(page, lambda: page.locator("[data-parameter=tradeElasticity]").fill("7"))
    page.click("#tab-answer")
    page.wait_for_function("before => document.querySelector('#sentence').textContent !== before", arg=before)
    assert page.evaluate("window.hinterland.state.scenario.parameters") == {"tradeElasticity": 7}


def test_the_table_sorts_filters_and_marks_the_map(page, server):
    open_page(page, server.url)
    map_ready(page)
    page.click("#tab-places")
    rows = page.locator("#panel-places tbody tr")
    assert "Ankang" in rows.first.inner_text()
    page.get_by_role("button", name=re.compile("GDP")).click()
    assert "Shanghai" in rows.first.inner_text()
    page.locator("#panel-places input").fill("xinjiang")
    assert any("not modelled" in text for text in rows.all_inner_texts())
    page.locator("#panel-places input").fill("安康")
    assert rows.count() == 1
    rows.first.hover()
    assert page.evaluate("[...window.hinterland.laboratory.marks.hover]") == [ANKANG]
    rows.first.locator("button").click()
    assert "Ankang" in page.locator("#card").inner_text()


def test_draws_stream_in_and_can_be_cancelled_and_begun_again(page, server):
    open_page(page, server.url)
    page.wait_for_selector("#interval.running")
    assert re.search(r"Draws: \d+ of 200, about [\d.]+ s left", page.locator("#interval").inner_text())
    page.locator("#interval button").click()
    page.wait_for_selector("#interval.cancelled")
    page.wait_for_timeout(1_500)
    assert page.locator("#interval.cancelled").count() == 1
    page.locator("#interval button").click()
    drawn(page)
    page.click("#tab-places")
    assert re.search(r"1\s*\(1–\d+\)", page.locator("#panel-places tbody tr").first.inner_text())
    page.click("#tab-about")
    assert "doi" not in page.locator(".influences").inner_text() and page.locator(".influences tr").count() > 5


def test_two_scenarios_are_compared_side_by_side_and_by_their_difference(page, server):
    open_page(page, server.url)
    map_ready(page)
    page.click("#pin")
    page.locator("#chips .x").first.click()
    page.wait_for_function("document.querySelector('#compare').textContent.includes('Pinned')")
    page.get_by_role("button", name="Difference").click()
    page.wait_for_function("document.querySelector('#map-title').textContent.includes('less the pinned one')")
    page.wait_for_function("document.querySelector('#legend').textContent.includes('percentage points')")
    page.get_by_role("button", name="Side by side").click()
    page.wait_for_selector("dialog[open] svg >> nth=1")
    assert page.locator("dialog .side figure").count() == 2
    page.keyboard.press("Escape")


def test_a_shared_link_holds_everything(page, server, browser):
    open_page(page, server.url)
    page.click("#measures [data-value=population]")
    page.click("#readings [data-value=movingGetsEasier]")
    page.locator("#chips .x").first.click()
    page.fill("#name", "Only <b>one</b> line & 一条线")
    page.keyboard.press("Tab")
    page.click("#share")
    page.wait_for_function("document.querySelector('#hint').textContent.includes('copied')")
    link = page.evaluate("navigator.clipboard.readText()")
    text = sentence(page)
    other = browser.new_context(viewport={"width": 1280, "height": 720}, bypass_csp=True).new_page()
    open_page(other, link, "")
    assert other.locator("#name").input_value() == "Only <b>one</b> line & 一条线"
    assert other.locator("#chips li").count() == 1
    assert other.locator("#measures [aria-checked=true]").inner_text() == "People"
    assert other.locator("#readings [aria-checked=true]").inner_text() == "Moving gets easier"
    assert sentence(other)[:45] == text[:45]
    other.reload()
    other.wait_for_function("document.querySelector('#sentence')?.textContent.length > 20")
    assert other.locator("#chips li").count() == 1
    other.context.close()


def test_a_broken_link_opens_the_first_view(page, server):
    open_page(page, server.url, "/#bm90IGEgc2NlbmFyaW8")
    assert page.locator("#chips li").count() == 2


def test_the_language_is_switched_everywhere(page, server):
    open_page(page, server.url)
    page.click("#language")
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")
    assert "安康" in sentence(page) and "人均实际收入" in page.locator("#map-title").inner_text()
    assert page.locator("#tool-link").inner_text() == "+ 线路"
    for tab in ["answer", "places", "parameters"]:
        page.click(f"#tab-{tab}")
        text = page.locator(f"#panel-{tab}").inner_text()
        assert not re.search(r"\b(income|welfare|residents|places|cluster)\b", text), tab
    page.click("#language")
    assert page.locator("#tool-link").inner_text() == "+ Line"


def test_yaml_goes_out_and_comes_in_again(page, server, tmp_path):
    open_page(page, server.url)
    before = changes(page)
    with page.expect_download() as download:
        page.click("#save")
    file = tmp_path / "saved.yaml"
    download.value.save_as(file)
    assert "mode: \"rail\"" in file.read_text()
    page.click("#clear")
    assert changes(page) == []
    page.set_input_files("#file", file)
    page.wait_for_function("window.hinterland.state.scenario.changes.length === 2")
    again = changes(page)
    assert [c["link"]["to"] for c in again] == [c["link"]["to"] for c in before]
    file.write_text("name: x\nchanges:\n  - link: {from: 610100, too: 1}\n")
    page.set_input_files("#file", file)
    page.wait_for_function("document.querySelector('#hint').textContent.includes('line 3')")
    assert len(changes(page)) == 2


def test_an_impossible_input_is_refused_with_its_rule_and_the_last_answer_stays(page, server):
    open_page(page, server.url)
    before = sentence(page)
    page.locator("#chips .chip").first.click()
    page.locator("#editor [data-number=speedKmh]").fill("9000")
    page.keyboard.press("Tab")
    page.wait_for_selector("#refused:not([hidden])")
    assert "expected 10.0 to 1500.0" in page.locator("#refused").inner_text()
    assert "expected 10.0 to 1500.0" in page.locator("#editor .refusal").inner_text()
    assert page.locator("#chips li.refused").count() == 1
    assert sentence(page)[:45] == before[:45]
    settled_answer(page, page.get_by_text("Undo this change").click)
    page.wait_for_selector("#refused", state="hidden")


def test_a_change_that_changes_nothing_says_so(page, server):
    open_page(page, server.url)
    page.click("#clear")
    page.wait_for_function("document.querySelector('#sentence').textContent.includes('Nothing changes')")
    page.click("#tool-moving")
    page.locator("#editor [data-number=factor]").fill("1")
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('#rest').textContent.includes('changes nothing')")


def test_the_page_survives_a_server_that_stops_and_starts_again(page):
    server = Server()
    try:
        open_page(page, server.url)
        before = sentence(page)
        server.stop()
        page.locator("#chips .x").first.click()
        page.wait_for_selector("#banner.lost:not([hidden])")
        assert sentence(page)[:40] == before[:40]
        server.start()
        page.wait_for_function("before => document.querySelector('#sentence').textContent !== before", arg=before, timeout=20_000)
        page.wait_for_selector("#banner.lost", state="detached")
    finally:
        server.stop()


def test_without_webgl_the_map_is_a_picture(page, server):
    open_page(page, server.url, "/?nowebgl")
    page.wait_for_selector("#map svg")
    page.click("#measures [data-value=population]")
    page.wait_for_function("document.querySelector('#map svg').textContent.includes('Residents')")
    assert "no WebGL" in page.locator("#banner").inner_text()


def test_the_report_of_the_scenario_opens(page, server):
    open_page(page, server.url)
    drawn(page)
    with page.context.expect_page() as opened:
        page.click("#report")
    opened.value.wait_for_function("document.body.textContent.includes('Winners and losers')", timeout=60_000)


def test_names_written_by_people_are_never_run_as_markup(page, server):
    open_page(page, server.url)
    page.fill("#name", "<img src=x onerror=document.title='owned'>")
    page.keyboard.press("Tab")
    page.click("#pin")
    page.locator("#chips .x").first.click()
    page.get_by_role("button", name="Side by side").click()
    page.wait_for_selector("dialog[open] svg >> nth=1")
    assert "owned" not in page.title()


@pytest.mark.parametrize("width, height", [(1280, 720), (1024, 768), (820, 1180)])
def test_nothing_is_cut_off_from_a_desk_to_a_tablet(page, server, width, height):
    page.set_viewport_size({"width": width, "height": height})
    open_page(page, server.url)
    map_ready(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    for selector in ["#map", "#tools", "#name", "#tabs", "#legend"]:
        box = page.locator(selector).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= width + 1, selector
    assert page.locator("#map").bounding_box()["height"] > 200


def test_the_next_lines_are_searched_drawn_and_built(page, server):
    open_page(page, server.url)
    page.check("#next-switch")
    page.wait_for_selector("#next ol li")
    page.select_option("#nextAim", "level CL04")
    page.wait_for_function("document.querySelectorAll('#next ol li').length === 10 && window.hinterland.laboratory.proposals.length === 10")
    first = page.locator("#next ol button").first
    name = first.inner_text()
    first.click()
    card = page.locator("#card").inner_text()
    assert name in card and "places that lose" in card and "first in" in card
    before = page.locator("#chips li").count()
    page.click("#card .buttons button")
    page.wait_for_function(f"document.querySelectorAll('#chips li').length === {before + 1}")
    page.select_option("#nextKind", "planned")
    page.wait_for_function("document.querySelectorAll('#next ol li').length === 7")
    assert "Chongqing–Kunming" in page.locator("#next").inner_text()
    page.uncheck("#next-switch")
    assert page.evaluate("window.hinterland.laboratory.proposals.length") == 0 and not page.locator("#next").is_visible()


def test_a_kind_of_change_that_only_the_server_describes_has_its_tool_editor_and_chip(page, server):
    kinds = json.load(urllib.request.urlopen(server.url + "/api/changes"))["result"]
    words = lambda text: {"en": text, "zh": text}
    key = lambda id, kind, **more: {"id": id, "name": words(id), "help": words(f"the {id}"), "kind": kind, "required": True, "standard": None, **more}
    toy = {"id": "festival", "aliases": [], "name": words("Festival"), "summary": words("x"), "short": words("festival at {host}[ of {season}], {guests}"), "tool": "button",
           "line": None, "needsWholeModel": False, "needsWorld": False, "exactlyOne": [], "begun": {"guests": 100, "season": "spring"},
           "keys": [key("host", "place"), key("guests", "number", low=1, high=1000, unit="", slider={"low": 1, "high": 500, "step": 1}),
                    key("season", "choice", choices=[{"id": s, "name": words(s)} for s in ("spring", "autumn")], needWorld=[])]}
    page.route("**/api/changes", lambda route: route.fulfill(json={"result": kinds + [toy]}))
    open_page(page, server.url)
    page.click("#clear")
    page.click("#tool-festival")
    assert "Click the host" in page.locator("#hint").inner_text()
    page.fill("#search", "Ankang")
    page.press("#search", "Enter")
    page.select_option("#editor [data-field=season]", "autumn")
    page.fill("#editor [data-number=guests]", "250")
    page.press("#editor [data-number=guests]", "Enter")
    assert changes(page) == [{"festival": {"host": ANKANG, "guests": 250, "season": "autumn"}}]
    assert page.locator("#chips .chip").inner_text() == "Festival at Ankang of autumn, 250"
    # This server does not know it, and says where.
    page.wait_for_selector("#chips li.refused")
