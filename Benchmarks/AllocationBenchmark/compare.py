#!/usr/bin/env python3
"""Plans public instances by the clock beside CP-SAT, which is given our first plan as a hint.

    compare.py RENDEZVOUS PEER [--seeds N] [--first N] [--ours SECONDS] [--theirs SECONDS]
        [--models ti,iv] [--requests N] [--counsellors N] [--days N] [--load X]

RENDEZVOUS is the built program; PEER the folder with the public generate.py, verify.py and cpsat.py.
CP-SAT comes from an environment of your own (pip install ortools), whose Python runs this. Every
plan is checked by verify.py. Times are by the clock, two threads each, one after the other.
"""
import argparse, json, os, pathlib, subprocess, sys, tempfile, time


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("peer", type=pathlib.Path)
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--ours", type=float, default=5)
    parser.add_argument("--theirs", type=float, default=60)
    parser.add_argument("--models", default="ti,iv")
    for name, value in {"requests": 1000, "counsellors": 100, "days": 3, "load": 1.2}.items():
        parser.add_argument(f"--{name}", default=str(value))
    options = parser.parse_args()
    models = options.models.split(",")
    print("| seed | first plan | ours | bound | s | " + " | ".join(f"CP-SAT {m} | s" for m in models) + " |")
    print("|---" * (5 + 2 * len(models)) + "|")
    better = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(options.first, options.first + options.seeds):
            better += compare(seed, folder, options, models)
    print(f"\nours is better on {better} of {options.seeds}")


def compare(seed, folder, options, models):
    problem = f"{folder}/problem.json"
    words = [sys.executable, str(options.peer / "generate.py"), "--seed", str(seed), "-o", problem]
    for name in ("requests", "counsellors", "days", "load"):
        words += [f"--{name}", getattr(options, name)]
    subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
    first, _ = ours(problem, f"{folder}/first.json", options, ["--steps", "0"])
    plan, seconds = ours(
        problem, f"{folder}/plan.json", options,
        ["--time-limit", str(options.ours)])
    cells, best = [], 0
    for model in models:
        found, took = theirs(problem, f"{folder}/first.json", f"{folder}/{model}.json", model, options)
        best = max(best, found)
        cells += [str(found), f"{took:.0f}"]
    line = [seed, first["weight"], plan["weight"], plan["bound"], f"{seconds:.1f}"] + cells
    print("| " + " | ".join(map(str, line)) + " |", flush=True)
    return plan["weight"] > best


def ours(problem, out, options, words):
    begin = time.monotonic()
    line = [options.program, "plan", problem, "--format", "appt-batch", "--threads", "2", "--out", out]
    subprocess.run(line + words, check=True, stdout=subprocess.DEVNULL)
    return verified(problem, out, options), time.monotonic() - begin


def theirs(problem, hint, out, model, options):
    if os.path.exists(out):
        os.remove(out)
    begin = time.monotonic()
    subprocess.run(
        [sys.executable, str(options.peer / "cpsat.py"), problem, "--model", model, "--hint", hint,
         "--time", str(options.theirs), "--workers", "2", "-o", out],
        check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - begin
    found = verified(problem, out, options)["weight"] if os.path.exists(out) else 0
    return found, seconds


def verified(problem, plan, options):
    answer = subprocess.run(
        [sys.executable, str(options.peer / "verify.py"), problem, plan],
        check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)


if __name__ == "__main__":
    main()
