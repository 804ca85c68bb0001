#!/usr/bin/env python3
"""schemathesis against the program, once for each role: all checks, all phases, the stateful too.

    schema.py PROGRAM [--long] [ROLE…]      st: RENDEZVOUS_ST, or what the path has

The document of the API says what may be sent and what comes back; schemathesis makes requests up
from it, good and bad ones, and compares. Nothing may be found. Where st is not installed (PyPI:
schemathesis), it is skipped with a word. `schemathesis.toml` says what is expected beyond its
defaults, and why.
"""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
AGENCY = os.path.join(HERE, "../../Examples/myoaedlive/agency.json")


def roles():
    """Every role, with a subject that the example knows."""
    import json
    with open(AGENCY, encoding="utf-8") as file:
        agency = json.load(file)
    counsellor = agency["counsellors"][0]
    return {
        "anonymous": None, "person": "p-204", "counsellor": counsellor["id"],
        "desk": counsellor["office"], "fund": "fund-1", "host": "mailer",
        "administrator": "ops", "auditor": "audit"}


def serve(program, folder):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [program, "serve", "--journal", os.path.join(folder, "data"), "--agency", AGENCY,
         "--keys", os.path.join(folder, "keys.json"), "--feeds", os.path.join(folder, "feeds"),
         "--listen", f"127.0.0.1:{port}", "--rate", "100000000"],
        stderr=open(os.path.join(folder, "errors.log"), "wb"))
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return process, port
        if process.poll() is not None:
            break
        time.sleep(0.1)
    with open(os.path.join(folder, "errors.log"), encoding="utf-8") as file:
        raise SystemExit(f"schema.py: the server did not start: {file.read()}")


def key(program, folder, role, subject):
    return subprocess.run(
        [program, "keys", "make", os.path.join(folder, "keys.json"), "--role", role, "--subject",
         subject], check=True, capture_output=True, text=True).stdout.strip()


def run(st, port, role, bearer, folder, is_long):
    """Whether nothing was found; what was is printed."""
    words = ["--mode", "all", "--checks", "all", "--seed", "1", "--continue-on-failure",
             "--max-examples", "30" if is_long else "2", "--workers", "1", "--no-color",
             "--phases", "examples,coverage,fuzzing,stateful" if is_long else "coverage,stateful",
             "--suppress-health-check", "all", "--warnings", "off",
             # schema_hooks.py has another in its place.
             "--exclude-checks", "positive_data_acceptance"]
    if bearer:
        words += ["--header", f"Authorization: Bearer {bearer}"]
    if not is_long:
        words += ["--max-time", "8"]
    begun = time.monotonic()
    done = subprocess.run(
        [st, "--config-file", os.path.join(HERE, "schemathesis.toml"), "run",
         f"http://127.0.0.1:{port}/v1/openapi.json", *words],
        capture_output=True, text=True, check=False, cwd=folder,
        env=dict(os.environ, PYTHONPATH=HERE))
    seconds = time.monotonic() - begun
    cases = re.findall(r"(\d+) generated", done.stdout)
    print(f"  {role}: {cases[0] if cases else '?'} cases in {seconds:.0f} s: "
          f"{'nothing found' if done.returncode == 0 else 'FAILED'}", flush=True)
    if done.returncode:
        print(done.stdout + done.stderr)
    return done.returncode == 0


def main():
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    st = os.environ.get("RENDEZVOUS_ST") or shutil.which("st")
    if not st or not os.path.exists(st):
        print("schema.py: schemathesis is not here: its run is skipped")
        return
    program, folder = os.path.abspath(words[0]), tempfile.mkdtemp()
    chosen = words[1:] or list(roles())
    keys = {role: key(program, folder, role, subject)
            for role, subject in roles().items() if subject}
    process, port = serve(program, folder)
    is_long = "--long" in sys.argv
    try:
        good = [run(st, port, role, keys.get(role), folder, is_long) for role in chosen]
        isAlive = process.poll() is None
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(60)
    audit = subprocess.run(
        [program, "store", "verify", os.path.join(folder, "data"), "--audit"],
        capture_output=True, text=True, check=False)
    shutil.rmtree(folder)
    isWhole = isAlive and code == 0 and audit.returncode == 0
    print(f"schema.py: {'all well' if all(good) and isWhole else 'FAILED'}; {audit.stdout.strip()}")
    sys.exit(0 if all(good) and isWhole else 1)


if __name__ == "__main__":
    main()
