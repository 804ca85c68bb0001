#!/usr/bin/env python3
"""Measures the simulation beside its reference loops and its peers, interleaved, in CPU time.

    compare.py BENCHMARK REFERENCES [ROUNDS [DAYS]]

BENCHMARK is the release build of SimulationBenchmark, REFERENCES the folder of build.sh. SimPy and
Ciw come from PyPI into an environment of Python that is thrown away, unless RENDEZVOUS_PEERS names
a Python that has them; without a network they are left out, and that is said. Prints each round as
it ends, and the median of each over ROUNDS (5) with the ratios; DAYS (10000) of the call centre.
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import venv

SIMPY = """
import random, time, simpy, json, sys
customers, servers, rate = int(sys.argv[1]), 250, 237.5
random.seed(1)
env = simpy.Environment()
desk = simpy.Resource(env, servers)
total = [0.0, 0]
def customer(env):
    came = env.now
    with desk.request() as turn:
        yield turn
        total[0] += env.now - came
        total[1] += 1
        yield env.timeout(random.expovariate(1))
def source(env):
    for _ in range(customers):
        yield env.timeout(random.expovariate(rate))
        env.process(customer(env))
start = time.process_time()
env.process(source(env))
env.run()
print(json.dumps({"cpu_s": time.process_time() - start, "customers": customers,
                  "mean_wait": total[0] / total[1]}))
"""

CIW = """
import time, ciw, json, sys
customers = int(sys.argv[1])
network = ciw.create_network(arrival_distributions=[ciw.dists.Exponential(237.5)],
                             service_distributions=[ciw.dists.Exponential(1)],
                             number_of_servers=[250])
ciw.seed(1)
start = time.process_time()
simulation = ciw.Simulation(network)
simulation.simulate_until_max_customers(customers, method="Finish")
records = simulation.get_all_records()
print(json.dumps({"cpu_s": time.process_time() - start, "customers": len(records),
                  "mean_wait": sum(r.waiting_time for r in records) / len(records)}))
"""


def fields(line):
    """`name value name value …` as a dictionary."""
    words = line.split()
    return {name: float(value) for name, value in zip(words[::2], words[1::2])
            if value.replace(".", "").replace("e-", "").isdigit()}


def run(command):
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    line = result.stdout.strip().splitlines()[-1]
    return json.loads(line) if line.startswith("{") else fields(line)


def peers(folder):
    """The Python of a fresh environment with SimPy and Ciw, or None."""
    try:
        venv.create(folder, with_pip=True)
        python = str(pathlib.Path(folder) / "bin" / "python")
        subprocess.run([python, "-m", "pip", "-q", "install", "simpy==4.1.2", "ciw==3.2.7"],
                       check=True, capture_output=True, timeout=300)
        return python
    except (subprocess.SubprocessError, OSError) as error:
        print(f"peers are left out: {error}")
        return None


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    benchmark, references = sys.argv[1], pathlib.Path(sys.argv[2])
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    days = sys.argv[4] if len(sys.argv) > 4 else "10000"
    calls = 1660 * int(days)
    with tempfile.TemporaryDirectory() as folder:
        python = os.environ.get("RENDEZVOUS_PEERS") or peers(os.path.join(folder, "venv"))
        # What is run, and how many customers its time is for.
        programs = {
            "C++ M/M/250": ([references / "mmc"], 1e6),
            "M/M/250": ([benchmark], 1e6),
            "C++ Erlang A": ([references / "erlanga"], 1e6),
            "everything on": ([benchmark, "everything"], 1e6),
            "C++ SSJ day": ([references / "ssjday", days], calls),
            "SSJ day": ([benchmark, "day", days], calls),
        }
        if python:
            programs["SimPy M/M/250"] = ([python, "-c", SIMPY, "50000"], 5e4)
            programs["Ciw M/M/250"] = ([python, "-c", CIW, "20000"], 2e4)
        times = {name: [] for name in programs}
        waits = {}
        for number in range(rounds):
            for name, (command, customers) in programs.items():
                found = run([str(word) for word in command])
                times[name].append(found["cpu_s"] / customers * 1e6)
                waits[name] = found.get("mean_wait", found.get("mean_wait_s"))
            print(number + 1, {name: round(times[name][-1], 4) for name in times}, flush=True)
    median = {name: statistics.median(values) for name, values in times.items()}
    print("| program | µs a customer, median | least – most | mean wait |\n|---|---|---|---|")
    for name, values in times.items():
        print(f"| {name} | {median[name]:.3f} | {min(values):.3f} – {max(values):.3f} "
              f"| {'' if waits[name] is None else round(waits[name], 5)} |")
    pairs = [("M/M/250", "C++ M/M/250"), ("everything on", "C++ Erlang A"),
             ("SSJ day", "C++ SSJ day")]
    print()
    for ours, other in pairs:
        print(f"{ours}: {median[ours] / median[other]:.2f} × {other}")
    for other in ("SimPy M/M/250", "Ciw M/M/250"):
        if other in median:
            print(f"{other} takes {median[other] / median['M/M/250']:.0f} × M/M/250")


if __name__ == "__main__":
    main()
