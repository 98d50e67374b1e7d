"""Runs every ``bench_*`` module of this folder, or those named on the command line."""

import importlib
import pkgutil
import sys
from pathlib import Path


def main() -> None:
    """Each module has a ``main`` that prints its figures."""
    for module in pkgutil.iter_modules([str(Path(__file__).parent)]):
        wanted = sys.argv[1:] or [module.name]
        if module.name.startswith("bench_") and any(name in module.name for name in wanted):
            print(f"== {module.name}")
            importlib.import_module(f"tests.benchmarks.{module.name}").main()


if __name__ == "__main__":
    main()
