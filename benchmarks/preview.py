"""Seconds that a pack adds to a preview under the real engine: python -m benchmarks.preview [--resources N] [--runs N]

Previews of the same program in turn, several times: without a pack, with a servicer that does nothing, with packs of
Pulumi's SDK that have 1 and 60 empty policies, with this pack. Prints the median of each, the medians of what each pack
adds to the preview of its own round, and how many times what the first one adds that is.
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
NO_PACK, FLOOR = "no pack", "does nothing"
MOST = 1.2
"""Times what the pack that does nothing adds."""
STOCK = """
from pulumi_policy import EnforcementLevel, PolicyPack, ResourceValidationPolicy

PolicyPack(
    "stock-{policies}",
    enforcement_level=EnforcementLevel.ADVISORY,
    policies=[
        ResourceValidationPolicy(name=f"empty-{{number}}", description="Nothing", validate=lambda args, report: None)
        for number in range({policies})
    ],
)
"""
"""A pack of Pulumi's own SDK."""
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
    print(f"{options.resources} resources, {options.runs} runs, medians in seconds (goal: adds {MOST} x the floor's)")
    added = {
        name: median(one - bare for one, bare in zip(times, seconds[NO_PACK], strict=True))
        for name, times in seconds.items()
    }
    for name, times in seconds.items():
        ratio = f"   {added[name] / max(added[FLOOR], 1e-3):5.2f} x the floor's" if name != NO_PACK else ""
        print(f"{name:<16} preview {median(times):6.2f}   adds {added[name]:5.2f}{ratio}")
    return 0


def measure(cli: Cli, program: str, runs: int) -> dict[str, list[float]]:
    """Seconds of each preview, by pack; the packs take turns, so that a slow moment of the machine hits all alike."""
    with TemporaryDirectory() as folder:
        engine = Engine(cli, Path(folder) / "engine", timeout_seconds=600)
        packs = {
            NO_PACK: None,
            FLOOR: ROOT / "benchmarks" / "nothing",
            "stock, 1": _stock_pack(Path(folder) / "stock-1", 1),
            "stock, 60": _stock_pack(Path(folder) / "stock-60", 60),
            "aws-guardrails": ROOT,
        }
        seconds: dict[str, list[float]] = {name: [] for name in packs}
        for _ in range(runs):
            for name, pack in packs.items():
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


def _stock_pack(folder: Path, policies: int) -> Path:
    folder.mkdir()
    settings = f"name: {folder.name}\nversion: 0.0.1\nruntime: {{name: python, options: {{virtualenv: .venv}}}}\n"
    (folder / "PulumiPolicy.yaml").write_text(settings, encoding="utf-8")
    (folder / "__main__.py").write_text(STOCK.format(policies=policies), encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main())
