#!/usr/bin/env python3
"""Solves a directory of public problem files, verifies each plan and proof, and prints a table.

    run.py RENDEZVOUS FORMAT DIRECTORY [--best CSV] [--steps N] [--peer]

RENDEZVOUS is the built program. FORMAT is smptsp, test-scheduling or concert-hall. CSV has the
columns name and UB. Seconds are CPU time of the whole run of the program, reading included.
--peer solves concert-hall with CP-SAT too (pip install ortools, into an environment of your own).
"""
import argparse, csv, json, pathlib, re, resource, statistics, subprocess, sys, tempfile, time


def peer(path):
    from ortools.sat.python import cp_model

    text = path.read_text()
    data = {k: json.loads(v) for k, v in re.findall(r"(\w+)\s*=\s*(\[[^\]]*\]|\d+)", text)}
    begin = time.process_time()
    model, chosen, value = cp_model.CpModel(), {}, []
    for hall in range(data["num_halls"]):
        intervals = []
        for offer in range(data["num_offers"]):
            if data["capacity"][hall] < data["requirement"][offer]:
                continue
            on = chosen[offer, hall] = model.new_bool_var("")
            start, end = data["start"][offer], data["end"][offer]
            intervals.append(model.new_optional_fixed_size_interval_var(start, end - start, on, ""))
            value.append(data["price"][offer] * on)
        model.add_no_overlap(intervals)
    for offer in range(data["num_offers"]):
        model.add_at_most_one(on for (o, _), on in chosen.items() if o == offer)
    model.maximize(sum(value))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers, solver.parameters.max_time_in_seconds = 2, 60
    status = solver.solve(model)
    return int(solver.objective_value), status == cp_model.OPTIMAL, time.process_time() - begin


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program")
    parser.add_argument("format")
    parser.add_argument("directory")
    parser.add_argument("--best")
    parser.add_argument("--steps")
    parser.add_argument("--peer", action="store_true")
    options = parser.parse_args()
    best = {}
    if options.best:
        best = {row["name"]: int(row["UB"]) for row in csv.DictReader(open(options.best))}
    seconds, gaps, optimal, equal, failed = [], [], 0, 0, 0
    head = "| file | value | bound | best known | gap | s |"
    print(head + (" CP-SAT | s |" if options.peer else ""))
    print("|---|---|---|---|---|---|" + ("---|---|" if options.peer else ""))
    files = sorted(path for path in pathlib.Path(options.directory).iterdir() if path.is_file())
    with tempfile.TemporaryDirectory() as folder:
        plan, proof = f"{folder}/plan.json", f"{folder}/proof.json"
        for path in files:
            line = [options.program, "plan", str(path), "--format", options.format]
            line += ["--out", plan, "--certificate", proof]
            line += ["--steps", options.steps] if options.steps else []
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            subprocess.run(line, check=True, stdout=subprocess.DEVNULL)
            used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before
            verdict = [options.program, "verify", str(path), "--format", options.format]
            verdict += ["--plan", plan, "--certificate", proof]
            failed += subprocess.run(verdict, stdout=subprocess.DEVNULL).returncode != 0
            answer = json.load(open(plan))
            value, bound, known = answer["objective"], answer["bound"], best.get(path.stem)
            gap = abs(value - bound) / max(value, bound, 1)
            seconds.append(used)
            gaps.append(gap)
            optimal += answer["optimal"]
            equal += known == value
            row = f"| {path.stem} | {value} | {bound} | {known or ''} | {gap:.3%} | {used:.3f} |"
            if options.peer:
                other, proved, time_used = peer(path)
                row += f" {other}{'*' if proved else ''} | {time_used:.3f} |"
            print(row, flush=True)
    print(
        f"\n{len(files)} files, {optimal} proved optimal, {equal} equal to the best known, "
        f"mean gap {statistics.mean(gaps):.4%}, median {statistics.median(seconds):.3f} s, longest "
        f"{max(seconds):.3f} s, {failed} not verified")
    sys.exit(failed > 0)


main()
