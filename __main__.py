"""Starts the policy pack: the Pulumi engine runs this folder."""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent

if __name__ == "__main__":
    # The engine runs this file by path, so the package beside it is not importable yet.
    sys.path.insert(0, str(FOLDER))
    from policypack import serve

    serve(FOLDER)
