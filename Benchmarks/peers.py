"""The peers: the same equations in NumPy with Anderson acceleration, and shortest times by SciPy. One thread."""
import json
import os
import subprocess
import sys
import time
import zipfile

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
import scipy
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

BENCH, FOLDER, ATLAS = sys.argv[1], sys.argv[2], sys.argv[3]
THETA, EPSILON, ALPHA, MU = 4.0, 1.5, 0.1, 0.87


def ours(*arguments):
    lines = subprocess.run([BENCH, *map(str, arguments)], check=True, capture_output=True, text=True).stdout.splitlines()
    return {r["name"]: r["value"] for r in map(json.loads, lines)}


def read(name, n):
    return np.fromfile(f"{FOLDER}/{name}.{n}.f64")


def seconds(times, work):
    work()
    measured = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        measured.append(time.perf_counter() - begun)
    return sorted(measured)[len(measured) // 2]


def anderson(step, x, memory=10, tolerance=1e-10, most=5000):
    """Type II, products of differences kept up to date, solved by least squares on the small system."""
    differences, images = [], []
    last = None
    for iteration in range(most):
        image = step(x)
        residual = image - x
        if np.abs(residual).max() <= tolerance:
            return x, iteration + 1
        if last is not None:
            differences.append(residual - last[0])
            images.append(image - last[1])
            if len(differences) > memory:
                differences.pop(0)
                images.pop(0)
        last = (residual, image)
        x = image
        if differences:
            d = np.array(differences)
            gram = d @ d.T
            scale = np.sqrt(np.diag(gram))
            weights = np.linalg.lstsq(gram / np.outer(scale, scale), (d @ residual) / scale, rcond=1e-13)[0] / scale
            x = image - weights @ np.array(images)
    raise RuntimeError("no convergence")


class Model:
    def __init__(self, n):
        self.n = n
        self.Y, self.L, self.H = read("output", n), read("residents", n), read("registered", n)
        self.K = read("tradeCost", n).reshape(n, n) ** -THETA
        self.M = read("migrationCost", n).reshape(n, n) ** -EPSILON

    def invert(self):
        def scale(kernel, rows, columns):
            def step(logs):
                image = np.log(columns / (kernel.T @ (rows / (kernel @ np.exp(logs)))))
                return image - image[0]
            return np.exp(anderson(step, np.zeros(self.n))[0])
        u, v = scale(self.K, self.Y, self.Y), scale(self.M, self.H, self.L)
        return self.K * u / (self.K @ u)[:, None], self.M * v / (self.M @ v)[:, None]

    def counterfactual(self, pi, m, factor, start=None):
        n, Y, L, H = self.n, self.Y, self.L, self.H
        A = pi * factor ** -THETA
        total = Y.sum()
        wage0 = Y / L

        def step(x):
            w, p = x[:n], x[n:]
            income = Y * np.exp(w + p)
            shift = np.log(total / income.sum())
            w = w + shift
            spending = income * np.exp(shift)
            supply = np.exp(-THETA * (w - ALPHA * p))
            demand = A @ supply
            sales = supply * (A.T @ (spending / demand))
            logs = np.log(demand)
            utility = MU * (w + logs / THETA) - (1 - MU) * p
            pull = np.exp(EPSILON * utility)
            people = pull * (m.T @ (H / (m @ pull)))
            return np.concatenate([w + (np.log(sales / Y) - w - p) / (1 + THETA), np.log(people / L)])

        x, iterations = anderson(step, np.zeros(2 * n) if start is None else start)
        w, p = x[:n], x[n:]
        w = w + np.log(total / (Y * np.exp(w + p)).sum())
        return np.exp(w), np.exp(p), x, iterations


def kernel_names():
    config = {}
    try:
        from threadpoolctl import threadpool_info
        config = {i["internal_api"]: i.get("architecture") for i in threadpool_info()}
    except ImportError:
        pass
    return config


rows = []


def row(what, mine, peer, target="", peer_name="NumPy + Anderson"):
    ratio = f"{peer / mine:.2f} ×" if peer else "–"
    rows.append((what, f"{1000 * mine:.3f} ms", f"{1000 * peer:.3f} ms" if peer else "none", ratio, peer_name if peer else "", target))


generated = ours("generate", FOLDER)
print(f"NumPy {np.__version__} {kernel_names()}, SciPy {scipy.__version__}; {next(iter(generated))}; one thread each")
for n in (340, 2850):
    model = Model(n)
    big = n > 1000
    mine = ours("equilibrium", FOLDER, n)
    pi, m = model.invert()
    shock, near = read("shock", n).reshape(n, n), read("nearShock", n).reshape(n, n)
    _, _, start, _ = model.counterfactual(pi, m, near)
    wage, people, _, cold_iterations = model.counterfactual(pi, m, shock)
    gap = max(np.abs(wage - read("wage", n)).max(), np.abs(people - read("population", n)).max())
    assert gap < 1e-8, f"answers differ by {gap}"
    assert mine["float32 first differs by"] < 1e-8
    times = 3 if big else 30
    row(f"inversion, N = {n}", mine["inversion"], seconds(1 if big else 10, model.invert), "" if big else "≤ 5 ms")
    cold = seconds(times, lambda: model.counterfactual(pi, m, shock))
    row(f"counterfactual from no change, N = {n}", mine["cold"], cold)
    row(f"counterfactual, warm, N = {n}", mine["warm"], seconds(times, lambda: model.counterfactual(pi, m, shock, start)), "" if big else "≤ 2 ms, ≥ 1.5 ×")
    row(f"counterfactual, float32 first, N = {n}", mine["cold, float32 first"], cold, "≤ 150 ms, ≥ 1.5 ×" if big else "")
    if not big:
        row(f"counterfactual, stored Jacobian, N = {n}", mine["cold, stored Jacobian"], cold)
        row(f"counterfactual, damped, N = {n}", mine["cold, damped"], cold)
    print(f"N = {n}: answers agree to {gap:.1e}; iterations {mine['iterations cold']:.0f} (NumPy {cold_iterations})")
print(f"N = 2850: peak memory {ours('memory', FOLDER, 2850)['peak memory']:.0f} MB (target ≤ 600)")

for n in (340, 2850):
    mine = ours("network", FOLDER, n)
    assert mine["edited times differ from scratch by"] < 1e-9
    links = read("links", n).reshape(-1, 4)
    rail = links[:, 2] == 1
    # Doors 0..n-1, platforms n..2n-1 with half of 1.2 h each way; parallel links: the shortest.
    a = np.where(rail, links[:, 0] + n, links[:, 0]).astype(int).tolist() + list(range(n)) + list(range(n, 2 * n))
    b = np.where(rail, links[:, 1] + n, links[:, 1]).astype(int).tolist() + list(range(n, 2 * n)) + list(range(n))
    hours = links[:, 3].tolist() + [0.6] * (2 * n)
    best = {}
    for x, y, t in zip(a, b, hours):
        best[x, y] = min(t, best.get((x, y), np.inf))
    graph = csr_matrix((list(best.values()), ([k[0] for k in best], [k[1] for k in best])), shape=(2 * n, 2 * n))
    theirs = dijkstra(graph, indices=range(n))[:, :n]
    gap = np.abs(theirs - read("hours", n).reshape(n, n)).max()
    assert gap < 1e-9, f"times differ by {gap}"
    peer = seconds(1 if n > 1000 else 3, lambda: dijkstra(graph, indices=range(n)))
    row(f"all pairs, order and sweep, N = {n}", mine["all pairs, order and sweep"], peer, "", "SciPy Dijkstra")
    row(f"all pairs, customise and sweep, N = {n}", mine["all pairs, customise and sweep"], peer, "", "SciPy Dijkstra")
    row(f"all pairs, our Dijkstra, N = {n}", mine["all pairs, Dijkstra"], peer, "", "SciPy Dijkstra")
    target = "≤ 0.5 ms" if n < 1000 else "≤ 30 ms"
    row(f"add a railway, both ways, N = {n}", mine["add a railway, both ways"], peer, target, "SciPy from scratch")
    row(f"speed up a railway, both ways, N = {n}", mine["speed up a railway, both ways"], peer, target, "SciPy from scratch")
    share = mine["remove a railway, both ways"] / mine["rebuild of the edited times"]
    row(f"remove a railway, both ways, N = {n}", mine["remove a railway, both ways"], peer, f"median {100 * share:.0f} % of our rebuild (≤ 20 %)", "SciPy from scratch")

def edges(word, n):
    e = np.fromfile(f"{FOLDER}/edges.{word}.{n}.f64").reshape(-1, 3)
    # Of parallel links the shortest: a sparse matrix would add them up.
    e = e[np.lexsort((e[:, 2], e[:, 1], e[:, 0]))]
    e = e[np.append(True, (e[1:, :2] != e[:-1, :2]).any(axis=1))]
    return csr_matrix((e[:, 2], (e[:, 0].astype(int), e[:, 1].astype(int))), shape=(n, n))


n = 2850
mine = ours("search", FOLDER, n, 6000)
for word in ("undirected", "directed"):
    graph = edges(word, n)
    theirs = dijkstra(graph)
    for name in ("dijkstra", "sweeps"):
        times = np.fromfile(f"{FOLDER}/{name}.{word}.{n}.f64").reshape(n, n)
        assert (np.isfinite(times) == np.isfinite(theirs)).all()
        finite = np.isfinite(theirs)
        assert np.abs(times[finite] - theirs[finite]).max() < 1e-9
    peer = seconds(3, lambda: dijkstra(graph))
    row(f"all pairs, 2,850 nodes, 6,000 links, {word}", mine[f"Dijkstra, {word}"], peer, "≥ 1.8 ×", "SciPy Dijkstra")
    row(f"the same, order and sweep, {word}", mine[f"hierarchy, {word}"], peer, "≥ 4 ×", "SciPy Dijkstra")
mine = ours("scattered", FOLDER, n, 6000)
row("6,000 links drawn by lot (no geography)", mine["Dijkstra, scattered"], seconds(3, lambda: dijkstra(edges("scattered", n))), "", "SciPy Dijkstra")
row("the same, order and sweep", mine["hierarchy, scattered"], seconds(3, lambda: dijkstra(edges("scattered", n))), "", "SciPy Dijkstra")
for name in ("dijkstra", "sweeps"):
    times, theirs = np.fromfile(f"{FOLDER}/{name}.scattered.{n}.f64").reshape(n, n), dijkstra(edges("scattered", n))
    finite = np.isfinite(theirs)
    assert (np.isfinite(times) == finite).all() and np.abs(times[finite] - theirs[finite]).max() < 1e-9
n = 40000
mine = ours("blocks", FOLDER, n, 84000)
for word in ("undirected", "directed"):
    graph = edges(word, n)
    some = np.arange(0, n, n // 100)
    begun = time.perf_counter()
    theirs = dijkstra(graph, indices=some)
    peer = (time.perf_counter() - begun) / len(some) * n
    sums = np.fromfile(f"{FOLDER}/sums.{word}.{n}.f64")[some]
    assert np.abs(sums / np.where(np.isfinite(theirs), theirs, 0).sum(1) - 1).max() < 1e-9
    row(f"40,000 nodes, all origins in blocks, {word}", mine[f"all origins, {word}"], peer, f"≥ 4 ×; peak {mine['peak memory']:.0f} MB (≤ 2,000)", "SciPy, 100 origins × 400")
mine = ours("rails", FOLDER)
row(f"rail timetable, 200 × 200 stations, {mine['rail trips']:.0f} trips", mine["rail matrix"], None, f"≤ 50 ms; peak {mine['rail memory']:.0f} MB (≤ 100)")
ours("feed", f"{FOLDER}/feed", 10_000_000)
with zipfile.ZipFile(f"{FOLDER}/feed.zip", "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
    for name in os.listdir(f"{FOLDER}/feed"):
        archive.write(f"{FOLDER}/feed/{name}", name)
mine = ours("readFeed", f"{FOLDER}/feed.zip")
assert mine["feed calls"] == 10_000_000
row("GTFS of 10,000,000 calls (invented), read", mine["feed read"], None, f"≤ 30 s; peak {mine['peak memory']:.0f} MB")
row("the same, a day's trips sorted into lines", mine["feed sorted into lines"], None)

mine = ours("sectors", FOLDER, 340)
row(f"ten sectors with inputs, N = 340, {mine['ten sectors, iterations']:.0f} iterations", mine["ten sectors, counterfactual"], None, f"≤ 40 ms; residual {mine['ten sectors, residual']:.0e}")
mine = ours("links", FOLDER, 340)
row("existing links ranked, routing kernel, N = 340", mine["existing links ranked, routing kernel"], None, "≤ 50 ms")
row("all 57,630 pairs ranked, routing kernel, N = 340", mine["all pairs ranked, routing kernel"], None, "≤ 250 ms")
mine = ours("pairs", ATLAS, 0)
row(f"all {mine['pairs']:.0f} pairs of {mine['places']:.0f} places ranked, shortest paths", mine["all pairs ranked, shortest paths"], None, "≤ 5 s")

mine = ours("draws", ATLAS, 1000)
one, two = mine["1000 draws, 1 thread"], mine["1000 draws, 2 threads"]
row(f"1000 draws, {mine['places']:.0f} places, 1 thread", one, None)
row(f"1000 draws, {mine['places']:.0f} places, 2 threads", two, None, f"≤ 15 s; {one / two:.2f} × one thread (≥ 1.7 ×)")

widths = [max(len(r[k]) for r in rows + [("work", "Hinterland", "peer", "faster", "peer is", "target")]) for k in range(6)]
for r in [("work", "Hinterland", "peer", "faster", "peer is", "target"), tuple("-" * w for w in widths)] + rows:
    print("  ".join(c.ljust(w) if k in (0, 4, 5) else c.rjust(w) for k, (c, w) in enumerate(zip(r, widths))))
