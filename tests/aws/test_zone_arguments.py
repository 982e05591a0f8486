"""The table of zone arguments against the input types of the installed pulumi-aws."""

import re
from collections.abc import Iterator

from policypack.aws.ec2.zone_arguments import ZONE_ARGUMENTS
from policypack.catalog.schema import Kind, all_tokens, input_schema

NOT_ZONES_OF_THE_REGION = {
    "aws:autoscaling/group:Group availabilityZoneDistribution": "how instances spread",
    "aws:directoryservice/directory:Directory connectSettings.availabilityZones": "AWS answers with it",
    "aws:directoryservice/directory:Directory vpcSettings.availabilityZones": "AWS answers with it",
    "aws:ec2/fleet:Fleet onDemandOptions.singleAvailabilityZone": "a truth value",
    "aws:ec2/fleet:Fleet spotOptions.singleAvailabilityZone": "a truth value",
    "aws:ec2/natGateway:NatGateway availabilityZoneAddresses": "a block",
    "aws:ecs/service:Service availabilityZoneRebalancing": "how tasks spread",
    "aws:efs/replicationConfiguration:ReplicationConfiguration destination.availabilityZoneName": "another region's",
    "aws:elasticsearch/domain:Domain clusterConfig.zoneAwarenessConfig.availabilityZoneCount": "a number",
    "aws:elasticsearch/domain:Domain vpcOptions.availabilityZones": "AWS answers with it",
    "aws:elasticsearch/vpcEndpoint:VpcEndpoint vpcOptions.availabilityZones": "AWS answers with it",
    "aws:medialive/channel:Channel vpc.availabilityZones": "AWS answers with it",
    "aws:networkfirewall/firewall:Firewall availabilityZoneChangeProtection": "a truth value",
    "aws:networkfirewall/firewall:Firewall availabilityZoneMappings": "a block",
    "aws:opensearch/domain:Domain clusterConfig.zoneAwarenessConfig.availabilityZoneCount": "a number",
    "aws:opensearch/domain:Domain vpcOptions.availabilityZones": "AWS answers with it",
    "aws:opensearch/vpcEndpoint:VpcEndpoint vpcOptions.availabilityZones": "AWS answers with it",
    "aws:rds/snapshotCopy:SnapshotCopy targetCustomAvailabilityZone": "a zone outside of AWS",
    "aws:redshift/cluster:Cluster availabilityZoneRelocationEnabled": "a truth value",
}


def plain(path: str) -> str:
    """The path without the marks of lists, as :func:`paths` gives it."""
    return path.replace("[]", "")


def paths(properties, prefix="", seen=frozenset()) -> Iterator[tuple[str, Kind]]:
    for name, property_type in properties.items():
        inner = property_type
        while inner.kind in (Kind.LIST, Kind.MAP) and inner.element is not None:
            inner = inner.element
        yield prefix + name, inner.kind
        if inner.source and inner.source not in seen:
            yield from paths(inner.fields, f"{prefix}{name}.", seen | {inner.source})


def test_each_argument_exists_and_is_a_text():
    for token, arguments in ZONE_ARGUMENTS.items():
        found = dict(paths(input_schema(token)))
        for argument in arguments:
            assert found.get(plain(argument)) is Kind.STRING, f"{token} {argument}"


def test_no_argument_of_the_sdk_is_missed():
    names = re.compile(r"(^|\.)[^.]*(availabilityZone|AvailabilityZone)[^.]*$|Azs$")
    listed = {f"{token} {plain(argument)}" for token, arguments in ZONE_ARGUMENTS.items() for argument in arguments}
    for token in all_tokens():
        for path, _ in paths(input_schema(token)):
            if names.search(path):
                assert f"{token} {path}" in listed | set(NOT_ZONES_OF_THE_REGION)
