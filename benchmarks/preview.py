"""Seconds that a pack adds to a preview under the real engine: python -m benchmarks.preview [--resources N] [--runs N]

Three previews of the same program in turn, several times: without a pack, with a servicer that does nothing, with this
pack. Prints the median of each, and the medians of what each pack adds to the preview of its own round.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.engine.engine import Engine
from tests.engine.pulumi_cli import Cli, find_or_build_cli

ROOT = Path(__file__).parents[1]
PACKS = {"no pack": None, "does nothing": ROOT / "benchmarks" / "nothing", "aws-guardrails": ROOT}
PROGRAM = """
    import pulumi_aws as aws

    key = aws.kms.Key("key")
    for number in range({groups}):
        name = f"data-{{number}}"
        bucket = aws.s3.Bucket(name, tags={{"team": "web"}})
        aws.s3.BucketVersioning(name, bucket=bucket.id, versioning_configuration={{"status": "Enabled"}})
        aws.s3.BucketServerSideEncryptionConfiguration(name, bucket=bucket.id, rules=[
            {{"apply_server_side_encryption_by_default": {{"sse_algorithm": "aws:kms",
                                                          "kms_master_key_id": key.arn}}}}])
        aws.s3.BucketPublicAccessBlock(name, bucket=bucket.id, block_public_acls=True, block_public_policy=True,
                                       ignore_public_acls=True, restrict_public_buckets=True)
        aws.rds.Instance(name, engine="postgres", engine_version="15.19", instance_class="db.m6g.large", username="app",
                         manage_master_user_password=True, allocated_storage=100, storage_type="gp3",
                         backup_retention_period=7, backup_window="02:00-03:00",
                         maintenance_window="sun:04:00-sun:05:00", tags={{"team": "web"}},
                         enabled_cloudwatch_logs_exports=["postgresql", "upgrade"])
"""
_PER_GROUP = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table; 1 where there is no engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--resources", type=int, default=1000)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args(arguments)
    cli = find_or_build_cli()
    if not isinstance(cli, Cli):
        print(cli.reason, file=sys.stderr)
        return 1
    seconds = measure(cli, PROGRAM.format(groups=options.resources // _PER_GROUP), options.runs)
    print(f"{options.resources} resources, {options.runs} runs, medians in seconds")
    for name, times in seconds.items():
        added = median(one - bare for one, bare in zip(times, seconds["no pack"], strict=True))
        print(f"{name:<16} preview {median(times):6.2f}   adds {added:5.2f}")
    return 0


def measure(cli: Cli, program: str, runs: int) -> dict[str, list[float]]:
    """Seconds of each preview, by pack; the packs take turns, so that a slow moment of the machine hits all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in PACKS}
    with TemporaryDirectory() as folder:
        engine = Engine(cli, Path(folder), timeout_seconds=600)
        for _ in range(runs):
            for name, pack in PACKS.items():
                result = engine.preview(
                    program,
                    pack=pack,
                    config={"aws:region": "us-east-1"},
                    policy_config={"all": "advisory"} if pack is not None else None,
                )
                if not result.succeeded:
                    raise RuntimeError(str(result))
                seconds[name].append(result.seconds)
    return seconds


if __name__ == "__main__":
    sys.exit(main())
