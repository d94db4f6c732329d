"""How fast the laboratory is: pointer release to painted map in chromium, the first view, and many clients at once.

    page.py SERVER [--minutes 10]      (Benchmarks/page sets it up)
"""
import argparse
import asyncio
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import tempfile
import time
import urllib.request

WEBGL = ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]
# Without a graphics card chromium puts its page together on the processor, and WebGL is emulated; the second way makes it take the emulation for a
# graphics card and send the whole page through it.
WAYS = {"no graphics card": [*WEBGL, "--disable-gpu-compositing"], "an emulated graphics card for the whole page": [*WEBGL, "--ignore-gpu-blocklist"]}
CLIENTS, EVERY = 50, 0.25


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def browser(url, regions, way, flags):
    """Real clicks in a real browser; every line is another, so that no answer can have been kept."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        print(f"{way}: chromium {chromium.version}, {' '.join(flags)}, 1440 × 900")
        first = []
        for _ in range(5):
            context = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True)
            page = context.new_page()
            begun = time.perf_counter()
            page.goto(url)
            page.wait_for_function("window.hinterland?.paintings.length && document.querySelector('#sentence').textContent.length > 20")
            first.append(time.perf_counter() - begun)
            context.close()
        print(f"first view, answered and painted, empty cache: median {statistics.median(first):.2f} s, worst {max(first):.2f}   (target ≤ 3 s)")

        page = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
        page.goto(url)
        page.wait_for_selector("#interval.done", timeout=90_000)
        polygons = page.evaluate("fetch('api/boundaries/prefectures').then(r => r.json()).then(c => (c.result ?? c).features.length)")
        page.evaluate("""() => {
            addEventListener("pointerup", (e) => { window.released = e.timeStamp; performance.clearResourceTimings(); }, true);
        }""")
        spot = "code => { const l = window.hinterland.laboratory, p = l.gl.project(l.regions.get(code).position), r = l.gl.getContainer().getBoundingClientRect(); return [r.left + p.x, r.top + p.y]; }"
        # Older servers gave a position in place of longitude and latitude.
        places = {r["code"]: r.get("position") or (r.get("longitude"), r.get("latitude")) for r in regions if r["modelled"]}
        cities = [code for code, (x, y) in places.items() if x is not None and 100 < x < 122 and 24 < y < 41]
        stream, rows = random.Random(1), []
        for _ in range(40):
            a, b = stream.sample(cities, 2)
            page.keyboard.press("l")
            page.mouse.click(*page.evaluate(spot, a))
            (x, y) = page.evaluate(spot, b)
            page.mouse.move(x, y)
            page.wait_for_timeout(150)
            before = page.evaluate("window.hinterland.state.scenario.changes.length")
            page.mouse.click(x, y)
            if page.evaluate("window.hinterland.state.scenario.changes.length") == before:
                page.keyboard.press("Escape")
                continue
            # Nothing is asked of the page meanwhile: looking at it every frame would be work of its own.
            page.wait_for_timeout(700)
            painted = page.evaluate("window.hinterland.paintings.find((p) => p.asked >= window.released)?.painted")
            asked = page.evaluate("""() => { const e = performance.getEntriesByType("resource").find((e) => e.name.includes("api/answers"));
                return [e.requestStart, e.responseEnd, e.serverTiming[0]?.duration]; }""")
            released = page.evaluate("window.released")
            rows.append((painted - released, asked[2], asked[1] - asked[0] - asked[2], painted - asked[1], asked[0] - released))
            page.keyboard.press("Escape")
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("Control+z")
            page.wait_for_timeout(250)
        total, server, wire, paint, ask = ([row[k] for row in rows] for k in range(5))
        print(f"pointer release to painted map, {polygons} polygons, {len(rows)} lines drawn by hand: "
              f"median {statistics.median(total):.0f} ms, 95th percentile {percentile(total, .95):.0f}   (target ≤ 100)")
        print(f"    of which: until asked {statistics.median(ask):.0f}, server {statistics.median(server):.1f} (target ≤ 15), "
              f"transfer {statistics.median(wire):.1f}, reading and painting {statistics.median(paint):.0f}")
        chromium.close()


def views(url, way, flags, what):
    """Another way of classing, chosen by hand, to the new map painted."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=flags)
        page = chromium.new_context(viewport={"width": 1440, "height": 900}, bypass_csp=True).new_page()
        page.goto(url + "/atlas")
        page.wait_for_function("window.hinterland?.paintings?.length")
        page.wait_for_timeout(1500)
        regions = page.evaluate("window.hinterland.atlas.shapes.size")
        before = page.evaluate("window.hinterland.paintings.length")
        for n in range(24):
            page.select_option("#method", ["naturalBreaks", "equalIntervals", "quantiles"][n % 3])
            page.wait_for_timeout(700)
        times = page.evaluate("n => window.hinterland.paintings.slice(n).map((p) => p.painted - p.asked)", before)
        print(f"{way}: another view of {what}, {regions} polygons, {len(times)} times: median {statistics.median(times):.0f} ms, 95th percentile {percentile(times, .95):.0f}")
        chromium.close()


async def client(port, cities, seed, until, times, failures):
    stream = random.Random(seed)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(stream.random() * EVERY)
    due = time.perf_counter()
    while time.perf_counter() < until:
        a, b = stream.sample(cities, 2)
        line = {"link": {"from": a, "to": b, "mode": "rail", "speedKmh": stream.uniform(150, 400)}}
        body = json.dumps({"name": "x", "changes": [line]}).encode()
        begun = time.perf_counter()
        try:
            writer.write(b"POST /api/answers?readings=peopleMove HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
            head = await reader.readuntil(b"\r\n\r\n")
            length = int(re.search(rb"content-length: (\d+)", head.lower()).group(1))
            content = await reader.readexactly(length)
            if b" 200 " not in head[:20] or not content.startswith(b'{"inputs"'):
                failures.append(head[:40])
        except Exception as error:  # noqa: BLE001 - every failure counts
            failures.append(repr(error))
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        times.append(time.perf_counter() - begun)
        due += EVERY
        await asyncio.sleep(max(0, due - time.perf_counter()))
    writer.close()


def resident(process):
    return int(re.search(r"VmRSS:\s+(\d+)", pathlib.Path(f"/proc/{process.pid}/status").read_text()).group(1)) / 1024


async def crowd(process, port, cities, minutes):
    times, failures, memory = [], [], []
    until = time.perf_counter() + 60 * minutes
    clients = [asyncio.create_task(client(port, cities, seed, until, times, failures)) for seed in range(CLIENTS)]
    for minute in range(1, minutes + 1):
        await asyncio.sleep(60)
        memory.append(resident(process))
        print(f"    minute {minute}: {len(times)} answers, {memory[-1]:.0f} MB resident", flush=True)
    await asyncio.gather(*clients)
    print(f"{CLIENTS} clients × {1 / EVERY:.0f} answers a second, {minutes} minutes, every question another: {len(times)} answers ({len(times) / 60 / minutes:.0f} a second), {len(failures)} errors, "
          f"median {1000 * statistics.median(times):.0f} ms, 95th percentile {1000 * percentile(times, .95):.0f} (target ≤ 300), worst {1000 * max(times):.0f}")
    if minutes > 2:
        print(f"    resident memory from minute 2: {memory[1]:.0f} → {memory[-1]:.0f} MB, {100 * (memory[-1] / memory[1] - 1):+.1f} % (target < 5)")
    if failures:
        print("    first failures:", failures[:3])


def counties(server):
    """2,891 invented counties in a grid, made into an atlas by `hinterland atlas new`."""
    program = os.environ.get("HINTERLAND_PROGRAM", ".build/release/hinterland")
    with tempfile.TemporaryDirectory() as folder:
        stream, features, rows = random.Random(1), [], ["code,year,income (yuan)"]
        for k in range(2891):
            x, y, n = 100 + 0.3 * (k // 49), 22 + 0.3 * (k % 49), 12
            ring = [[x + 0.3 * t / n, y] for t in range(n)] + [[x + 0.3, y + 0.3 * t / n] for t in range(n)] + [[x + 0.3 - 0.3 * t / n, y + 0.3] for t in range(n)] + [[x, y + 0.3 - 0.3 * t / n] for t in range(n + 1)]
            features.append({"type": "Feature", "properties": {"code": f"C{k}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}})
            rows += [f"C{k},{year},{stream.randint(8000, 60000)}" for year in range(2015, 2021)]
        regions, table = pathlib.Path(folder, "r.geojson"), pathlib.Path(folder, "t.csv")
        regions.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        table.write_text("\n".join(rows))
        begun = time.perf_counter()
        subprocess.run([program, "atlas", "new", f"{folder}/atlas", "--table", table, "--regions", regions], check=True, capture_output=True)
        print(f"atlas new, 2,891 regions and {len(rows) - 1} rows: {time.perf_counter() - begun:.1f} s")
        process = subprocess.Popen([server, "--atlas", f"{folder}/atlas", "--port", "0"], stdout=subprocess.PIPE, text=True)
        try:
            port = int(re.search(r":(\d+)/", process.stdout.readline()).group(1))
            for way, flags in WAYS.items():
                views(f"http://127.0.0.1:{port}", way, flags, "invented counties (target ≤ 300)")
        finally:
            process.terminate()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("server")
    parser.add_argument("--minutes", type=int, default=10)
    given = parser.parse_args()
    counties(given.server)
    process = subprocess.Popen([given.server, "--port", "0"], stdout=subprocess.PIPE, text=True)
    try:
        port = int(re.search(r":(\d+)/", process.stdout.readline()).group(1))
        url = f"http://127.0.0.1:{port}"
        regions = json.load(urllib.request.urlopen(url + "/api/regions"))
        regions = regions["result"] if isinstance(regions, dict) else regions  # older servers answered with the list alone
        for way, flags in WAYS.items():
            browser(url, regions, way, flags)
            views(url, way, flags, "the atlas (target ≤ 100)")
        if given.minutes:
            asyncio.run(crowd(process, port, [r["code"] for r in regions if r["modelled"]], given.minutes))
    finally:
        process.terminate()


main()
