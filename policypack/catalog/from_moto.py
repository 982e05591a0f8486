"""What a wheel of moto carries of AWS's answers by region, joined with what cfn-lint carries.

Moto is not installed: ``pip download --no-deps moto`` gives the wheel, whose data are read.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from policypack.catalog import from_cfn_lint
from policypack.catalog.classes import EVERY_ENGINE, packed
from policypack.catalog.files import Json
from policypack.errors import CatalogError

_OFFERINGS = re.compile(r"moto/ec2/resources/instance_type_offerings/region/([a-z0-9-]{1,32})\.json\.gz")
_NAME = re.compile(r"moto-([0-9][0-9a-z.]{0,32})-")


def instance_types(wheel: Path, old: Mapping[str, Json]) -> dict[str, Json]:
    """The section ``ec2_instance_types``: a region has what either source says that it has, or what RDS runs there.

    Of the ``old`` section stays what no source tells: the families that AWS brings to no further region.
    """
    seen = _offerings(wheel)
    listed = from_cfn_lint.instance_types()
    regions = {region: seen.get(region, set()) | listed.get(region, set()) for region in {*seen, *listed}}
    every = set[str]().union(*regions.values())
    for region, types in from_cfn_lint.types_of_databases().items():
        regions.setdefault(region, set()).update(types & every)
    return {
        **{key: old[key] for key in ("about", "settled") if key in old},
        **_origin(wheel),
        "two_sources": sorted({*seen} & {*listed}),
        **packed({region: {EVERY_ENGINE: types} for region, types in regions.items()}),
    }


def _origin(wheel: Path) -> Mapping[str, Json]:
    cfn_lint = from_cfn_lint.origin()
    name = _NAME.match(wheel.name)
    moto = f"moto {name[1]}" if name else "moto"
    return {**cfn_lint, "method": "cfn-lint and moto", "source": f"{cfn_lint['source']} and {moto}"}


def _offerings(wheel: Path) -> dict[str, set[str]]:
    """The instance types that EC2 offered in each region."""
    try:
        with ZipFile(wheel) as files:
            found = {
                place[1]: files.read(place[0]) for name in files.namelist() if (place := _OFFERINGS.fullmatch(name))
            }
    except (OSError, BadZipFile) as error:
        raise CatalogError(f"{wheel}: is no wheel ({error}); `pip download --no-deps moto` gives one") from error
    if not found:
        raise CatalogError(f"{wheel}: has no instance types by region; `pip download --no-deps moto` gives a wheel")
    return {
        region: {str(row["InstanceType"]) for row in json.loads(gzip.decompress(content))}
        for region, content in found.items()
    }
