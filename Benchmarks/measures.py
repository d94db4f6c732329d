"""Measures beside PySAL (inequality, giddy), econcomplex, py-ecomplexity and convergence-clubs: same invented values, same run, one thread, answers compared."""
import json
import os
import subprocess
import sys
import time
import warnings

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS"):
    os.environ[name] = "1"
warnings.filterwarnings("ignore")
from beside import near, say, timed
import convergence_clubs as clubs
import econcomplex as ec
import giddy
import libpysal
import mapclassify
import numpy as np
import pandas as pd
from ecomplexity import ecomplexity
from inequality.gini import Gini, Gini_Spatial
from inequality.theil import TheilDSim

BENCH, FOLDER, PROGRAM = sys.argv[1:4]
N, WIDTH, YEARS, REGIONS, SECTORS = 2850, 53, 24, 340, 700


random = np.random.default_rng(8)
values = np.exp(random.normal(10, 0.6, N))
groups = np.arange(N) % 31
panel = np.exp(np.cumsum(random.normal(0.05, 0.06, (N, YEARS)), axis=1) + random.normal(10, 0.5, (N, 1)))
skill, need = np.sort(random.uniform(0.1, 1, REGIONS))[::-1], np.sort(random.uniform(0, 0.9, SECTORS))
table = (random.random((REGIONS, SECTORS)) < 1 / (1 + np.exp(-10 * (skill[:, None] - need)))) * random.lognormal(3, 1, (REGIONS, SECTORS))
table[0, table.sum(0) == 0] = 1
product = clubs.load_gdp()
paths = clubs.hp_filter(np.log(product), lamb=400)
for name, data in (("values", values), ("groups", groups), ("panel", panel), ("sectors", table), ("paths", paths.to_numpy())):
    np.ascontiguousarray(data, dtype=float).tofile(f"{FOLDER}/{name}.f64")
lines = subprocess.run([BENCH, "measures", FOLDER], check=True, capture_output=True, text=True).stdout.splitlines()
mine = {r["name"]: r["value"] for r in map(json.loads, lines)}
read = lambda name: np.fromfile(f"{FOLDER}/{name}.f64")

seconds, found = timed(lambda: Gini(values), 50)
assert near(mine["gini value"], found.g)
say(f"Gini index, {N} values", mine["gini"], seconds, "inequality")

np.random.seed(1)
seconds, found = timed(lambda: TheilDSim(values, groups, 999), 1)
assert near(mine["theil between"], found.bg[0]) and near(mine["theil within"], found.wg[0])
spread = np.std(found.bg[1:]) / np.sqrt(999)
assert abs(mine["theil expected"] - np.mean(found.bg[1:])) < 5 * spread, "expectations under shuffles differ"
say(f"Theil's T between 31 groups, {N} values, 999 shuffles", mine["theil test"], seconds, "inequality TheilDSim", "≥ 10 ×")

near_ids = {i: [j for j in (i - WIDTH, i - 1 if i % WIDTH else -1, i + 1 if i % WIDTH < WIDTH - 1 else -1, i + WIDTH) if 0 <= j < N] for i in range(N)}
weights = libpysal.weights.W(near_ids, silence_warnings=True)
seconds, found = timed(lambda: Gini_Spatial(values, weights, permutations=999), 1)
assert near(mine["spatial other"], found.wcg / found.den)
assert abs(mine["spatial expected"] - found.e_wcg / found.den) < 5 * found.s_wcg / found.den / np.sqrt(999)
say(f"spatial Gini, {N} values, 999 orders", mine["spatial gini test"], seconds, "inequality Gini_Spatial", "≥ 10 ×")


def chain():
    classes = np.array([mapclassify.Quantiles(panel[:, t], k=5).yb for t in range(YEARS)]).T
    return giddy.markov.Markov(classes, summary=False)


seconds, found = timed(chain)
p = np.asarray(found.p)
answers = np.concatenate([p.ravel(), np.asarray(found.steady_state), np.asarray(found.mfpt).ravel()])
assert near(read("markov"), answers, 1e-8)
say(f"Markov chain of quintiles, {N} places × {YEARS} years", mine["markov"], seconds, "giddy")


def theirs():
    frame = pd.DataFrame(table)
    presence = ec.mcp(frame)
    eci, pci = ec.eci_pci(frame)
    phi = ec.proximity(presence, use_rca=False, threshold=0.5, compute="product")["product"]
    density = ec.relatedness_density(presence, phi=phi, use_rca=False, threshold=0.5)
    return eci, pci, density, ec.complexity_outlook_index(presence, pci, phi=phi, use_rca=False, threshold=0.5), ec.complexity_outlook_gain(presence, pci, phi=phi, use_rca=False, threshold=0.5)


seconds, (eci, pci, density, outlook, gain) = timed(theirs, 1)
ours = read("complexity")
assert near(ours[:REGIONS], eci, 1e-8)
sign = np.sign(np.corrcoef(ours[REGIONS:REGIONS + SECTORS], pci)[0, 1])
assert near(sign * ours[REGIONS:REGIONS + SECTORS], pci, 1e-8)
assert near(100 * read("density").reshape(REGIONS, SECTORS), density) and near(sign * ours[REGIONS + SECTORS:], outlook, 1e-8)
assert near(sign * read("gain").reshape(REGIONS, SECTORS), gain, 1e-8)
say(f"ECI, PCI, proximity, density and outlook, {REGIONS} × {SECTORS}", mine["complexity"], seconds, "econcomplex", "≥ 5 ×")

long = pd.DataFrame([(2000, i, j, table[i, j]) for i in range(REGIONS) for j in range(SECTORS)], columns=["t", "l", "p", "v"])
begun = time.perf_counter()
other = ecomplexity(long, {"time": "t", "loc": "l", "prod": "p", "val": "v"}, verbose=False, check_logsupermodularity=False)
seconds = time.perf_counter() - begun
other = other[["l", "eci"]].drop_duplicates().sort_values("l")["eci"].to_numpy()
assert near(ours[:REGIONS], (other - other.mean()) / other.std(), 1e-8)
say("the same", mine["complexity"], seconds, "py-ecomplexity (its density keeps the diagonal)")

seconds, found = timed(lambda: clubs.find_clubs(paths, core_rule="max_t"), 1)
summary = found.summary()
theirs_clubs = np.column_stack([summary["n_units"], summary["beta"], summary["t_value"]]).ravel()
assert near(read("clubs"), theirs_clubs, 1e-7)
say("convergence clubs, 152 economies × 34 years", mine["clubs"], seconds, "convergence-clubs")

csv = f"{FOLDER}/values.csv"
pd.DataFrame({"place": range(N), "value": values, "region": groups}).to_csv(csv, index=False)
ask = lambda *arguments: subprocess.run([PROGRAM, "measure", *arguments, "--table", csv, "--id", "place", "--value", "value"], check=True, capture_output=True)
for call in (["theil", "--group", "region"], ["dagum", "--group", "region"], ["gini"]):
    seconds, _ = timed(lambda: ask(*call), 5)
    print(f"from the shell, {' '.join(call)}, {N} rows, with 1,000 samples: {1000 * seconds:.0f} ms (target ≤ 200)", flush=True)
script = f"import pandas as pd; from inequality.theil import TheilDSim; d = pd.read_csv('{csv}'); print(TheilDSim(d.value.to_numpy(), d.region.to_numpy(), 999).bg[0])"
begun = time.perf_counter()
subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
print(f"  the same in Python with PySAL: {time.perf_counter() - begun:.1f} s", flush=True)
