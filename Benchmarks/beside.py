"""What every benchmark beside a peer does: time it, compare, print a line."""
import time

import numpy as np


def timed(work, times=3, warm=True):
    """The median of some runs after one that does not count, and the answer."""
    if warm:
        work()
    measured = []
    for _ in range(times):
        begun = time.perf_counter()
        answer = work()
        measured.append(time.perf_counter() - begun)
    return sorted(measured)[times // 2], answer


def say(what, mine, theirs, peer, target=""):
    print(f"{what}: ours {1000 * mine:.3f} ms, {peer} {1000 * theirs:.2f} ms, {theirs / mine:,.1f} ×{f' (target {target})' if target else ''}", flush=True)


def near(a, b, most=1e-10):
    return np.abs(np.asarray(a) - np.asarray(b)).max() <= most * max(1, np.abs(np.asarray(b)).max())
