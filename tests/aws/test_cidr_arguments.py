"""The table of CIDR arguments against the input types of the installed pulumi-aws."""

import re

import pytest

from policypack.aws.vpc.cidr_arguments import TYPES, cidr_arguments
from policypack.catalog.schema import Kind, all_tokens, input_schema
from tests.aws.test_zone_arguments import paths, plain

ARGUMENTS = cidr_arguments()
NO_BLOCK = re.compile("assignGenerated|networkborder|cidrListAliases|cidrCollectionId|cidrEndpoints", re.IGNORECASE)
NOT_LOOKED_UP = (
    "aws:chime/",
    "aws:directoryservice/",
    "aws:ec2/default",
    "aws:ec2/localGatewayRoute:",
    "aws:ec2/secondary",
    "aws:ec2/subnetCidrReservation:",
    "aws:ec2/trafficMirrorFilterRule:",
    "aws:ec2/vpcIpam",
    "aws:ec2/vpnConnection:",
    "aws:ec2transitgateway/",
    "aws:eks/cluster:",
    "aws:finspace/",
    "aws:fms/",
    "aws:globalaccelerator/",
    "aws:lightsail/",
    "aws:medialive/",
    "aws:networkmanager/",
    "aws:odb/",
    "aws:quicksight/",
    "aws:route53/",
    "aws:securityhub/",
    "aws:ses/",
    "aws:verifiedaccess/",
)
"""Types with arguments of which no source says what is rejected."""


@pytest.mark.parametrize("token", ARGUMENTS)
def test_each_argument_exists_and_is_a_text(token):
    found = dict(paths(input_schema(token)))
    for argument in ARGUMENTS[token]:
        assert found.get(plain(argument.path)) is Kind.STRING, argument.path
        assert argument.family in ("ipv4", "ipv6", "any")


def test_no_argument_of_the_sdk_is_missed():
    listed = {f"{token} {plain(argument.path)}" for token, arguments in ARGUMENTS.items() for argument in arguments}
    for token in all_tokens():
        for path, kind in paths(input_schema(token)):
            name = path.rpartition(".")[2]
            if kind is Kind.STRING and "cidr" in name.lower() and not NO_BLOCK.search(name):
                assert f"{token} {path}" in listed or token.startswith(NOT_LOOKED_UP)


@pytest.mark.parametrize("family", ["ipv4", "ipv6", "any"])
def test_the_example_of_a_fix_is_accepted(family):
    arguments = [one for found in ARGUMENTS.values() for one in found if one.family == family]
    assert arguments
    assert not [one for one in arguments if one.error_in(one.example)]


def test_the_rule_applies_to_the_types_of_the_table() -> None:
    assert set(TYPES) == set(cidr_arguments())
