"""gegravity on its own problem (OneSectorGE without an estimation), and the same equations here: same invented data, same run."""
import contextlib
import io
import json
import os
import subprocess
import sys
import time
import warnings

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
import gegravity as ge

BENCH, FOLDER = sys.argv[1], sys.argv[2]
SIGMA = 5.0


def case(n):
    random = np.random.default_rng(n)
    spots = random.random((n, 2)) * 8000
    km = 200 + np.hypot(*(spots[:, None] - spots[None]).transpose(2, 0, 1))
    abroad = 1 - np.eye(n)
    output = np.exp(random.normal(0, 0.7, n)) * 1e4
    pact = np.zeros((n, n))
    members = random.choice(n, n // 6, replace=False)
    pact[np.ix_(members, members)] = 1
    np.fill_diagonal(pact, 0)
    return np.log(km), abroad, output, pact


def theirs(n, log_km, abroad, output, pact):
    names = [f"C{k:03}" for k in range(n)]
    rows = [
        {"exporter": names[i], "importer": names[j], "year": "2020", "trade": 1.0, "Y": output[i], "E": output[j],
         "distance": log_km[i, j], "abroad": abroad[i, j], "pact": 0.0}
        for i in range(n) for j in range(n)]
    table = pd.DataFrame(rows)
    after = table.copy()
    after["pact"] = pact.reshape(-1)
    values = pd.DataFrame([{"var": "distance", "coeff": -0.6}, {"var": "abroad", "coeff": -1.2}, {"var": "pact", "coeff": 0.4}])
    begun = time.perf_counter()
    with contextlib.redirect_stdout(io.StringIO()):
        data = ge.BaselineData(table, imp_var_name="importer", exp_var_name="exporter", year_var_name="year", trade_var_name="trade", expend_var_name="E", output_var_name="Y")
        model = ge.OneSectorGE(
            baseline=data, year="2020", reference_importer=names[-1], sigma=SIGMA, cost_variables=["distance", "abroad", "pact"],
            cost_coeff_values=ge.CostCoeffs(values, identifier_col="var", coeff_col="coeff"), quiet=True)
        model.build_baseline(omr_rescale=1000, mr_tolerance=1e-10)
        model.define_experiment(after)
        model.simulate(ge_tolerance=1e-10)
    seconds = time.perf_counter() - begun
    solved = all(part["success"] for part in model.solver_diagnostics.values())
    price = np.array([model.country_set[c].experiment_factory_price for c in names])
    index = np.array([model.country_set[c].experiment_imr / model.country_set[c].baseline_imr for c in names])
    return seconds, solved, price, index


for n in (60, 200):
    log_km, abroad, output, pact = case(n)
    before = -0.6 * log_km - 1.2 * abroad
    for name, values in (("gravityOutput", output), ("gravitySpending", output), ("gravityBefore", before.T), ("gravityAfter", (before + 0.4 * pact).T)):
        np.ascontiguousarray(values).tofile(f"{FOLDER}/{name}.{n}.f64")
    lines = subprocess.run([BENCH, "gravity", FOLDER, str(n)], check=True, capture_output=True, text=True).stdout.splitlines()
    mine = {r["name"]: r["value"] for r in map(json.loads, lines)}["gravity, before and after"]
    seconds, solved, price, index = theirs(n, log_km, abroad, output, pact)
    gap = max(np.abs(np.fromfile(f"{FOLDER}/gravityPrice.{n}.f64") / price - 1).max(), np.abs(np.fromfile(f"{FOLDER}/gravityIndex.{n}.f64") / index - 1).max())
    assert solved, "gegravity did not converge: no comparison"
    assert gap < 1e-6, f"answers differ by {gap}"
    print(f"gegravity {ge.__version__ if hasattr(ge, '__version__') else '0.3'}, {n} countries: ours {1000 * mine:.3f} ms, theirs {seconds:.2f} s, {seconds / mine:,.0f} × (target ≥ 500); answers agree to {gap:.1e}", flush=True)
