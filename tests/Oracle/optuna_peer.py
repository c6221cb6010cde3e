"""Optuna on a table of schemes, in a process of its own: python3 optuna_peer.py TABLE.csv SECONDS.

For each sampler and storage it asks for trials until SECONDS are over and prints one line of JSON. A scheme that the
table lacks is answered by the row of the smallest Hamming distance, as by --missing nearest.
"""

import csv
import json
import os
import sys
import tempfile
import time

import numpy
import optuna


class Table:
    def __init__(self, path):
        with open(path) as file:
            rows = sorted((row["scheme"], float(row["accuracy"])) for row in csv.DictReader(line for line in file if not line.startswith("#")))
        self.blocks = len(rows[0][0])
        self.known = dict(rows)
        self.schemes = numpy.array([[c == "1" for c in scheme] for scheme, _ in rows])
        self.accuracies = [accuracy for _, accuracy in rows]

    def accuracy(self, bits):
        exact = self.known.get("".join(map(str, bits)))
        if exact is not None:
            return exact
        return self.accuracies[int((self.schemes != numpy.array(bits, dtype=bool)).sum(axis=1).argmin())]


def main():
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    table, seconds = Table(sys.argv[1]), float(sys.argv[2])

    def objective(trial):
        bits = [trial.suggest_categorical(f"block{block}", (0, 1)) for block in range(table.blocks)]
        return 2 * (1 - sum(bits) / table.blocks) + table.accuracy(bits)

    with tempfile.TemporaryDirectory() as folder:
        for storage in ("memory", "SQLite"):
            for name, sampler in (("random", optuna.samplers.RandomSampler), ("TPE", optuna.samplers.TPESampler)):
                url = None if storage == "memory" else f"sqlite:///{os.path.join(folder, name)}.db"
                study = optuna.create_study(sampler=sampler(seed=1), storage=url, direction="maximize")
                started = time.perf_counter()
                study.optimize(objective, timeout=seconds)
                taken = time.perf_counter() - started
                trials = len(study.trials)
                stored = 0 if url is None else os.path.getsize(url.removeprefix("sqlite:///"))
                print(json.dumps({"sampler": name, "storage": storage, "trials": trials, "seconds": taken, "bytes": stored, "version": optuna.__version__}), flush=True)


main()
