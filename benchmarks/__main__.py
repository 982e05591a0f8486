"""All benchmarks, one after the other: python -m benchmarks [--rounds N] [--resources N]

What a pack costs beside one that does nothing, how cost grows with the stack, and what a preview under the CLI takes
longer. Ratios of one run can be compared; seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys

from benchmarks import packs, preview, scale


def main() -> int:
    """Print the machine and each table; 1 where one of them could not be made."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each pack is measured")
    parser.add_argument("--resources", type=int, default=1000, help="how many resources the stack has")
    options = parser.parse_args()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, load {load}\n")
    amounts = ["--resources", str(options.resources)]
    done = packs.main(["--rounds", str(options.rounds), *amounts])
    print()
    done |= scale.main([f"mixed={options.resources}", f"mixed={10 * options.resources}"])
    print()
    return done | preview.main(["--runs", str(options.rounds), *amounts])


if __name__ == "__main__":
    sys.exit(main())
