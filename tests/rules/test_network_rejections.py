"""The rules of VPC resources that need other resources: what their examples do not show."""

from __future__ import annotations

from typing import Any

import pytest

from policypack.aws.ec2 import SUBNET, VPC, VPN_GATEWAY
from policypack.aws.iam import ROLE
from policypack.aws.s3 import BUCKET
from policypack.aws.vpc.rules import flow_log_valid, network_interface_valid, vpc_endpoint_valid, vpc_peering_valid
from policypack.aws.vpc.rules import transit_gateway_valid as transit
from policypack.aws.vpc.rules import vpn_connection_valid as vpn
from policypack.testing import UNKNOWN, judge_stack, resource


@pytest.mark.parametrize(
    ("block", "address", "expected"),
    [
        ("10.0.1.0/24", "10.0.1.4", "fine"),
        ("10.0.1.0/24", "10.0.1.254", "fine"),
        ("10.0.1.0/24", "10.0.1.3", "violated: privateIps[0]"),
        ("10.0.1.0/24", "10.0.1.255", "violated: privateIps[0]"),
        ("10.0.1.0/24", "10.0.2.4", "violated: privateIps[0]"),
        ("10.0.1.0/24", "no address", "fine"),
        ("10.0.1.0/24", UNKNOWN, "undetermined: privateIps[0]"),
        (UNKNOWN, "10.0.1.4", "undetermined: cidrBlock"),
    ],
)
def test_an_address_is_a_free_one_of_its_subnet(block: object, address: object, expected: str) -> None:
    subnet = resource(SUBNET[0], "subnet", {"cidrBlock": block})
    inputs = {"subnetId": UNKNOWN, "privateIps": [address]}
    interface = resource(network_interface_valid.INTERFACE[0], "eni", inputs, depends={"subnetId": [subnet]})
    assert str(judge_stack(network_interface_valid.RULE, subnet, interface)["eni"]) == expected


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"enableDnsHostnames": True}, "fine"),
        ({"enableDnsHostnames": True, "enableDnsSupport": False}, "violated: privateDnsEnabled"),
        ({}, "violated: privateDnsEnabled"),
        ({"enableDnsHostnames": UNKNOWN}, "undetermined: enableDnsHostnames"),
    ],
)
def test_private_dns_needs_both_settings_of_the_vpc(settings: dict[str, Any], expected: str) -> None:
    vpc = resource(VPC[0], "vpc", settings)
    inputs = {
        "vpcId": UNKNOWN,
        "serviceName": "com.amazonaws.us-east-1.sqs",
        "vpcEndpointType": "Interface",
        "privateDnsEnabled": True,
    }
    endpoint = resource(vpc_endpoint_valid.ENDPOINT[0], "endpoint", inputs, depends={"vpcId": [vpc]})
    config = {"aws:region": "us-east-1"}
    assert str(judge_stack(vpc_endpoint_valid.RULE, vpc, endpoint, config=config)["endpoint"]) == expected


@pytest.mark.parametrize(
    ("service", "region", "expected"),
    [
        ("com.amazonaws.eu-west-1.s3", "eu-west-1", "fine"),
        ("com.amazonaws.us-east-1.s3", "eu-west-1", "violated: serviceName"),
        ("com.amazonaws.s3-global.accesspoint", "eu-west-1", "fine"),
        ("com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", "eu-west-1", "fine"),
        ("aws.sagemaker.us-east-1.notebook", "eu-west-1", "fine"),
        ("com.amazonaws.us-east-1.s3", "", "fine"),
    ],
)
def test_a_service_of_aws_is_in_the_endpoints_region(service: str, region: str, expected: str) -> None:
    endpoint = resource(vpc_endpoint_valid.ENDPOINT[0], "it", {"vpcId": "vpc-1", "serviceName": service})
    config = {"aws:region": region} if region else {}
    assert str(judge_stack(vpc_endpoint_valid.RULE, endpoint, config=config)["it"]) == expected


def test_a_peering_that_exists_is_taken_to_be_active() -> None:
    peering = resource(vpc_peering_valid.PEERING[0], "peering", {"vpcId": "vpc-1"}, outputs={"id": "pcx-1"})
    inputs = {"vpcPeeringConnectionId": "pcx-1", "requester": {}}
    options = resource(vpc_peering_valid.OPTIONS[0], "options", inputs)
    assert str(judge_stack(vpc_peering_valid.RULE, peering, options)["options"]) == "fine"


@pytest.mark.parametrize(
    ("ours", "theirs", "expected"),
    [
        ({}, {"bgpAsn": "64512"}, "violated: customerGatewayId"),
        ({"amazonSideAsn": 65010}, {"bgpAsn": "65010"}, "violated: customerGatewayId"),
        ({"amazonSideAsn": "4200000000"}, {"bgpAsnExtended": "4200000000"}, "violated: customerGatewayId"),
        ({"amazonSideAsn": "65011"}, {"bgpAsn": "65010"}, "fine"),
        ({"amazonSideAsn": "65011"}, {}, "fine"),
        ({"amazonSideAsn": UNKNOWN}, {"bgpAsn": "65010"}, "undetermined: amazonSideAsn"),
    ],
)
def test_the_sides_of_a_vpn_have_different_asns(ours: dict[str, Any], theirs: dict[str, Any], expected: str) -> None:
    gateway = resource(VPN_GATEWAY[0], "ours", ours)
    customer = resource(vpn.CUSTOMER_GATEWAY[0], "theirs", theirs)
    connection = resource(
        vpn.CONNECTION[0],
        "vpn",
        {"vpnGatewayId": UNKNOWN, "customerGatewayId": UNKNOWN, "type": "ipsec.1"},
        depends={"vpnGatewayId": [gateway], "customerGatewayId": [customer]},
    )
    assert str(judge_stack(vpn.RULE, gateway, customer, connection)["vpn"]) == expected


@pytest.mark.parametrize(
    ("gateway", "attachment", "association", "expected"),
    [
        ({}, {}, {}, "violated: transitGatewayAttachmentId"),
        ({"defaultRouteTableAssociation": "disable"}, {}, {}, "fine"),
        ({}, {"transitGatewayDefaultRouteTableAssociation": False}, {}, "fine"),
        ({}, {}, {"replaceExistingAssociation": True}, "not applicable"),
        ({"defaultRouteTableAssociation": UNKNOWN}, {}, {}, "undetermined: defaultRouteTableAssociation"),
    ],
)
def test_an_attachment_has_one_route_table(
    gateway: dict[str, Any], attachment: dict[str, Any], association: dict[str, Any], expected: str
) -> None:
    hub = resource(transit.GATEWAY[0], "hub", gateway)
    attached = resource(
        transit.ATTACHMENT[0],
        "attached",
        {"transitGatewayId": UNKNOWN, "vpcId": "vpc-1", **attachment},
        depends={"transitGatewayId": [hub]},
    )
    associated = resource(
        transit.ASSOCIATION[0],
        "associated",
        {"transitGatewayAttachmentId": UNKNOWN, "transitGatewayRouteTableId": "tgw-rtb-1", **association},
        depends={"transitGatewayAttachmentId": [attached]},
    )
    assert str(judge_stack(transit.RULE, hub, attached, associated)["associated"]) == expected


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("s3", "violated: iamRoleArn"),
        ("kinesis-data-firehose", "fine"),
        (None, "violated: logDestinationType"),
        (UNKNOWN, "undetermined: logDestinationType"),
    ],
)
def test_a_flow_log_to_a_bucket_has_its_type_and_no_role(kind: object, expected: str) -> None:
    bucket, role = resource(BUCKET[0], "bucket"), resource(ROLE[0], "role")
    log = resource(
        flow_log_valid.FLOW_LOG[0],
        "log",
        {
            "vpcId": "vpc-1",
            "trafficType": "ALL",
            "logDestinationType": kind,
            "logDestination": UNKNOWN,
            "iamRoleArn": UNKNOWN,
        },
        depends={"logDestination": [bucket], "iamRoleArn": [role]},
    )
    assert str(judge_stack(flow_log_valid.RULE, bucket, role, log)["log"]) == expected
