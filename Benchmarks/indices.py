"""Composite indices beside NumPy, pyrepo-mcda, SALib, SciPy (HiGHS) and py_geodetector: same invented values, same run, answers compared."""
import json
import os
import subprocess
import sys
import warnings

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"
warnings.filterwarnings("ignore")
import numpy as np
import pandas as pd
from beside import near, say, timed
from geodetector import GeoDetector
from pyrepo_mcda import weighting_methods as weighting
from pyrepo_mcda.mcda_methods import TOPSIS
from SALib.analyze import sobol as analyse
from SALib.sample import sobol as sample
from scipy.optimize import linprog
from scipy.stats import rankdata

BENCH, FOLDER = sys.argv[1:3]
PLACES, INDICATORS, SAMPLES, SPREAD, BASE = 300, 30, 10_000, 0.3, 1_024

random = np.random.default_rng(9)
ability = random.normal(0, 1, (PLACES, 1))
table = np.exp(0.5 * ability + random.normal(0, 0.6, (PLACES, INDICATORS)) + 3)
villages = random.normal(0, 1, 2850)
strata = random.integers(0, 8, 2850)
villages += 0.4 * strata
for name, data in (("table", table), ("villages", villages), ("strata", strata)):
    np.ascontiguousarray(data, dtype=float).tofile(f"{FOLDER}/{name}.f64")
lines = subprocess.run([BENCH, "indices", FOLDER], check=True, capture_output=True, text=True).stdout.splitlines()
mine = {r["name"]: r["value"] for r in map(json.loads, lines)}
read = lambda name: np.fromfile(f"{FOLDER}/{name}.f64")

unit = (table - table.min(0)) / (table.max(0) - table.min(0))
equal = np.full(INDICATORS, 1 / INDICATORS)
concentration = (INDICATORS - 1) / SPREAD**2 - 1


def scores(cells, weights, way):
    if way == "arithmetic":
        return cells @ weights
    up, down = (cells.max(0) - cells) * weights, (cells - cells.min(0)) * weights
    up, down = np.sqrt((up**2).sum(1)), np.sqrt((down**2).sum(1))
    return down / (up + down)


def arithmetic():
    ranks = rankdata(-unit @ random.dirichlet(equal * concentration, SAMPLES).T, axis=0, method="min")
    return ranks, np.percentile(ranks, [5, 95], axis=1, method="inverted_cdf")


topsis = TOPSIS()


def many_topsis():
    kind = np.ones(INDICATORS)
    ranks = np.array([rankdata(-topsis(unit, weights, kind), method="min") for weights in random.dirichlet(equal * concentration, SAMPLES)]).T
    return ranks, np.percentile(ranks, [5, 95], axis=1, method="inverted_cdf")


for way, work, peer, times in (("arithmetic", arithmetic, "NumPy and SciPy", 3), ("topsis", many_topsis, "pyrepo-mcda", 1)):
    assert near(read(f"scores {way}"), scores(unit, equal, way))
    seconds, (ranks, (low, high)) = timed(work, times, warm=False)
    error = ranks.std(1) / np.sqrt(SAMPLES) * np.sqrt(2)
    # A rank that hardly ever moves may not move at all in one of the two.
    assert (np.abs(read(f"mean {way}") - ranks.mean(1)) <= 6 * error + 0.01).all(), "mean ranks differ by more than sampling does"
    assert np.abs(read(f"low {way}") - low).max() <= 4 and np.abs(read(f"high {way}") - high).max() <= 4, "intervals differ by more than sampling does"
    target = "≤ 1 s" if way == "arithmetic" else ""
    say(f"rank intervals, {SAMPLES} weights of {PLACES} × {INDICATORS}, {way}, one thread", mine[f"intervals {way} 1"], seconds, peer)
    say(f"rank intervals, {SAMPLES} weights of {PLACES} × {INDICATORS}, {way}, two threads", mine[f"intervals {way} 2"], seconds, f"{peer} on one", target)


def shares(cells):
    return (rankdata(cells, axis=0) - 1) / (PLACES - 1)


own = rankdata(-scores(unit, equal, "arithmetic"), method="min")


def shift(u):
    """The mean shift of a rank for one point of the unit cube: weights, normalisation, aggregation, figures, omission."""
    figures = np.random.default_rng(int(u[3] * 2**52))
    deviation = np.sqrt(np.log(1 + 0.05**2))
    values = table * np.exp(deviation * figures.standard_normal(table.shape) - deviation**2 / 2)
    cells = (values - values.min(0)) / (values.max(0) - values.min(0)) if u[1] < 0.5 else shares(values)
    weights = np.random.default_rng(int(u[0] * 2**52)).dirichlet(equal * concentration)
    left = int(u[4] * (INDICATORS + 1))
    if left:
        weights[left - 1] = 0
        weights /= weights.sum()
    return np.abs(rankdata(-scores(cells, weights, "arithmetic" if u[2] < 0.5 else "topsis"), method="min") - own).mean()


problem = {"num_vars": 5, "names": ["weights", "normalisation", "aggregation", "figures", "omission"], "bounds": [[0, 1]] * 5}


def sobol():
    points = sample.sample(problem, BASE, calc_second_order=False, seed=1)
    return analyse.analyze(problem, np.array([shift(u) for u in points]), calc_second_order=False, num_resamples=200, seed=1), len(points)


seconds, (found, count) = timed(sobol, 1, warm=False)
assert count == mine["sensitivity evaluations"]
assert np.abs(read("total") - found["ST"]).max() < 0.12, (read("total"), found["ST"])
say(f"sensitivity of the ranking, {count} evaluations of {PLACES} × {INDICATORS}, one thread", mine["sensitivity peer"], seconds, "SALib over NumPy")
print(f"sensitivity of the ranking, {mine['sensitivity whole evaluations']:.0f} evaluations with every way varied, two threads: ours {mine['sensitivity whole']:.2f} s (target ≤ 10 s)", flush=True)

seconds, found = timed(lambda: weighting.entropy_weighting(unit + 0.001), 20)
assert near(read("entropy"), found)
say(f"entropy weights, {PLACES} × {INDICATORS}", mine["entropy"], seconds, "pyrepo-mcda")
seconds, found = timed(lambda: weighting.critic_weighting(unit), 20)
assert near(read("critic"), found)
say(f"CRITIC weights, {PLACES} × {INDICATORS}", mine["critic"], seconds, "pyrepo-mcda")


def programmes():
    x, y = table[:, :3].T, table[:, 3:5].T
    answers = []
    for unit in range(PLACES):
        cost = np.concatenate([[1], np.zeros(PLACES), -1 / (3 * x[:, unit]), np.zeros(2)])
        rows = np.zeros((6, PLACES + 6))
        rows[0, 0], rows[0, -2:] = 1, 1 / (2 * y[:, unit])
        rows[1:4, 0], rows[1:4, 1 : PLACES + 1], rows[1:4, PLACES + 1 : PLACES + 4] = -x[:, unit], x, np.eye(3)
        rows[4:, 0], rows[4:, 1 : PLACES + 1], rows[4:, PLACES + 4 :] = -y[:, unit], y, -np.eye(2)
        answers.append(linprog(cost, A_eq=rows, b_eq=np.array([1, 0, 0, 0, 0, 0]), method="highs").fun)
    return answers


seconds, found = timed(programmes, 1, warm=False)
assert near(read("slacks"), found, 1e-6)
say(f"slacks-based measure, {PLACES} linear programmes of 5 columns, one thread", mine["slacks 1"], seconds, "SciPy's HiGHS")
say(f"slacks-based measure, {PLACES} linear programmes of 5 columns, two threads", mine["slacks 2"], seconds, "SciPy's HiGHS on one", "≤ 5 s")

frame = pd.DataFrame({"y": villages, "strata": strata})
detector = GeoDetector(frame, y="y", factors=["strata"])
seconds, (q, p) = timed(lambda: detector.factor_detector("strata"), 20)
assert near(mine["detector q"], q) and near(mine["detector p"], p, 1e-6)
say("geographical detector, 2850 places", mine["detector"], seconds, "py_geodetector")
