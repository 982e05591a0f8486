"""VPCs, route tables, gateways and NAT gateways: links, IDs known in an update, and what comes from elsewhere."""

import pytest

from policypack.aws.ec2.rules.launch_template_valid import RULE as TEMPLATES
from policypack.aws.vpc.rules.nat_gateway_valid import RULE as NAT
from policypack.aws.vpc.rules.vpc_references_same_vpc import RULE as SAME
from policypack.aws.vpc.rules.vpc_routing_valid import RULE as ROUTING
from policypack.testing import UNKNOWN, judge, judge_stack, resource, secret

GROUP = "aws:ec2/securityGroup:SecurityGroup"
SUBNET = "aws:ec2/subnet:Subnet"
VPC = "aws:ec2/vpc:Vpc"
here, there = resource(VPC, "here"), resource(VPC, "there")


def placed(type_, name, vpc=here, vpc_id=UNKNOWN, **options):
    return resource(type_, name, {"vpcId": vpc_id}, depends={"vpcId": [vpc]} if vpc else None, **options)


def instance(subnet, group):
    return resource(
        "aws:ec2/instance:Instance",
        "it",
        {"subnetId": UNKNOWN, "vpcSecurityGroupIds": [UNKNOWN]},
        depends={"subnetId": [subnet], "vpcSecurityGroupIds": [group]},
    )


@pytest.mark.parametrize(
    ("subnet", "group", "verdict"),
    [
        (placed(SUBNET, "s"), placed(GROUP, "g"), "fine"),
        (placed(SUBNET, "s"), placed(GROUP, "g", there), "violated: vpcSecurityGroupIds"),
        (placed(SUBNET, "s"), resource(GROUP, "g"), "violated: vpcSecurityGroupIds"),
        (placed(SUBNET, "s", None, "vpc-1"), placed(GROUP, "g", None, "vpc-1"), "fine"),
        (placed(SUBNET, "s", None, "vpc-1"), placed(GROUP, "g", None, "vpc-2"), "violated: vpcSecurityGroupIds"),
        (placed(SUBNET, "s", None, "vpc-1"), resource(GROUP, "g"), "fine"),
        (placed(SUBNET, "s"), placed(GROUP, "g", None, "vpc-1"), "undetermined: id"),
        (placed(SUBNET, "s"), placed(GROUP, "g", None, UNKNOWN), "undetermined: id, vpcId"),
    ],
)
def test_an_instance_between_its_subnet_and_its_group(subnet, group, verdict):
    assert str(judge_stack(SAME, here, there, subnet, group, instance(subnet, group))["it"]) == verdict


def test_ids_that_an_update_knows():
    made = resource(VPC, "here", outputs={"id": "vpc-1"})
    subnet = placed(SUBNET, "s", None, "vpc-1", outputs={"id": "subnet-1"})
    for vpc_id, verdict in (("vpc-1", "fine"), ("vpc-2", "violated: vpcSecurityGroupIds")):
        group = placed(GROUP, "g", None, vpc_id, outputs={"id": "sg-1"})
        it = resource("aws:ec2/instance:Instance", "it", {"subnetId": "subnet-1", "vpcSecurityGroupIds": ["sg-1"]})
        assert str(judge_stack(SAME, made, subnet, group, it)["it"]) == verdict


def test_a_group_without_a_vpc_stands_in_the_default_one():
    default = resource("aws:ec2/defaultVpc:DefaultVpc", "default")
    subnet, group = placed(SUBNET, "s", default), resource(GROUP, "g")
    assert str(judge_stack(SAME, default, subnet, group, instance(subnet, group))["it"]) == "fine"


def test_what_the_stack_does_not_make_is_not_asked():
    it = resource("aws:ec2/instance:Instance", "it", {"subnetId": "subnet-1", "vpcSecurityGroupIds": ["sg-1"]})
    assert str(judge_stack(SAME, here, it)["it"]) == "not applicable"


def test_a_vpc_reached_through_a_component_is_one_where_there_is_but_one():
    component = resource("network:index:Network", "network")
    inside = resource(VPC, "inside", parent=component)
    subnet, group = placed(SUBNET, "s", inside), placed(GROUP, "g", component)
    assert str(judge_stack(SAME, component, inside, subnet, group, instance(subnet, group))["it"]) == "fine"


def route(name, table, **inputs):
    return resource("aws:ec2/route:Route", name, {"routeTableId": UNKNOWN, **inputs}, depends={"routeTableId": [table]})


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"destinationCidrBlock": "10.1.0.0/16"}, "violated: destinationCidrBlock"),
        ({"destinationCidrBlock": "10.1.0.1/16"}, "violated: destinationCidrBlock"),
        ({"destinationCidrBlock": secret("10.1.0.0/16")}, "violated: destinationCidrBlock"),
        ({"destinationCidrBlock": "10.1.0.0/17"}, "fine"),
        ({"destinationIpv6CidrBlock": "::/0"}, "fine"),
        ({"destinationCidrBlock": UNKNOWN}, "undetermined: destinationCidrBlock"),
        ({"destinationCidrBlock": "everywhere"}, "fine"),
    ],
)
def test_a_second_route(inputs, verdict):
    table = placed("aws:ec2/routeTable:RouteTable", "t")
    first = route("a", table, destinationCidrBlock="10.1.0.0/16")
    assert str(judge_stack(ROUTING, here, table, first, route("b", table, **inputs))["b"]) == verdict


def test_an_internet_gateway_and_an_attachment_are_two():
    own = placed("aws:ec2/internetGateway:InternetGateway", "a")
    attachment = placed("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "b")
    found = judge_stack(ROUTING, here, own, attachment)
    assert {name for name, judged in found.items() if str(judged) == "violated: vpcId"} == {"b"}
    elsewhere = placed("aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "b", there)
    assert str(judge_stack(ROUTING, here, there, own, elsewhere)["b"]) == "fine"


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({}, "violated: allocationId"),
        ({"allocationId": UNKNOWN}, "fine"),
        ({"allocationId": "eipalloc-1"}, "fine"),
        ({"connectivityType": "public"}, "violated: allocationId"),
        ({"connectivityType": "private"}, "fine"),
        ({"connectivityType": "private", "allocationId": UNKNOWN}, "violated: allocationId"),
        ({"connectivityType": "private", "secondaryAllocationIds": []}, "fine"),
        ({"connectivityType": UNKNOWN}, "undetermined: connectivityType"),
        ({"connectivityType": secret("private"), "allocationId": "eipalloc-1"}, "violated: allocationId"),
        ({"availabilityMode": "regional"}, "fine"),
    ],
)
def test_addresses_of_a_nat_gateway(inputs, verdict):
    assert str(judge(NAT, **inputs)) == verdict


def test_two_nat_gateways_share_an_address_known_in_an_update():
    address = resource("aws:ec2/eip:Eip", "shared", outputs={"id": "eipalloc-1"})
    gateways = [resource("aws:ec2/natGateway:NatGateway", name, {"allocationId": "eipalloc-1"}) for name in "ab"]
    found = judge_stack(NAT, address, *gateways)
    assert [str(found[name]) for name in "ab"] == ["fine", "violated: allocationId"]


@pytest.mark.parametrize(
    ("inputs", "verdict"),
    [
        ({"name": "abc"}, "fine"),
        ({"name": "ab"}, "violated: name"),
        ({"name": "a" * 129}, "violated: name"),
        ({"userData": "ZWNobyBoZWxsbw=="}, "fine"),
        ({"userData": "ZWNobyBo\nZWxsbw==\n"}, "fine"),
        ({"userData": "echo hello"}, "fine"),
        ({"userData": "#cloud-config"}, "violated: userData"),
        ({"userData": secret("echo 'hello'")}, "violated: userData"),
        ({"userData": UNKNOWN}, "undetermined: userData"),
        ({"userData": ["a"]}, "undetermined: userData"),
        ({"networkInterfaces": [], "vpcSecurityGroupIds": ["sg-1"]}, "fine"),
        ({"networkInterfaces": [{}], "vpcSecurityGroupIds": [UNKNOWN]}, "violated: vpcSecurityGroupIds"),
        ({"networkInterfaces": [{}], "vpcSecurityGroupIds": []}, "fine"),
        ({"iamInstanceProfile": {"arn": UNKNOWN}}, "fine"),
        ({"iamInstanceProfile": {"arn": UNKNOWN, "name": ""}}, "fine"),
    ],
)
def test_launch_templates(inputs, verdict):
    judged = judge(TEMPLATES, **inputs)
    assert str(judged).replace("not applicable", "fine") == verdict
    assert "hello" not in " ".join(judged.messages)
