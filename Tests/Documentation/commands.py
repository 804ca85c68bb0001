#!/usr/bin/env python3
"""Runs the commands that a page shows, and compares what they write with what it shows.

    commands.py PROGRAM PAGE…

PROGRAM is `rendezvous`. All blocks of a page that begin with ```console run in one shell, one after
the other, in a folder that has `Examples` and `Documentation` of the checkout and nothing else. A line that begins with
`$ ` is a command (`\\` or `|` at its end goes on in the next line); what follows is what it writes
to standard output and standard error. `…` stands for any text, a line of `…` alone for any lines.
A command must end with 0 unless the next one is `echo $?`. `swift run -c release rendezvous` means
PROGRAM. Blocks after `<!-- not run: WHY -->` are left out. Standard library only.
"""
import os
import re
import select
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.normpath(os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))
END = "end-of-command"
LIMIT = 120  # seconds for one command


def commands(page):
    """Pairs of a command and the lines that it writes."""
    found, inside, skipped = [], False, False
    for line in page.split("\n"):
        if line.startswith("<!-- not run:"):
            skipped = True
        elif line == "```console":
            inside = not skipped
            skipped = False
        elif line.startswith("```"):
            inside = False
        elif inside and line.startswith("$ "):
            found.append([line[2:], []])
        elif inside and found[-1][0].endswith(("\\", "|")) and not found[-1][1]:
            found[-1][0] += "\n" + line
        elif inside:
            found[-1][1].append(line)
    return found


def matches(shown, written):
    """Whether the lines written are those shown, with `…` for any text."""
    parts = []
    for line in shown:
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*")
        else:
            parts.append(".*".join(re.escape(part) for part in line.rstrip().split("…")) + r"[ \t]*\n")
    return re.fullmatch("".join(parts), written) is not None


class Shell:
    def __init__(self, folder, program):
        path = os.path.dirname(os.path.abspath(program)) + os.pathsep + os.environ["PATH"]
        self.process = subprocess.Popen(
            ["bash", "--norc", "--noprofile"], cwd=folder, env={**os.environ, "PATH": path},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        self.status = 0

    def run(self, command):
        command = command.replace("swift run -c release rendezvous", "rendezvous")
        # `$?` is that of the command before, which the end mark has put back.
        self.process.stdin.write(
            f"(exit {self.status})\n{command}\nstatus=$?\necho; echo {END} $status\n".encode())
        self.process.stdin.flush()
        text, end = b"", time.monotonic() + LIMIT
        while True:
            ready, _, _ = select.select([self.process.stdout], [], [], max(0, end - time.monotonic()))
            piece = os.read(self.process.stdout.fileno(), 1 << 16) if ready else b""
            if not piece:
                sys.exit(f"$ {command}\nhas not come to an end within {LIMIT} seconds:\n{text.decode()}")
            text += piece
            if match := re.search(rb"\n" + END.encode() + rb" (\d+)\n$", text):
                self.status = int(match[1])
                return text[:match.start()].decode()

    def close(self):
        self.process.stdin.write(b"kill $(jobs -p) 2>/dev/null; wait\n")
        self.process.stdin.close()
        self.process.wait()


def check(program, page):
    with open(page, encoding="utf8") as file:
        found = commands(file.read())
    folder = tempfile.mkdtemp()
    for name in ("Examples", "Documentation"):
        os.symlink(os.path.join(ROOT, name), os.path.join(folder, name))
    shell = Shell(folder, program)
    wrong = 0
    try:
        for index, (command, shown) in enumerate(found):
            written = shell.run(command)
            asked = index + 1 < len(found) and found[index + 1][0] == "echo $?"
            if shell.status and not asked:
                written += f"(it ends with {shell.status})\n"
            if not matches(shown, written):
                wrong += 1
                print(f"{page}: $ {command}\n--- shown\n" + "\n".join(shown) + f"\n--- written\n{written}")
    finally:
        shell.close()
        shutil.rmtree(folder)
    print(f"{page}: {len(found) - wrong} of {len(found)} commands write what the page shows")
    return wrong == 0 and bool(found)


if __name__ == "__main__":
    program, pages = sys.argv[1], sys.argv[2:]
    if not pages:
        sys.exit(__doc__)
    sys.exit(0 if all([check(program, page) for page in pages]) else 1)
