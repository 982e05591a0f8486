"""The table of what RDS takes is whole, and its arithmetic is AWS's."""

import json
from pathlib import Path

import pytest

from policypack.aws.rds import storage_limits as rds_storage_limits
from policypack.aws.rds.storage_limits import growth_problem, iops_problem, offer, size_problem, throughput_problem

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
    assert size_problem(gp3, 19, exists=False) == "it takes 20 to 65536 GiB"
    assert size_problem(gp3, 19, exists=True) is None
    assert iops_problem(gp3, 3000, 399, exists=False) == "below 400 GiB it takes none, and has 3000"
    assert iops_problem(gp3, 12000, None, exists=False) is None
    assert iops_problem(io1, 6000, 100, exists=False) == "on 100 GiB it takes 50 to 5000"
    assert throughput_problem(io1, 500, "io1", 100, 1000, exists=False) == "only gp3 takes one"
    assert throughput_problem(gp3, 4000, "gp3", 400, 12000, exists=False) == "12000 IOPS take 3000 MiB/s at most"
    assert growth_problem(io1, 2001, 1000) == "2001 GiB need 1000.5 IOPS at least"
