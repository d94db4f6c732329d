"""The HTTP interface: held to its description, bounded, and the same numbers as the command line."""
import concurrent.futures
import http.client
import json
import os
import re
import pathlib
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("HINTERLAND_PROGRAM", str(ROOT / ".build/release/hinterland"))
LINE = {"link": {"from": "610100", "to": "610900", "mode": "rail", "speedKmh": 350, "lengthKm": 171}}
SCENARIO = {"name": "x", "changes": [LINE]}


def call(server, path, body=None, method=None, headers={}):
    """Status, headers and content of a request."""
    data = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
    request = urllib.request.Request(server.url + path, data, {"Content-Type": "application/json", **headers}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=120) as response:
            return response.status, response.headers, response.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def stream(server, scenario, client="", draws=60, seed=1):
    """The connection and its response, not yet read."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=120)
    connection.request("POST", f"/api/draws?draws={draws}&seed={seed}", json.dumps(scenario), {"Content-Type": "application/json", **({"Hinterland-Client": client} if client else {})})
    return connection, connection.getresponse()


def events(response):
    text = response.read().decode()
    return [(part.split("\n")[0][7:], json.loads(part.split("\n")[1][6:])) for part in text.split("\n\n") if part.startswith("event: ")]


def test_schemathesis_holds_the_server_to_its_description(server):
    done = subprocess.run(
        [str(pathlib.Path(sys.executable).parent / "schemathesis"), "--config-file", str(ROOT / "web/Tests/schemathesis.toml"), "run",
         server.url + "/openapi.json", "--url", server.url, "--max-examples", "15", "--seed", "1", "--exclude-path", "/api/draws"],
        capture_output=True, text=True, timeout=900)
    assert done.returncode == 0, done.stdout[-6000:]


@pytest.mark.parametrize("path", ["/api/links?clustr=CL04", "/api/travel?from=610900&form=x", "/api/charts?indicator=gdp&indicator=gdp"])
def test_what_an_address_does_not_take_or_is_told_twice_is_refused(server, path):
    status, _, content = call(server, path)
    assert status == 400, content
    said = json.loads(content)["error"]
    assert "twice" in json.dumps(said) or "not taken here: expected" in json.dumps(said), said


def test_the_description_names_every_address_and_no_other(server):
    described = set(json.loads(call(server, "/openapi.json")[2])["paths"])
    source = "".join(file.read_text() for file in (ROOT / "web/Sources/HinterlandServer").glob("*.swift"))
    routed = {part for part in source.split('"') if part.startswith("/api/") and "\\" not in part}
    # What never changes while the server runs stands in a list of names and questions.
    routed |= {f"/api/{name}" for name in re.findall(r'\("([a-z][a-z/-]*)", [A-Z]\w+\(', source)}
    assert described == {path for path in routed if not path.startswith("/api/inset/")}


def test_every_kind_of_change_is_described_for_the_page_and_in_the_interface(server):
    schemas = json.loads(call(server, "/openapi.json")[2])["components"]["schemas"]
    kinds = json.loads(call(server, "/api/changes")[2])["result"]
    assert [one["$ref"].rsplit("/", 1)[1] for one in schemas["Change"]["oneOf"]] == [kind["id"] for kind in kinds]
    for kind in kinds:
        assert kind["name"]["en"] and kind["name"]["zh"] and kind["id"] in schemas
        for key in kind["keys"]:
            assert key["name"]["en"] and key["name"]["zh"]
        assert set(kind["begun"]) <= {key["id"] for key in kind["keys"]}


def test_the_answer_is_the_command_lines_to_the_last_bit(server, tmp_path):
    file = tmp_path / "x.yaml"
    file.write_bytes(call(server, "/api/scenarios/yaml", SCENARIO)[2])
    run = json.loads(subprocess.run([PROGRAM, "scenario", "run", str(file), "--draws", "40", "--seed", "7", "--format", "json"], capture_output=True, check=True).stdout)
    _, response = stream(server, SCENARIO, draws=40, seed=7)
    name, answer = events(response)[-1]
    assert name == "answer"
    for reading, there in answer["result"]["readings"].items():
        here = run["result"]["readings"][reading]["places"]
        for measure in ["income", "population", "realGDP", "welfare"]:
            for bound in ["point", "low", "high"]:
                assert there["places"][measure][bound] == [place[measure][bound] for place in here]
    point = json.loads(call(server, "/api/answers?readings=peopleMove", SCENARIO)[2])
    assert point["result"]["readings"]["peopleMove"]["places"]["income"]["point"] == answer["result"]["readings"]["peopleMove"]["places"]["income"]["point"]

    # One dialect: written as rows, the answer is the command line's in everything but its intervals.
    rows = json.loads(call(server, "/api/answers?tables=rows&starts=3", SCENARIO)[2])
    alone = json.loads(subprocess.run([PROGRAM, "scenario", "run", str(file), "--draws", "0", "--format", "json"], capture_output=True, check=True).stdout)
    assert rows == alone and list(rows) == list(point) == list(answer) == ["inputs", "result", "notes", "sources"]


def test_one_reading_alone_has_the_same_bits_as_among_all(server):
    everything = json.loads(call(server, "/api/answers", SCENARIO)[2])["result"]["readings"]
    for reading in everything:
        alone = json.loads(call(server, f"/api/answers?readings={reading}", SCENARIO)[2])["result"]["readings"]
        assert list(alone) == [reading] and alone[reading]["places"] == everything[reading]["places"]


def test_draws_stream_progress_then_intervals_then_the_answer(server):
    _, response = stream(server, SCENARIO, draws=80)
    assert response.getheader("Content-Type") == "text/event-stream"
    found = events(response)
    names = [name for name, _ in found]
    assert names[-1] == "answer" and names.count("intervals") == 3 and "progress" in names
    done = [data["done"] for name, data in found if name == "progress"]
    assert done == sorted(done) and all(data["total"] == 80 for name, data in found if name == "progress")
    first = next(data for name, data in found if name == "intervals")
    assert first["result"]["draws"]["answered"] == 10 and found[-1][1]["result"]["draws"]["answered"] == 80


def processor_seconds(server):
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_who_closes_the_connection_stops_the_work(server):
    for path in ["/api/draws?draws=2000", "/api/reports?draws=500"]:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("POST", path, json.dumps(SCENARIO), {"Content-Type": "application/json"})
        if "draws?" in path:
            connection.getresponse().read(200)
        else:
            time.sleep(0.7)
        connection.sock.close() if connection.sock else None
        connection.close()
        time.sleep(1)
        before = processor_seconds(server)
        time.sleep(1.5)
        assert processor_seconds(server) - before < 0.3, path


def test_a_clients_new_draws_take_the_place_of_its_last(server):
    _, first = stream(server, SCENARIO, client="a", draws=1000)
    first.readline()
    started = time.monotonic()
    _, second = stream(server, SCENARIO, client="a", draws=20)
    assert events(second)[-1][0] == "answer"
    name, data = events(first)[-1]
    assert name == "error" and "cancelled" in data["error"]["message"]
    assert time.monotonic() - started < 30


def test_others_draws_wait_in_line(server):
    _, first = stream(server, SCENARIO, client="b", draws=150)
    first.readline()
    _, second = stream(server, SCENARIO, client="c", draws=10)
    found = events(second)
    assert found[0] == ("waiting", {"before": 1}) and found[-1][0] == "answer"
    assert events(first)[-1][0] == "answer"


@pytest.mark.parametrize("body, status, expected", [
    (b"", 400, "not JSON"), (b"{", 400, "not JSON"), (b"[]", 400, "not JSON"), (b"\xff\xfe", 400, "not JSON"), (b"[" * 100_000, 400, "not JSON"),
    (b'{"name":"x","changes":[{"link":{"from":"610100","to":"610900","mode":"rail","speedKmh":1e999}}]}', 400, ""),
    ({"name": "x"}, 400, "changes"), ({"name": "x", "changes": [], "extra": 1}, 400, "extra"), ({"name": 7, "changes": []}, 400, "name: expected text"),
    ({"name": "x", "changes": [LINE, {"jobs": {"from": "110000", "to": "130300", "number": "many"}}]}, 400, "expected a number"),
    ({"name": "x", "changes": [LINE, {"jobs": {"from": "110000", "to": "130300", "number": 9e8}}]}, 422, "move fewer"),
    ({"name": "x", "changes": [LINE, {"link": {**LINE["link"], "to": "999999"}}]}, 422, "999999"),
    ({"name": "x", "changes": [LINE, {"link": {**LINE["link"], "to": "130000"}}]}, 422, ""),
    ({"name": "x", "changes": [LINE] * 501}, 400, "at most 500"), ({"name": "x", "places": ["110000"], "changes": []}, 422, "carved"),
    ({"name": "x", "changes": [], "parameters": {"tradeElasticity": 99}}, 400, "expected 1.0 to 20.0"),
])
def test_a_wrong_question_is_refused_with_the_cure(server, body, status, expected):
    code, headers, content = call(server, "/api/answers", body)
    error = json.loads(content)["error"]
    assert code == status and expected in error["message"] and headers["Content-Type"] == "application/json"
    if isinstance(body, dict) and len(body.get("changes", [])) == 2:
        assert error["change"] == 1


def test_requests_are_bounded_and_nothing_but_the_page_can_be_read(server):
    assert call(server, "/api/answers", b'{"name":"' + b"x" * (1 << 20) + b'"}')[0] == 413
    assert call(server, "/api/answers?readings=all", SCENARIO)[0] == 422
    assert call(server, "/api/draws?draws=100000", SCENARIO)[0] == 400
    code, headers, _ = call(server, "/api/answers", method="GET")
    assert code == 405 and headers["Allow"] == "POST"
    assert call(server, "/api/atlas", b"", method="DELETE")[0] == 405
    for path in ["/api/none", "/../Package.swift", "/%2e%2e/%2e%2e/Package.swift", "/..%2f..%2fREADME.md", "//etc/passwd", "/libraries/../../Package.swift", "/%00"]:
        code, _, content = call(server, path)
        assert code in (400, 404) and b"swift-tools" not in content, path


def test_another_hosts_name_is_refused(server):
    code, _, content = call(server, "/api/atlas", headers={"Host": "evil.example"})
    assert code == 421 and "--host" in json.loads(content)["error"]["message"]
    assert call(server, "/api/atlas", headers={"Host": f"localhost:{server.port}"})[0] == 200


def test_what_does_not_change_is_not_sent_twice(server):
    _, headers, _ = call(server, "/api/boundaries/prefectures")
    assert call(server, "/api/boundaries/prefectures", headers={"If-None-Match": headers["ETag"]})[0] == 304
    code, headers, content = call(server, "/api/regions", method="HEAD")
    assert code == 200 and content == b"" and int(headers["Content-Length"]) > 100_000


def test_a_scenario_survives_the_way_to_yaml_and_back(server):
    scenario = {"name": "a \"quoted\" & *name: # 安康\n\u0085\u2028😀", "note": "yes", "places": ["XIONGAN"], "changes": [
        LINE, {"removeLink": {"from": "110000", "to": "XIONGAN", "mode": "rail"}}, {"jobs": {"from": "110000", "to": "XIONGAN", "number": 1000.5}},
        {"housing": {"places": ["XIONGAN"], "factor": 1.5}}, {"tradeCost": {"places": ["350200"], "with": "places", "factor": 0.9, "direction": "import"}},
        {"migrationCost": {"between": "places", "factor": 0.8}}, {"productivity": {"places": ["340200"], "factor": 1.05}}, {"transfer": {"from": "310000", "to": "610900", "amount": 5000000000}},
        {"tariff": {"rate": 0.1, "sector": "industry"}}, {"tax": {"places": ["610900"], "rate": -0.05}}, {"landReform": {"landIncome": "registered"}},
        {"purchases": {"to": "130600", "amount": 1000000000, "sector": "services"}}, {"industrialTransfer": {"from": "441900", "to": "360700", "share": 0.1, "sector": "industry"}},
        {"diffusion": {"from": "610100", "share": 0.1, "ties": {"610900": 0.5}, "sector": "services"}}],
        "model": {"kind": "whole", "immigration": "labour", "landIncome": "stayers"}, "parameters": {"tradeElasticity": 4.25}}
    text = call(server, "/api/scenarios/yaml", scenario)[2]
    again = json.loads(call(server, "/api/scenarios/json", text, headers={"Content-Type": "application/yaml"})[2])
    assert again == scenario


def test_a_burst_of_questions_is_answered_or_told_to_wait(server):
    def ask(k):
        line = {"link": {**LINE["link"], "speedKmh": 200 + k}}
        return call(server, "/api/answers?readings=peopleMove", {"name": "x", "changes": [line]})[0]

    with concurrent.futures.ThreadPoolExecutor(100) as pool:
        codes = list(pool.map(ask, range(400)))
    assert set(codes) <= {200, 503} and codes.count(200) > 100
    assert call(server, "/api/answers", SCENARIO)[0] == 200


def test_half_a_request_does_no_harm(server):
    for text in [b"POST /api/answers HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{", b"\x00\x01\x02\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n"]:
        import socket
        with socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(text)
    assert call(server, "/api/answers", SCENARIO)[0] == 200
    assert threading.active_count() < 50


def test_braces_of_a_text_and_empty_texts_are_taken_as_they_are(server):
    query = urllib.parse.urlencode({"measure": "gini", "value": "nope"})
    request = urllib.request.Request(f"{server.url}/api/measurements?{query}", data="id,{value}\nA,1\n".encode(), headers={"Content-Type": "text/csv"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    assert "which has id, {value}" in json.load(refused.value)["error"]["message"]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{server.url}/api/measurements?measure=gini&indicator=gdp&group=nothing")
    error = json.load(refused.value)["error"]
    assert error["message"].startswith("group nothing: expected") and "应为" in error["messageChinese"]
    for name in ("group", "year"):
        urllib.request.urlopen(f"{server.url}/api/indices?recipe=beijing-tianjin-hebei&samples=0&{name}=")
