"""The table of what RDS offers is whole, and its arithmetic is AWS's."""

import json
from pathlib import Path

import pytest

from policypack.aws.rds import storage_limits as rds_storage_limits
from policypack.aws.rds.storage_limits import (
    fixed_iops_error,
    growth_error,
    iops_error,
    iops_for_size_error,
    offer,
    size_error,
    throughput_error,
    throughput_type_error,
)

FILE = Path(rds_storage_limits.__file__).parent / "data" / "rds_storage_limits.json"
TABLE = json.loads(FILE.read_text(encoding="utf-8"))
ENGINES = [(engine, kind == "clusters") for kind in ("engines", "clusters") for engine in TABLE[kind]]


@pytest.mark.parametrize(("engine", "cluster"), ENGINES)
def test_each_engine_has_a_default_among_its_types(engine, cluster):
    found = offer(engine, cluster=cluster)
    assert found is not None
    assert found.default in found.types


def test_every_row_has_bounds_in_order():
    rows = [row for group in TABLE["groups"].values() for row in group["types"].values()]
    bounds = [row[key] for row in rows for key in ("size", "iops", "throughput", "iops_per_100_gib") if key in row]
    assert bounds
    assert all(least <= most for least, most in bounds)


def test_the_table_says_where_it_is_from():
    assert TABLE["as_of"] >= "2026-11-01"
    assert "docs.aws.amazon.com" in TABLE["source"]


def test_an_engine_that_the_table_lacks():
    assert offer("aurora-mysql", cluster=False) is None
    assert offer("mariadb", cluster=True) is None


def limits(engine, kind):
    found = offer(engine, cluster=False)
    assert found is not None
    return found.types[kind]


def test_what_aws_says():
    gp3, io1 = limits("postgres", "gp3"), limits("postgres", "io1")
    assert size_error(gp3, 19, exists=False) == "RDS requires 20 to 65536 GiB"
    assert size_error(gp3, 19, exists=True) is None
    assert fixed_iops_error(gp3, 3000, 399, exists=False) == "below 400 GiB it is fixed at 3000"
    assert fixed_iops_error(gp3, 3000, 399, exists=True) is None
    assert iops_error(gp3, 3000, 399, exists=False) is None
    assert iops_error(gp3, 12000, None, exists=False) is None
    assert iops_error(io1, 999, 100, exists=False) == "RDS requires 1000 to 256000"
    assert iops_for_size_error(io1, 6000, 100) == "100 GiB require 50 to 5000"
    assert throughput_type_error(io1, 500, "io1") == "only gp3 has a throughput"
    assert throughput_error(gp3, 4000, "gp3", 400, 12000) == "12000 IOPS allow at most 3000 MiB/s"
    assert growth_error(io1, 2001, 1000) == "2001 GiB require at least 1000.5 IOPS"
