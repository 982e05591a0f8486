"""All benchmarks, one after the other: python -m benchmarks [--rounds N] [--resources N] [--brief]

    1. linear    AnalyzeStack of a mixed stack at 1,000, 10,000 and 50,000 resources, and each worst case twice as large
    2. start     beside a pack that does nothing
    3. analyze   the same, a resource
    4. preview   what a preview under the CLI takes longer, at 1,000 and 5,000 resources
    5. offline   the preview without the CLI, beside the program alone

Ratios of one run can be compared; seconds depend on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys

from benchmarks import fleet, offline, packs, preview, scale
from benchmarks.stacks import CASES


def main() -> int:
    """Print the machine and each table; 1 where one of them could not be made."""
    parser = argparse.ArgumentParser(
        prog="bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=5, help="how often each pack is measured")
    parser.add_argument("--resources", type=int, default=1000, help="how many resources the stack has")
    parser.add_argument("--brief", action="store_true", help="no worst cases, and no stack of more than 10,000")
    if sys.argv[1:2] == ["audit"]:
        return fleet.main(sys.argv[2:])
    options = parser.parse_args()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"Python {platform.python_version()}, {platform.platform()}, {os.cpu_count()} cores, load {load}\n")
    print("1. linear (goals: 10,000 mixed in 3 CPU seconds, 11 x that of 1,000; worst cases 2 s; 20 KB a resource)")
    done = scale.main([f"mixed={size * options.resources}" for size in ((1, 10) if options.brief else (1, 10, 50))])
    if not options.brief:
        done |= scale.main([*(case for case in CASES if case != "mixed"), "--double"])
    print("\n2. start, 3. analyze")
    done |= packs.main(["--rounds", str(options.rounds), "--resources", str(options.resources)])
    print("\n4. preview")
    for size in (1,) if options.brief else (1, 5):
        done |= preview.main(["--runs", str(options.rounds), "--resources", str(size * options.resources)])
    print("\n5. offline")
    return done | offline.main(["--rounds", str(options.rounds)])


if __name__ == "__main__":
    sys.exit(main())
