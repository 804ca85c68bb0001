#!/usr/bin/env python3
"""Do the tests notice when the engine is wrong?

    mutants.py make DIR [--count 200] [--seed 1] [--rooms Agenda,Time]
    mutants.py run DIR [--minutes 60] [--only 3,17] [--again] [--jobs 2]
    mutants.py list DIR [--all]

`make` copies the engine and the targets that test it into DIR, rewrites the copy at COUNT sites
chosen by the seed over all rooms, and builds it once, in release. Each site asks whether it is the
one that is switched on (the environment variable MUTANT), and does something else then:

    negate      a comparison, a condition, a returned truth is turned round
    connect     `&&` for `||`, and the other way
    bound       `<` for `<=`, and the other way
    one         `+ 1` is `+ 2`, `- 1` is `- 0`
    drop        a call or a compound assignment is left out

`run` first runs each suite without a mutant and notes which sites it comes by. Then it runs, for
each mutant, the suites that come by its site, cheapest first, until one fails, stops or uses ten
times its CPU time. Results are kept in DIR/results.json, so that a run goes on where the last one
ended. `list` shows the survivors: each is a test that is missing, or a change that nobody can see.

DIR must be outside the repository. Standard library only.
"""
import argparse
import collections
import concurrent.futures
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import threading
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
ENGINE = "Sources/Rendezvous"
# Targets of the copy: path, dependencies, files that are no sources.
TARGETS = [
    ("target", "Rendezvous", ENGINE, ["CMutant"], []),
    ("target", "RendezvousThreads", "Sources/RendezvousThreads", ["Rendezvous"], []),
    ("target", "RendezvousVerifier", "Sources/RendezvousVerifier", ["Rendezvous"], []),
    ("target", "RendezvousTesting", "Sources/RendezvousTesting",
     ["Rendezvous", "RendezvousVerifier"], []),
    ("testTarget", "RendezvousTests", "Tests/RendezvousTests",
     ["Rendezvous", "RendezvousTesting", "RendezvousThreads", "RendezvousVerifier"],
     ["Fixtures"]),
    ("testTarget", "RendezvousVerifierTests", "Tests/RendezvousVerifierTests",
     ["Rendezvous", "RendezvousVerifier"], []),
    ("testTarget", "PolicyTestsExample", "Examples/PolicyTests",
     ["Rendezvous", "RendezvousTesting"],
     ["README.md", "agency.json", "quiet-lunch.json", "scenarios"]),
]

HEADER = """\
#include <stdbool.h>
extern int mutant_current;
extern unsigned char mutant_seen[];
static inline bool mutant_is(int number) {
    mutant_seen[number] = 1;
    return mutant_current == number;
}
"""
SWITCH = """\
#include <stdio.h>
#include <stdlib.h>
#include "CMutant.h"
int mutant_current = -1;
unsigned char mutant_seen[100000];
__attribute__((constructor)) static void begin(void) {
    const char *text = getenv("MUTANT");
    if (text) mutant_current = atoi(text);
}
__attribute__((destructor)) static void end(void) {
    const char *path = getenv("MUTANTS_SEEN");
    FILE *file = path ? fopen(path, "a") : NULL;
    if (!file) return;
    for (int n = 0; n < (int)sizeof mutant_seen; n++) if (mutant_seen[n]) fprintf(file, "%d\\n", n);
    fclose(file);
}
"""
SWIFT = """\
import CMutant

@inline(__always) func mutant(_ number: Int32) -> Bool { mutant_is(number) }

/// A truth, turned round by a mutant.
@inline(__always) func turned(_ number: Int32, _ truth: Bool) -> Bool {
    truth != mutant_is(number)
}
"""
# Digits of operators: characters that may stand in an operator and in no program.
DIGITS = "⨀⨁⨂⨃⨄⨅⨆⨇⨈⨉"
OPERATORS = {  # kind, type, precedence, what it does when it is switched on
    "<": ("bound", "Comparable", "ComparisonPrecedence", "<="),
    "<=": ("bound", "Comparable", "ComparisonPrecedence", "<"),
    ">": ("bound", "Comparable", "ComparisonPrecedence", ">="),
    ">=": ("bound", "Comparable", "ComparisonPrecedence", ">"),
    "==": ("negate", "Equatable", "ComparisonPrecedence", "!="),
    "!=": ("negate", "Equatable", "ComparisonPrecedence", "=="),
    "&&": ("connect", None, "LogicalConjunctionPrecedence", "||"),
    "||": ("connect", None, "LogicalDisjunctionPrecedence", "&&"),
}


def blank(text):
    """The text with comments and strings as spaces; line breaks stay."""
    out, i, n = [], 0, len(text)

    def skip(end):
        nonlocal i
        out.append("".join(c if c == "\n" else " " for c in text[i:end]))
        i = end

    while i < n:
        if text.startswith("//", i):
            end = text.find("\n", i)
            skip(n if end < 0 else end)
        elif text.startswith("/*", i):
            skip(text.index("*/", i) + 2)
        elif text[i] == '"' or (text[i] == "#" and re.match(r'#+"', text[i:])):
            hashes = len(re.match(r"#*", text[i:]).group())
            quote = '"""' if text.startswith('"""', i + hashes) else '"'
            skip(end_of_string(text, i + hashes + len(quote), quote + "#" * hashes, "#" * hashes))
        else:
            out.append(text[i])
            i += 1
    return "".join(out)


def end_of_string(text, i, close, hashes):
    while not text.startswith(close, i):
        if text.startswith("\\" + hashes + "(", i):
            depth, i = 1, i + 2 + len(hashes)
            while depth:
                if text[i] == '"':
                    quote = '"""' if text.startswith('"""', i) else '"'
                    i = end_of_string(text, i + len(quote), quote, "")
                else:
                    depth += {"(": 1, ")": -1}.get(text[i], 0)
                    i += 1
        elif text.startswith("\\" + hashes, i):
            i += 2 + len(hashes)
        else:
            i += 1
    return i + len(close)


class Site:
    """A place of a line that may be rewritten. `start` and `end` are columns."""

    def __init__(self, path, line, start, end, kind, was):
        self.path, self.line, self.start, self.end = path, line, start, end
        self.kind, self.was, self.number = kind, was, None

    def rewritten(self):
        n, was = self.number, self.was
        if was in OPERATORS:
            return was + "".join(DIGITS[int(d)] for d in f"{n:04}")
        if self.kind == "one":
            return f"{was[0]} (mutant({n}) ? {2 if was[0] == '+' else 0} : 1)"
        if self.kind == "drop":
            return f"if !mutant({n}) {{ {was} }}"
        return f"turned({n}, {was})"

    def declaration(self):
        if self.was not in OPERATORS:
            return ""
        name = self.rewritten()
        _, kind, precedence, other = OPERATORS[self.was]
        if kind is None:
            return (
                f"infix operator {name}: {precedence}\n@inline(__always) func {name}"
                f"(a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {{\n"
                f"    if mutant({self.number}) {{ {self.connected(other)} }}\n"
                f"    {self.connected(self.was)}\n}}\n")
        return (
            f"infix operator {name}: {precedence}\n@inline(__always) func {name}<T: {kind}>"
            f"(a: T, b: T) -> Bool {{ mutant({self.number}) ? a {other} b : a {self.was} b }}\n")

    @staticmethod
    def connected(operator):
        return "return a ? try b() : false" if operator == "&&" else "return a ? true : try b()"

    def text(self):
        other = OPERATORS[self.was][3] if self.was in OPERATORS else ""
        change = f"{self.was} → {other}" if other else self.was
        return f"{self.number:4} {self.kind:8} {self.path[len(ENGINE) + 1:]}:{self.line + 1}: {change}"


DECLARATION = re.compile(
    r"^\s*(@|#|case\b|default\b|import\b|infix|(public |private |fileprivate |package |static |"
    r"mutating |borrowing |consuming |indirect |final )*"
    r"(func|init|struct|enum|class|extension|protocol|typealias|subscript|let|var)\b)")


def sites_of(path, text):
    raw, bare = text.split("\n"), blank(text).split("\n")
    found = []
    for number, line in enumerate(bare):
        stripped = line.strip()
        if not stripped or re.search(r"\b(func|extension|typealias|init|operator|where)\b", line):
            continue
        for match in re.finditer(r"(?<= )(<=?|>=?|==|!=|&&|\|\|)(?= )", line):
            rest = line[match.end():].strip()
            if match[0] in ("==", "!=") and (rest.startswith("nil") or line[:match.start()].endswith("nil ")):
                continue
            found.append(Site(path, number, match.start(), match.end(), OPERATORS[match[0]][0], match[0]))
        for match in re.finditer(r"(?<= )[+-] 1(?![\w.])", line):
            found.append(Site(path, number, match.start(), match.end(), "one", match[0]))
        if match := re.match(r"^\s*return (true|false)$", line):
            found.append(Site(path, number, match.start(1), match.end(1), "negate", match[1]))
        if match := re.match(r"^\s*(?:if|while|guard) (!?[\w.]+(?:\([^{}]*\))?)(?: else)? \{", line):
            if balanced(match[1]) and raw[number][match.start(1):match.end(1)] == match[1]:
                found.append(Site(path, number, match.start(1), match.end(1), "negate", match[1]))
        if site := call(path, number, raw, bare):
            found.append(site)
    return found


def balanced(text):
    return text.count("(") == text.count(")") and text.count("[") == text.count("]")


def call(path, number, raw, bare):
    """A line that is one call or one compound assignment, and stands for itself."""
    line = bare[number]
    if DECLARATION.match(line) or not balanced(line):
        return None
    match = re.match(r"^\s*((?:try )?[A-Za-z_][\w.]*(?:\[[^\]]*\])?(?:\.\w+)?(?:\(.*\)|(?: [-+|&^]=) .+))$", line)
    if not match or re.match(r"\s*(return|throw|self\.init|super|if|guard|for|while|switch|defer)\b", line):
        return None
    if "{" in line and line.count("{") != line.count("}"):
        return None
    before = next((b.rstrip() for b in reversed(bare[:number]) if b.strip()), "")
    after = next((b.strip() for b in bare[number + 1:] if b.strip()), "")
    if not before.endswith(("{", "}", ")", ";")) and not re.search(r"[\w\]\"]$", before):
        return None
    if re.match(r"^([.?:)\],+*/<>=&|-]|\|\|)", after) or re.search(r"(,|\(|\[|=|\?|:|&&|\|\||\bin|else)$", before) and not before.endswith("{"):
        return None
    if raw[number].strip() != match[1]:
        return None
    start = match.start(1)
    return Site(path, number, start, start + len(match[1]), "drop", match[1])


def sample(sites, count, seed):
    """COUNT sites, at least five of each room, the rest by the number of sites; one a line."""
    chance = random.Random(seed)
    rooms = collections.defaultdict(list)
    for site in sites:
        rooms[site.path.split("/")[2]].append(site)
    chosen, taken = [], set()

    def take(site):
        if (site.path, site.line) not in taken:
            taken.add((site.path, site.line))
            chosen.append(site)

    for room in sorted(rooms):
        chance.shuffle(rooms[room])
        for site in rooms[room][:5]:
            take(site)
    # Kinds in turn, so that calls and bounds are not lost among comparisons.
    kinds = collections.defaultdict(list)
    rest = [site for room in sorted(rooms) for site in rooms[room][5:]]
    chance.shuffle(rest)
    for site in rest:
        kinds[site.kind].append(site)
    while len(chosen) < count and any(kinds.values()):
        for kind in sorted(kinds):
            if kinds[kind] and len(chosen) < count:
                take(kinds[kind].pop())
    return chosen[:max(count, len(rooms) * 5)]


def write(folder, chosen):
    """The engine of the copy with the chosen sites in it."""
    texts = collections.defaultdict(list)
    for site in chosen:
        texts[site.path].append(site)
    for path in swift_files():
        with open(os.path.join(ROOT, path), encoding="utf8") as file:
            lines = file.read().split("\n")
        for site in sorted(texts[path], key=lambda s: -s.start):
            line = lines[site.line]
            lines[site.line] = line[:site.start] + site.rewritten() + line[site.end:]
        put(os.path.join(folder, path), "\n".join(lines))
    put(os.path.join(folder, ENGINE, "Mutant.swift"),
        SWIFT + "".join(site.declaration() for site in chosen))


def put(path, text):
    """Writes a file unless it says so already, so that a build does not begin anew."""
    if os.path.exists(path):
        with open(path, encoding="utf8") as file:
            if file.read() == text:
                return
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf8") as file:
        file.write(text)


def swift_files():
    found = []
    for folder, _, names in os.walk(os.path.join(ROOT, ENGINE)):
        found += [os.path.relpath(os.path.join(folder, n), ROOT) for n in names if n.endswith(".swift")]
    return sorted(found)


def manifest():
    lines = ["// swift-tools-version: 6.3", "import PackageDescription", "", "let package = Package(",
             '    name: "mutants",', "    targets: [", '        .target(name: "CMutant"),']
    for kind, name, path, uses, excluded in TARGETS:
        uses, excluded = json.dumps(uses), json.dumps(excluded)
        more = ', linkerSettings: [.linkedLibrary("m")]' if name == "Rendezvous" else ""
        lines.append(
            f'        .{kind}(name: "{name}", dependencies: {uses}, path: "{path}", exclude: {excluded},'
            f' swiftSettings: [.swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault")]'
            f"{more}),")
    return "\n".join(lines + ["    ]", ")", ""])


def make(folder, count, seed, rooms):
    folder = os.path.abspath(folder)
    if folder.startswith(ROOT + os.sep):
        sys.exit("DIR must be outside the repository")
    for _, _, path, _, _ in TARGETS[1:]:
        shutil.copytree(os.path.join(ROOT, path), os.path.join(folder, path), dirs_exist_ok=True,
                        copy_function=copy_if_new)
    put(os.path.join(folder, "Package.swift"), manifest())
    put(os.path.join(folder, "Sources/CMutant/include/CMutant.h"), HEADER)
    put(os.path.join(folder, "Sources/CMutant/CMutant.c"), SWITCH)
    sites = []
    for path in swift_files():
        if not rooms or path.split("/")[2] in rooms:
            with open(os.path.join(ROOT, path), encoding="utf8") as file:
                sites += sites_of(path, file.read())
    # Some sites will not compile: a comparison of two types, a call whose result is needed.
    spare = sample(sites, count + count // 5 + 5, seed)
    for number, site in enumerate(spare):
        site.number = number
    print(f"{len(sites)} sites, {len(spare)} chosen", flush=True)
    chosen, previous = spare, None
    while True:
        write(folder, chosen)
        bad = typecheck(folder, chosen)
        if not bad:
            break
        print(f"{len(bad)} of {len(chosen)} do not compile", flush=True)
        chosen = [s for s in chosen if s.number not in bad]
    # What is beyond the count is taken out again, in the order in which it was chosen.
    chosen = chosen[:count]
    write(folder, chosen)
    put(os.path.join(folder, "sites.json"), json.dumps([
        {"number": s.number, "kind": s.kind, "room": s.path.split("/")[2], "text": s.text()} for s in chosen],
        indent=1, ensure_ascii=False))
    command = ["nice", "swift", "build", "-c", "release", "-j", "2", "--build-tests", "-Xswiftc",
               "-enable-testing"]
    print(" ".join(command), flush=True)
    subprocess.run(command, cwd=folder, check=True)


def copy_if_new(source, target):
    if not os.path.exists(target) or open(source, "rb").read() != open(target, "rb").read():
        shutil.copy2(source, target)


def typecheck(folder, chosen):
    """The numbers of the sites that the compiler does not take."""
    files = [os.path.join(folder, p) for p in swift_files()] + [os.path.join(folder, ENGINE, "Mutant.swift")]
    module = os.path.join(folder, "Sources/CMutant/include/module.modulemap")
    put(module, 'module CMutant { header "CMutant.h" export * }\n')
    done = subprocess.run(
        ["nice", "swiftc", "-typecheck", "-wmo", "-swift-version", "6", "-module-name", "Rendezvous",
         "-package-name", "mutants",
         "-enable-upcoming-feature", "InternalImportsByDefault", "-I", os.path.dirname(module), *files],
        capture_output=True, text=True)
    errors = {(m[1], int(m[2]) - 1) for m in re.finditer(r"^(\S+\.swift):(\d+):\d+: error", done.stderr, re.M)}
    places = {(os.path.join(folder, s.path), s.line): s.number for s in chosen}
    bad = set()
    for path, line in errors:
        near = [places[path, line + d] for d in (0, -1, 1, -2, 2, -3, -4, -5, -6, 3, 4) if (path, line + d) in places]
        if near:
            bad.add(near[0])
        else:
            print(f"{path}:{line + 1}: an error away from every site")
    if done.returncode and not bad:
        sys.exit(done.stderr[-4000:])
    return bad


def bundle(folder):
    return os.path.join(folder, ".build/release/mutantsPackageTests.xctest")


def suites(folder):
    """The suites, as expressions for --filter."""
    out = subprocess.run([bundle(folder), "--testing-library", "swift-testing", "--list-tests"],
                         capture_output=True, text=True, check=True).stdout
    names = set()
    for line in out.splitlines():
        if "/" in line and "." in line.split("/")[0]:
            names.add(line.split("/")[0])
    return sorted(names)


def run_suite(folder, name, mutant=None, seen=None, cpu=None, wall=None):
    """Whether it passed, and the CPU seconds that it used."""
    env = dict(os.environ)
    env.pop("MUTANT", None)
    if mutant is not None:
        env["MUTANT"] = str(mutant)
    if seen:
        env["MUTANTS_SEEN"] = seen

    def prepare():
        os.nice(10)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (6 << 30, 6 << 30))
        if cpu:
            resource.setrlimit(resource.RLIMIT_CPU, (int(cpu) + 1, int(cpu) + 2))

    env["SWIFT_BACKTRACE"] = "enable=no"
    process = subprocess.Popen(
        [bundle(folder), "--testing-library", "swift-testing", "--filter", "^" + re.escape(name) + "/"],
        env=env, preexec_fn=prepare, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    timer = threading.Timer(wall or 3600, process.kill)
    timer.start()
    _, status, used = os.wait4(process.pid, 0)
    timer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode == 0, used.ru_utime + used.ru_stime


def baseline(folder):
    path = os.path.join(folder, "baseline.json")
    if os.path.exists(path):
        with open(path, encoding="utf8") as file:
            return json.load(file)
    result = {}
    for name in suites(folder):
        seen = os.path.join(folder, "seen")
        if os.path.exists(seen):
            os.remove(seen)
        passed, cpu = run_suite(folder, name, seen=seen)
        if not passed:
            print(f"{name} fails without a mutant and is left out", flush=True)
            continue
        with open(seen, encoding="utf8") as file:
            sites = sorted({int(line) for line in file})
        result[name] = {"cpu": cpu, "sites": sites}
        print(f"{name}: {cpu:.1f} s, {len(sites)} sites", flush=True)
    put(path, json.dumps(result))
    return result


def run(folder, minutes, only, again, jobs):
    end = time.time() + minutes * 60
    with open(os.path.join(folder, "sites.json"), encoding="utf8") as file:
        sites = json.load(file)
    base = baseline(folder)
    path = os.path.join(folder, "results.json")
    results = {}
    if os.path.exists(path):
        with open(path, encoding="utf8") as file:
            results = json.load(file)
    lock = threading.Lock()

    def judge(site):
        number = site["number"]
        if time.time() > end:
            return
        reach = sorted((b["cpu"], n) for n, b in base.items() if number in b["sites"])
        caught, spent = None, 0.0
        for cpu, name in reach:
            passed, used = run_suite(folder, name, number, cpu=cpu * 10 + 5, wall=cpu * 200 + 300)
            spent += used
            if not passed:
                caught = name
                break
        with lock:
            results[str(number)] = {"caught": caught, "suites": len(reach), "cpu": round(spent, 1)}
            put(path, json.dumps(results, indent=1))
            print(f"{site['text']}  {'caught by ' + caught if caught else 'SURVIVES'}"
                  f"{'' if reach else ' (no test comes by)'}", flush=True)

    wanted = [s for s in sites if (not only or s["number"] in only)
              and (again or str(s["number"]) not in results)]
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        list(pool.map(judge, wanted))
    summary(sites, results, False)


def summary(sites, results, everything):
    rooms = collections.defaultdict(lambda: [0, 0])
    kinds = collections.defaultdict(lambda: [0, 0])
    for site in sites:
        result = results.get(str(site["number"]))
        if not result:
            continue
        for table, key in ((rooms, site["room"]), (kinds, site["kind"])):
            table[key][0] += 1
            table[key][1] += result["caught"] is not None
        if everything or result["caught"] is None:
            end = result["caught"] or ("survives" if result["suites"] else "survives: no test comes by")
            print(f"{site['text']}  {end}")
    for table in (rooms, kinds):
        for key in sorted(table):
            print(f"{key}: {table[key][1]} of {table[key][0]}")
    count = sum(v[0] for v in rooms.values())
    caught = sum(v[1] for v in rooms.values())
    print(f"caught: {caught} of {count} ({100 * caught / max(count, 1):.1f} %)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("do", choices=["make", "run", "list"])
    parser.add_argument("folder", metavar="DIR")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rooms", type=lambda t: set(t.split(",")), default=None)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--only", type=lambda t: {int(n) for n in t.split(",")}, default=None)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--again", action="store_true")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    folder = os.path.abspath(given.folder)
    if given.do == "make":
        make(folder, given.count, given.seed, given.rooms)
    elif given.do == "run":
        run(folder, given.minutes, given.only, given.again, given.jobs)
    else:
        with open(os.path.join(folder, "sites.json"), encoding="utf8") as file:
            sites = json.load(file)
        with open(os.path.join(folder, "results.json"), encoding="utf8") as file:
            summary(sites, json.load(file), given.all)


if __name__ == "__main__":
    main()
