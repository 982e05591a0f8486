"""What an installed moto carries of AWS's answers by region, joined with what cfn-lint carries.

Moto is not imported: its files are read.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from policypack.catalog import from_cfn_lint
from policypack.catalog.classes import EVERY_ENGINE, packed
from policypack.catalog.files import Json
from policypack.errors import CatalogueError

_OFFERINGS = "ec2/resources/instance_type_offerings/region"


def instance_types(settled: Json) -> dict[str, Json]:
    """The section ``ec2_instance_types``: a region has what either source says that it has, or what RDS runs there.
    ``settled`` are the families that AWS brings to no further region, which no source tells."""
    seen = {
        file.name.partition(".")[0]: _offerings(file) for file in sorted((_folder() / _OFFERINGS).glob("*.json.gz"))
    }
    listed = from_cfn_lint.instance_types()
    regions = {region: seen.get(region, set()) | listed.get(region, set()) for region in {*seen, *listed}}
    every = set[str]().union(*regions.values())
    for region, types in from_cfn_lint.types_of_databases().items():
        regions.setdefault(region, set()).update(types & every)
    return {
        **_origin(),
        "settled": settled,
        "two_sources": sorted({*seen} & {*listed}),
        **packed({region: {EVERY_ENGINE: types} for region, types in regions.items()}),
    }


def _origin() -> Mapping[str, Json]:
    cfn_lint = from_cfn_lint.origin()
    return {**cfn_lint, "method": "cfn-lint and moto", "source": f"{cfn_lint['source']} and moto {_version()}"}


def _offerings(file: Path) -> set[str]:
    return {str(row["InstanceType"]) for row in json.loads(gzip.decompress(file.read_bytes()))}


def _folder() -> Path:
    found = find_spec("moto")
    if found is None or found.origin is None:
        raise CatalogueError("moto is not installed; install requirements/catalog.txt, then try again")
    return Path(found.origin).parent


def _version() -> str:
    try:
        return version("moto")
    except PackageNotFoundError:
        raise CatalogueError("moto is not installed; install requirements/catalog.txt, then try again") from None
