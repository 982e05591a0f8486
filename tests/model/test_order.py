"""What the engine makes before what: any path orders, and nothing else does."""

from policypack.check import Stack
from policypack.model.stack import STACK_TYPE
from policypack.testing import resource

COMPONENT = "acme:network:Network"
VPC = "aws:ec2/vpc:Vpc"
GATEWAY = "aws:ec2/internetGateway:InternetGateway"
NAT = "aws:ec2/natGateway:NatGateway"


def ordered(later, earlier, *others):
    stack = Stack((later, earlier, *others))
    follows = stack.comes_after(later, earlier)
    assert (later.urn in stack.made_after(earlier)) is follows
    return follows


def test_nothing_said_orders_nothing():
    gateway, nat = resource(GATEWAY, "g"), resource(NAT, "n")
    assert not ordered(nat, gateway)
    assert not ordered(gateway, nat)


def test_depends_on_and_properties_order():
    gateway = resource(GATEWAY, "g")
    assert ordered(resource(NAT, "n", depends_on=[gateway]), gateway)
    assert ordered(resource(NAT, "n", depends={"subnetId": [gateway]}), gateway)
    assert not ordered(gateway, resource(NAT, "n", depends_on=[gateway]))


def test_a_path_through_others_orders():
    gateway = resource(GATEWAY, "g")
    route = resource("aws:ec2/route:Route", "r", depends={"gatewayId": [gateway]})
    association = resource("aws:ec2/routeTableAssociation:RouteTableAssociation", "a", depends_on=[route])
    assert ordered(resource(NAT, "n", depends_on=[association]), gateway, route, association)


def test_a_resource_comes_after_its_parent():
    vpc = resource(VPC, "v")
    assert ordered(resource(GATEWAY, "g", parent=vpc), vpc)


def test_children_of_one_component_are_not_ordered():
    network = resource(COMPONENT, "net")
    gateway, nat = resource(GATEWAY, "g", parent=network), resource(NAT, "n", parent=network)
    assert not ordered(nat, gateway, network)


def test_a_dependency_on_a_component_is_one_on_everything_in_it():
    network = resource(COMPONENT, "net")
    inner = resource("acme:network:Public", "public", parent=network)
    gateway = resource(GATEWAY, "g", parent=inner)
    assert ordered(resource(NAT, "n", depends_on=[network]), gateway, network, inner)
    assert ordered(resource(NAT, "n", depends={"subnetId": [network]}), gateway, network, inner)


def test_a_dependency_on_a_custom_resource_is_not_one_on_its_children():
    vpc = resource(VPC, "v")
    gateway = resource(GATEWAY, "g", parent=vpc)
    assert not ordered(resource(NAT, "n", depends_on=[vpc]), gateway, vpc)


def test_a_child_waits_for_what_its_component_depends_on():
    gateway = resource(GATEWAY, "g")
    compute = resource("acme:compute:Compute", "c", depends_on=[gateway])
    assert ordered(resource(NAT, "n", parent=compute), gateway, compute)


def test_a_sibling_dependency_of_the_component_reaches_its_children():
    network = resource(COMPONENT, "net")
    gateway = resource(GATEWAY, "g", parent=network)
    compute = resource("acme:compute:Compute", "c", depends_on=[network])
    assert ordered(resource(NAT, "n", parent=compute), gateway, network, compute)


def test_the_stack_is_everybodys_parent_and_orders_nobody():
    root = resource(STACK_TYPE, "test-dev")
    gateway, nat = resource(GATEWAY, "g", parent=root), resource(NAT, "n", parent=root, depends_on=[root])
    assert not ordered(nat, gateway, root)


def test_dependencies_that_are_not_in_the_stack_and_circles_end():
    gateway = resource(GATEWAY, "g")
    lost = resource(NAT, "n", depends_on=["urn:pulumi:dev::test::aws:ec2/vpc:Vpc::gone"])
    assert not ordered(lost, gateway)
    first = resource(VPC, "a", depends_on=[f"urn:pulumi:dev::test::{VPC}::b"])
    second = resource(VPC, "b", depends_on=[first])
    assert not ordered(first, gateway, second)
    assert not Stack((first, second)).comes_after(first, first)


def test_components_are_told_by_their_provider_and_their_token():
    assert resource(COMPONENT, "net").is_component
    assert not resource(VPC, "v").is_component
    assert not resource("command:local:Command", "c", provider={"version": "1.0.0"}).is_component
    assert not resource(STACK_TYPE, "test-dev").is_component


def test_what_the_stack_exports_orders_nothing():
    exports = {"address": ["urn:pulumi:dev::test::aws:x/y:Y::exported"]}
    root = resource("pulumi:pulumi:Stack", "shop-dev", depends=exports)
    exported = resource("aws:x/y:Y", "exported", parent=root)
    other = resource("aws:x/y:Y", "other", parent=root)
    assert not Stack([root, exported, other]).comes_after(other, exported)
