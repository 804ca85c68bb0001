"""Writes numerics.json: arguments and values to 40 digits, rounded to the nearest double."""

import json
import random

from mpmath import mp, mpf

mp.dps = 60
random.seed(20241122)


def wide(low, high, count):
    return [random.uniform(low, high) for _ in range(count)]


def table(function, arguments):
    rows = []
    for argument in arguments:
        values = argument if isinstance(argument, (list, tuple)) else [argument]
        rows.append([float(value) for value in values] + [float(function(*map(mpf, values)))])
    return rows


small = [10.0**-k for k in range(1, 17)] + [-(10.0**-k) for k in range(1, 17)]
powers = [(b, e) for b in [1e-3, 0.5, 0.9999, 1.0001, 1.5, 2.0, 10.0, 1e10] for e in [-20, -0.5, 0.3, 1, 7, 30.25]]
powers += [(random.uniform(0.01, 100), random.uniform(-100, 100)) for _ in range(80)]


def student(t, df):
    x = df / (df + t * t)
    tail = mp.betainc(df / 2, mpf(1) / 2, 0, x, regularized=True) / 2
    return tail if t < 0 else 1 - tail


def inverse_student(p, df):
    start = mp.sqrt(2) * mp.erfinv(2 * p - 1)
    return mp.findroot(lambda t: student(t, df) - p, (start, start * 1.2 + mpf("0.01")), tol=1e-45)


tables = {
    "exp": table(mp.exp, wide(-740, 709, 120) + wide(-1, 1, 60) + small + [0.0, -0.34657359027997264]),
    "log": table(mp.log, [10.0**e for e in wide(-307, 307, 120)] + wide(0.5, 2, 60) + [5e-324, 1.0]),
    "log1p": table(mp.log1p, small + wide(-0.99, 3, 80) + wide(3, 1e6, 20)),
    "expm1": table(mp.expm1, small + wide(-5, 5, 80) + wide(-30, 600, 40)),
    "pow": table(mp.power, powers),
    "sin": table(mp.sin, wide(-10, 10, 60) + wide(-1e5, 1e5, 60) + small),
    "cos": table(mp.cos, wide(-10, 10, 60) + wide(-1e5, 1e5, 60) + small),
    "logGamma": table(mp.loggamma, wide(0.01, 20, 60) + wide(20, 1e5, 60) + [0.5, 1.0, 2.0, 1e-5]),
    "lowerGamma": table(
        lambda a, x: mp.gammainc(a, 0, x, regularized=True),
        [(a, a * f) for a in [0.5, 1, 3.3, 20, 150, 1000] for f in [0.1, 0.5, 0.9, 1, 1.1, 1.5]],
    ),
    "upperGamma": table(
        lambda a, x: mp.gammainc(a, x, mp.inf, regularized=True),
        [(a, a * f) for a in [0.5, 1, 3.3, 20, 150, 1000] for f in [0.5, 0.9, 1, 1.1, 1.5, 2]],
    ),
    "beta": table(
        lambda x, a, b: mp.betainc(a, b, 0, x, regularized=True),
        [(x, a, b) for x in [0.01, 0.3, 0.5, 0.9] for a in [0.5, 2, 30] for b in [0.5, 4, 25]],
    ),
    "normalShare": table(mp.ncdf, wide(-8, 8, 60) + [-30.0, 0.0]),
    "normalQuantile": table(
        lambda p: mp.findroot(lambda z: mp.ncdf(z) - p, mp.sqrt(2) * mp.erfinv(2 * p - 1)),
        wide(0.001, 0.999, 60) + [1e-10, 1e-5, 0.975, 0.995, 1 - 1e-9],
    ),
    "studentQuantile": table(
        inverse_student,
        [(p, df) for p in [0.6, 0.9, 0.975, 0.995, 0.9995] for df in [1, 2, 3, 9, 9.7, 30, 120, 1000]],
    ),
}

with open(__file__.replace(".py", ".json"), "w") as file:
    file.write("{\n")
    file.write(",\n".join(f'"{name}": {json.dumps(rows)}' for name, rows in tables.items()))
    file.write("\n}\n")
