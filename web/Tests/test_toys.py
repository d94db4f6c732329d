"""A measure and a kind of change that only tests know, given to the server in two lists: every face shows them."""
import json
import os
import urllib.parse
import urllib.request

import pytest

from conftest import ROOT, Server
from test_page import ANKANG, changes, open_page

TOYS = os.environ.get("HINTERLAND_TOY_SERVER", str(ROOT / "web/.build/release/toy-server"))


@pytest.fixture(scope="module")
def toys():
    server = Server(program=TOYS)
    yield server
    server.stop()


def asked(url, body=None, kind="application/json"):
    request = urllib.request.Request(url, data=body and body.encode(), headers={"Content-Type": kind} if body else {})
    return json.load(urllib.request.urlopen(request))


def test_a_measure_is_listed_answered_and_described_by_the_interface(toys):
    listed = {m["measure"]: m for m in asked(toys.url + "/api/measures")["result"]}
    assert [s["id"] for s in listed["toyRange"]["settings"]] == ["shift"] and "玩具极差" in json.dumps(listed["toyRange"], ensure_ascii=False)
    query = urllib.parse.urlencode({"measure": "toyRange", "value": "y", "shift": 2})
    answer = asked(f"{toys.url}/api/measurements?{query}", "place,y\nA,1\nB,3\nC,9\n", "text/csv")
    assert answer["result"]["ratio"] == 11 / 3
    assert answer["inputs"]["measure"] == "toyRange" and answer["inputs"]["shift"] == 2 and answer["inputs"]["value"] == "y"
    described = asked(toys.url + "/openapi.json")["paths"]["/api/measurements"]
    for method in ("get", "post"):
        parameters = {p["name"]: p for p in described[method]["parameters"]}
        assert "toyRange" in parameters["measure"]["schema"]["enum"]
        assert parameters["shift"]["schema"]["maximum"] == 10


def test_a_measure_has_its_controls_on_the_page(page, toys):
    page.goto(toys.url + "/measures?language=en&measure=toyRange&indicator=gdp&year=2023")
    page.wait_for_selector(".measured")
    assert page.locator("#measure option:checked").inner_text().startswith("Toy range")
    assert page.locator(".measured th").nth(1).inner_text() == "ratio"
    before = page.locator(".measured tbody td").nth(1).inner_text()
    page.fill("#shift", "10")
    page.press("#shift", "Tab")
    page.wait_for_function(f"document.querySelectorAll('.measured tbody td')[1]?.textContent !== '{before}'")
    assert page.locator("#command").inner_text().endswith("--shift 10")


def test_a_change_is_read_answered_and_described_by_the_interface(toys):
    kinds = {k["id"]: k for k in asked(toys.url + "/api/changes")["result"]}
    assert [k["id"] for k in kinds["festival"]["keys"]] == ["places", "visitors", "season", "sector"]
    scenario = {"name": "x", "changes": [{"festival": {"places": [ANKANG], "visitors": 500, "season": "autumn"}}]}
    answer = asked(toys.url + "/api/answers", json.dumps(scenario))
    assert answer["inputs"]["scenario"]["changes"] == [{"en": "500 guests of Ankang in autumn", "zh": "安康接待500位游客"}]
    schemas = asked(toys.url + "/openapi.json")["components"]["schemas"]
    festival = schemas["festival"]["properties"]["festival"]
    assert festival["required"] == ["places", "visitors"] and festival["properties"]["visitors"]["maximum"] == 1e6
    assert {"$ref": "#/components/schemas/festival"} in schemas["Change"]["oneOf"]


def test_a_change_has_its_tool_editor_and_chip_on_the_page(page, toys):
    open_page(page, toys.url)
    page.click("#clear")
    page.select_option("#tool-more", "addFestival")
    page.fill("#search", "Ankang")
    page.press("#search", "Enter")
    page.keyboard.press("Escape")
    page.select_option("#editor [data-field=season]", "autumn")
    page.fill("#editor [data-number=visitors]", "500")
    page.press("#editor [data-number=visitors]", "Enter")
    assert changes(page) == [{"festival": {"places": [ANKANG], "visitors": 500, "season": "autumn"}}]
    assert "Festival" in page.locator("#chips .chip").inner_text()
    page.wait_for_function("document.querySelector('#sentence, .sentence')?.innerText.length > 0")
    assert page.locator("#chips li.refused").count() == 0
