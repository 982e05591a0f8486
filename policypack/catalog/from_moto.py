"""What a wheel of moto carries of AWS's answers by region, joined with what cfn-lint carries.

Moto is not installed: ``pip download --no-deps moto`` gives the wheel, whose data are read.
"""

from __future__ import annotations

import gzip
import json
import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from policypack.catalog import from_cfn_lint
from policypack.catalog.classes import EVERY_ENGINE, packed
from policypack.catalog.files import Json
from policypack.errors import CatalogError

_OFFERINGS = re.compile(r"moto/ec2/resources/instance_type_offerings/region/([a-z0-9-]{1,32})\.json\.gz")
_SERVICES = re.compile(r"moto/ssm/resources/services\.json\.gz")
_NAME = re.compile(r"moto-([0-9][0-9a-z.]{0,32})-")
_GET = "`pip download --no-deps moto` gives one"


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


def absent_services(wheel: Path, old: Mapping[str, Json], say: Callable[[str], None]) -> dict[str, Json]:
    """The section ``absent_services``: regions that both sources have and in which both lack the service.

    Which services are asked for, and by which names, the ``old`` section says. A service that a source no longer has
    at all has another name there now: it keeps its entry.
    """
    listed, seen = from_cfn_lint.regions_of_services(), _services(wheel)
    regions = set().union(*listed.values()) & set().union(*seen.values())
    entries: dict[str, Json] = {}
    for module, entry in _objects(old.get("services")).items():
        types, endpoints = listed.get(str(entry.get("cloudformation"))), seen.get(str(entry.get("ssm")))
        if not types or not endpoints:
            say(f"absent_services: {module} has no region in {'moto' if types else 'cfn-lint'}, its old entry stays")
            entries[module] = entry
        else:
            entries[module] = {**entry, "regions": sorted(regions - types - endpoints)}
    if not entries:
        raise CatalogError("absent_services: the old section names no service to ask for")
    return {
        **old,
        **_origin(wheel, " (schemas by region)", " (/aws/service/global-infrastructure)"),
        "method": "documentation",
        "services": entries,
    }


def _origin(wheel: Path, of_cfn_lint: str = "", of_moto: str = "") -> Mapping[str, Json]:
    cfn_lint = from_cfn_lint.origin()
    name = _NAME.match(wheel.name)
    moto = f"moto {name[1]}" if name else "moto"
    source = f"{cfn_lint['source']}{of_cfn_lint} and {moto}{of_moto}"
    return {**cfn_lint, "method": "cfn-lint and moto", "source": source}


def _offerings(wheel: Path) -> dict[str, set[str]]:
    """The instance types that EC2 offered in each region."""
    found = {place[1]: content for name, content in _files(wheel, _OFFERINGS) if (place := _OFFERINGS.fullmatch(name))}
    types = {
        region: {str(row["InstanceType"]) for row in rows if isinstance(row, Mapping) and "InstanceType" in row}
        for region, rows in found.items()
        if isinstance(rows, list)
    }
    if not types or not all(types.values()):
        raise CatalogError(f"{wheel}: has no instance types by region; {_GET}")
    return types


def _services(wheel: Path) -> dict[str, set[str]]:
    """The regions of each service, by its name in AWS's public list of services."""
    found: dict[str, set[str]] = {}
    for _, content in _files(wheel, _SERVICES):
        places = _objects(content)
        for step in ("aws", "service", "global-infrastructure", "services"):
            places = _objects(places.get(step))
        found = {name: set(_objects(entry.get("regions"))) for name, entry in places.items()}
    if not any(found.values()):
        raise CatalogError(f"{wheel}: has no services by region; {_GET}")
    return found


def _files(wheel: Path, named: re.Pattern[str]) -> Iterator[tuple[str, Json]]:
    """The contents of the compressed files of a wheel whose names fit."""
    try:
        with ZipFile(wheel) as files:
            for name in files.namelist():
                if named.fullmatch(name):
                    content: Json = json.loads(gzip.decompress(files.read(name)))
                    yield name, content
    except (OSError, BadZipFile, EOFError, zlib.error, ValueError) as error:
        raise CatalogError(f"{wheel}: is no wheel of moto ({error}); {_GET}") from error


def _objects(value: Json) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
