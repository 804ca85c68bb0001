#!/usr/bin/env python3
"""Opens reports of simulations in a headless Chromium, at the width of a telephone and of a desk, in
light, in dark and as they are printed: nothing may be cut off, overlap, or be too small or too pale.

    python3 Tests/Pages/reports.py [PROGRAM] [--reports FILE…] [--pictures FOLDER]

PROGRAM is `rendezvous` (default: .build/debug/rendezvous), which simulates a study on the light book
and one on the agenda, both short; or reports that are there already are looked at. Where there is no
Chromium it says so and succeeds.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import browser as chromium  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
SIZES = [("phone", 390, 844, True), ("desktop", 1280, 900, False)]

# What a person would see at once, as a list of sentences.
FAULTS = """(() => {
  const out = [];
  const box = e => e.getBoundingClientRect();
  const luminance = text => {
    const [r, g, b] = text.match(/[\\d.]+/g).map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const contrast = (one, other) => {
    const [a, b] = [luminance(one), luminance(other)].sort((x, y) => y - x);
    return (a + 0.05) / (b + 0.05); };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(colour) && colour !== 'transparent') return colour;
    }
    return 'rgb(255, 255, 255)'; };
  for (const svg of document.querySelectorAll('figure > svg')) {
    const frame = box(svg), name = svg.querySelector('title').textContent;
    if (frame.width < 250) out.push(`${name}: the chart is ${frame.width} wide`);
    const texts = [...svg.querySelectorAll('text')];
    texts.forEach((text, place) => {
      const own = box(text), said = text.textContent;
      if (own.left < frame.left - 1 || own.right > frame.right + 1 || own.top < frame.top - 1
          || own.bottom > frame.bottom + 1) out.push(`${name}: "${said}" is cut off`);
      const size = parseFloat(getComputedStyle(text).fontSize) * frame.width / 400;
      if (size < 9.5) out.push(`${name}: "${said}" is ${size.toFixed(1)} px`);
      if (contrast(getComputedStyle(text).fill, ground(svg)) < 4.5)
        out.push(`${name}: "${said}" is too pale`);
      for (const other of texts.slice(place + 1)) {
        const next = box(other);
        if (own.left < next.right + 2 && next.left < own.right + 2 && own.top < next.bottom - 3
            && next.top < own.bottom - 3) out.push(`${name}: "${said}" touches "${other.textContent}"`);
      }
    });
    for (const line of svg.querySelectorAll('.line, .whisker, .dot')) {
      const style = getComputedStyle(line);
      const colour = style.stroke !== 'none' ? style.stroke : style.fill;
      if (contrast(colour, ground(svg)) < 3) out.push(`${name}: a line is too pale`);
    }
  }
  for (const e of document.querySelectorAll('h1, h2, p, figcaption, caption, th, td, li')) {
    if (contrast(getComputedStyle(e).color, ground(e)) < 4.5)
      out.push(`too pale: ${e.textContent.slice(0, 40)}`);
    if (/\\d\\.\\d{7}|NaN|undefined|null/.test(e.textContent))
      out.push(`not for people: ${e.textContent.slice(0, 80)}`);
  }
  return [...new Set(out)];
})()"""


def study(source, days, warm_up, policies):
    """A shipped scenario with fewer days and policies, as a file beside it would be."""
    folder = ROOT / "Examples/simulation"
    document = json.loads((folder / source).read_text())
    document["agency"] = str((folder / document["agency"]).resolve())
    document["days"], document["warmUp"] = days, warm_up
    document["policies"] = document["policies"][:policies]
    document["absences"] = [{"kind": "wave", "first": warm_up, "days": 1, "share": 0.4}] \
        if document.get("absences") else []
    return document


def make(program, folder):
    """Reports of two short studies."""
    reports = []
    for source, days, warm_up, policies in [("twenty-policies.json", 12, 5, 12),
                                            ("illness-fortnight.json", 3, 1, 2)]:
        scenario = pathlib.Path(folder) / source
        scenario.write_text(json.dumps(study(source, days, warm_up, policies)))
        report = scenario.with_suffix(".html")
        subprocess.run([os.path.abspath(program), "simulate", str(scenario), "--replications",
                        "1...3", "--report", str(report)], check=True, stdout=subprocess.DEVNULL)
        reports.append(report)
    return reports


def look(page, report, pictures):
    """What is wrong with a report, at every size and in print."""
    found = []
    name = report.stem
    for size, width, height, phone in SIZES:
        for dark in (False, True):
            shade = "dark" if dark else "light"
            page.screen(width, height, dark, phone)
            page.open(report.resolve().as_uri())
            over = page.overflow()
            if over > 0:
                found.append(f"{name}, {size}: {over} px too wide")
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            if ground != ("rgb(13, 17, 23)" if dark else "rgb(255, 255, 255)"):
                found.append(f"{name}, {size}, {shade}: the page is {ground}")
            found += [f"{name}, {size}, {shade}: {fault}" for fault in page.evaluate(FAULTS)]
            if pictures:
                page.picture(os.path.join(pictures, f"{name}-{size}-{shade}.png"))
    # Paper: A4 without its margins.
    page.screen(718, 1000)
    page.call("Emulation.setEmulatedMedia", media="print", features=[])
    if page.overflow() > 0:
        found.append(f"{name}, print: {page.overflow()} px too wide")
    found += [f"{name}, print: {fault}" for fault in page.evaluate(FAULTS)]
    if pictures:
        page.picture(os.path.join(pictures, f"{name}-print.png"))
    sheet = page.call("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"]
    if not sheet:
        found.append(f"{name}: nothing is printed")
    return found


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("program", nargs="?", default=".build/debug/rendezvous")
    arguments.add_argument("--reports", nargs="*")
    arguments.add_argument("--pictures")
    given = arguments.parse_args()
    if not chromium.executable():
        print("skipped: there is no Chromium on this machine")
        return 0
    if given.pictures:
        os.makedirs(given.pictures, exist_ok=True)
    found = []
    with tempfile.TemporaryDirectory() as folder:
        reports = [pathlib.Path(file) for file in given.reports or []] or make(
            given.program, folder)
        page = chromium.Browser()
        try:
            for report in reports:
                found += look(page, report, given.pictures)
                print(f"{report.name}: looked at")
        finally:
            page.close()
    for fault in found:
        print("fault:", fault)
    print("faults:", len(found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
