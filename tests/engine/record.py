"""``python -m tests.engine.record PROGRAM_DIR OUT.json [--update]``: what the engine sends a pack for a program."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.engine.engine import Engine
from tests.engine.project import Config
from tests.engine.pulumi_cli import Unavailable, find_or_build_cli
from tests.engine.recorder import RECORD_TO, write_recording

RECORDER_PACK = Path(__file__).parent / "packs" / "recorder"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 0 with a recording written, 1 where the operation failed, 2 without an engine."""
    parser = argparse.ArgumentParser(prog="python -m tests.engine.record", description=__doc__)
    parser.add_argument("program", type=Path, help="the program's directory")
    parser.add_argument("out", type=Path, help="the recording to write")
    parser.add_argument("--update", action="store_true", help="record `pulumi up`, not `pulumi preview`")
    parser.add_argument("--stack", default="dev", help="the stack's name (dev)")
    parser.add_argument("--config", action="append", default=[], metavar="KEY=VALUE", help="a configuration value")
    chosen = parser.parse_args(arguments)
    cli = find_or_build_cli()
    if isinstance(cli, Unavailable):
        sys.stderr.write(f"{cli.reason}\n")
        return 2
    config: Config = dict(pair.split("=", 1) for pair in chosen.config)
    with tempfile.TemporaryDirectory() as directory:
        log = Path(directory) / "calls.jsonl"
        engine = Engine(cli, Path(directory) / "engine", stack=chosen.stack)
        operate, options = (engine.up, ["--skip-preview"]) if chosen.update else (engine.preview, [])
        environment = {RECORD_TO: str(log)}
        result = operate(chosen.program, pack=RECORDER_PACK, config=config, env=environment, options=options)
        if not result.succeeded:
            sys.stderr.write(f"{result}\n")
            return 1
        calls = write_recording(log.read_text(encoding="utf-8").splitlines(), chosen.out)
    sys.stdout.write(f"{chosen.out}: {calls} calls, {result.seconds:.1f} s\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
