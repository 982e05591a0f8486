"""One meaning of a link: equal values, exact dependencies, and a maybe where neither decides."""

import pytest

from policypack.check import UNKNOWN, Stack
from policypack.testing import resource

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
COMPONENT = "acme:storage:Bucket"


def linked(*resources, to, by="bucket", type_=VERSIONING):
    return Stack(resources).linked((type_,), to=to, by=by, names=("bucket",)).exists().truth


logs = resource(BUCKET, "logs", {"bucket": "logs-1234567"})
assets = resource(BUCKET, "assets", {"bucket": "assets-1234567"})


def test_a_dependency_on_exactly_that_resource():
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [logs]})
    assert linked(logs, assets, versioning, to=logs) is True
    assert linked(logs, assets, versioning, to=assets) is False


def test_an_equal_literal_has_no_dependency():
    versioning = resource(VERSIONING, "v", {"bucket": "logs-1234567"})
    assert linked(logs, versioning, to=logs) is True
    assert linked(assets, versioning, to=assets) is False


def test_a_literal_and_a_bucket_whose_name_is_not_known_yet():
    bucket = resource(BUCKET, "b", {"bucket": UNKNOWN})
    versioning = resource(VERSIONING, "v", {"bucket": "logs"})
    assert linked(bucket, versioning, to=bucket) is None


def test_values_known_in_an_update():
    made = resource(BUCKET, "made", {"bucket": "made"}, outputs={"id": "made", "arn": "arn:aws:s3:::made"})
    for name in ("made", "arn:aws:s3:::made"):
        assert linked(made, resource(VERSIONING, "v", {"bucket": name}), to=made) is True


def test_an_unknown_value_that_comes_from_nowhere_may_be_anything():
    assert linked(logs, resource(VERSIONING, "v", {"bucket": UNKNOWN}), to=logs) is None


def test_several_dependencies_of_the_same_type_are_a_maybe():
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [logs, assets]})
    assert linked(logs, assets, versioning, to=logs) is None


def test_several_dependencies_of_which_one_is_of_the_type():
    password = resource("random:index/randomPassword:RandomPassword", "p")
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [password, logs]})
    assert linked(logs, password, versioning, to=logs) is True


def test_a_name_that_comes_through_another_resource_of_the_bucket():
    acl = resource("aws:s3/bucketAcl:BucketAcl", "acl", {"bucket": UNKNOWN}, depends={"bucket": [logs]})
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [acl]})
    assert linked(logs, assets, acl, versioning, to=logs) is True
    assert linked(logs, assets, acl, versioning, to=assets) is False


def test_a_dependency_on_a_component_that_holds_the_bucket_is_a_maybe():
    component = resource(COMPONENT, "c")
    inside = resource(BUCKET, "inside", {"bucket": "inside-1234567"}, parent=component)
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [component]})
    assert linked(component, inside, versioning, to=inside) is None
    assert linked(component, inside, logs, versioning, to=logs) is False


SUFFIX = resource("random:index/randomId:RandomId", "suffix")
OLD = resource("aws:cloudformation/stack:Stack", "old")


@pytest.mark.parametrize(
    "source",
    [
        OLD,
        resource("pulumi:pulumi:StackReference", "platform"),
        resource("aws:ssm/parameter:Parameter", "name", {"value": "logs"}),
        resource("command:local:Command", "name"),
        resource(COMPONENT, "names"),
        resource("aws:s3/bucketAcl:BucketAcl", "acl", {"bucket": UNKNOWN}, depends={"bucket": [OLD]}),
        resource("random:index/randomInteger:RandomInteger", "number"),
    ],
    ids=lambda source: source.short_type,
)
def test_a_text_that_may_be_anything_may_name_any_bucket(source):
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [source]})
    assert linked(logs, assets, OLD, source, versioning, to=logs) is None


def test_a_random_text_is_no_name_that_is_known_before_it_is_drawn():
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [SUFFIX]})
    assert linked(logs, SUFFIX, versioning, to=logs) is False
    same = resource(BUCKET, "same", {"bucket": UNKNOWN}, depends={"bucket": [SUFFIX]})
    other = resource(BUCKET, "other", {"bucket": UNKNOWN}, depends={"bucket": [OLD]})
    assert linked(logs, SUFFIX, same, versioning, to=same) is None
    assert linked(logs, SUFFIX, OLD, other, versioning, to=other) is None


def test_two_texts_that_are_made_of_the_same():
    main = resource(BUCKET, "main", {"bucket": "main-1234567"})
    copy = resource(BUCKET, "copy", {"bucket": UNKNOWN}, depends={"bucket": [main]})
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [main]})
    assert linked(main, copy, versioning, to=copy) is None
    assert linked(main, assets, versioning, to=assets) is False


def test_beside_another_bucket_a_suffix_is_a_part_of_its_name():
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [assets, SUFFIX]})
    assert linked(logs, assets, SUFFIX, versioning, to=logs) is False


def test_outputs_of_other_kinds_are_no_names():
    role = resource("aws:iam/role:Role", "role")
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [role]})
    assert linked(logs, role, versioning, to=logs) is False
    named = resource(BUCKET, "named", {"bucket": UNKNOWN}, depends={"bucket": [role]})
    assert linked(named, role, versioning, to=named) is None


def test_a_password_is_no_name():
    password = resource("random:index/randomPassword:RandomPassword", "p")
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [password]})
    assert linked(logs, password, versioning, to=logs) is False


def test_references_that_lead_to_each_other_end():
    acl = resource("aws:s3/bucketAcl:BucketAcl", "acl", {"bucket": UNKNOWN})
    policy = resource("aws:s3/bucketPolicy:BucketPolicy", "p", {"bucket": UNKNOWN}, depends={"bucket": [acl]})
    acl = resource("aws:s3/bucketAcl:BucketAcl", "acl", {"bucket": UNKNOWN}, depends={"bucket": [policy]})
    versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [acl]})
    assert linked(logs, acl, policy, versioning, to=logs) is False


def test_another_stack_knows_no_id_of_what_this_one_makes():
    vpc, network = resource("aws:ec2/vpc:Vpc", "vpc"), resource("pulumi:pulumi:StackReference", "network")
    subnet = resource("aws:ec2/subnet:Subnet", "s", {"vpcId": UNKNOWN}, depends={"vpcId": [network]})
    assert Stack([vpc, network, subnet]).linked((subnet.type,), to=vpc, by="vpcId").exists().truth is False


@pytest.mark.parametrize("ids", [UNKNOWN, [UNKNOWN, UNKNOWN]])
def test_a_list_names_each_of_its_dependencies(ids):
    a, b = resource("aws:ec2/subnet:Subnet", "a"), resource("aws:ec2/subnet:Subnet", "b")
    group = resource("aws:rds/subnetGroup:SubnetGroup", "g", {"subnetIds": ids}, depends={"subnetIds": [a, b]})
    found = Stack([a, b, group]).referred(group, "subnetIds", ("aws:ec2/subnet:Subnet",))
    assert [one.name for one in found.certain()] == ["a", "b"]
    other = resource("aws:ec2/subnet:Subnet", "other")
    assert (
        list(Stack([a, b, other, group]).linked(("aws:rds/subnetGroup:SubnetGroup",), to=other, by="subnetIds")) == []
    )


def test_a_dependency_on_what_the_stack_lacks_is_a_maybe_unless_it_is_of_the_same_type():
    for token, truth in ((BUCKET, False), ("acme:storage:Bucket", None), ("aws:s3/bucketAcl:BucketAcl", None)):
        versioning = resource(VERSIONING, "v", {"bucket": UNKNOWN}, depends={"bucket": [resource(token, "read")]})
        assert linked(logs, versioning, to=logs) is truth
        assert Stack([logs, versioning]).referred(versioning, "bucket", (BUCKET,)).exists().truth is truth


def test_an_absent_property_links_to_nothing():
    assert linked(logs, resource(VERSIONING, "v", {}), to=logs) is False


def test_types_read_as_programs_write_them():
    assert str(resource("aws:lambda/function:Function", "f")) == 'aws.lambda_.Function "f"'
    assert str(resource("aws:s3/bucket:Bucket", "b")) == 'aws.s3.Bucket "b"'
    assert resource("random:index/randomPassword:RandomPassword", "p").short_type == "random.RandomPassword"
