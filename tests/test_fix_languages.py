"""Names of properties as Pulumi's own SDKs write them."""

from __future__ import annotations

import pytest

from policypack.fix.languages import python_name


@pytest.mark.parametrize(
    ("name", "python"),
    [
        ("storageType", "storage_type"),
        ("ipv6CidrBlocks", "ipv6_cidr_blocks"),
        ("openXJsonSerDe", "open_x_json_ser_de"),
        ("enableResourceNameDnsARecord", "enable_resource_name_dns_a_record"),
        ("gopNumBFrames", "gop_num_b_frames"),
    ],
)
def test_a_property_is_named_as_the_sdk_for_python_names_it(name: str, python: str) -> None:
    assert python_name(name) == python
