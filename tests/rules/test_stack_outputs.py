"""What the exports tell: in a preview, in an update, and offline where their origins are known."""

import pytest

from policypack.aws.stacks.rules.stack_outputs import RULE
from policypack.testing import UNKNOWN, judge_stack, resource, secret

STACK = "pulumi:pulumi:Stack"
VPC, DB, BUCKET = "aws:ec2/vpc:Vpc", "aws:rds/instance:Instance", "aws:s3/bucket:Bucket"
CONFIG = {"aws:region": "eu-south-2"}
REGION = {"region": "eu-south-2"}


def new(type_, name="orders", inputs=None, **options):
    """A resource that is still to be made."""
    return resource(type_, name, inputs, outputs={**(inputs or {}), "id": UNKNOWN, "arn": UNKNOWN}, **options)


def judged(exports, *resources, depends=None, config=CONFIG):
    stack = resource(STACK, "it", outputs=exports, depends=depends)
    return judge_stack(RULE, stack, *resources, config=config)["it"]


def verdict(exports, *resources, depends=None, config=CONFIG):
    return str(judged(exports, *resources, depends=depends, config=config))


def test_a_stack_that_nobody_needs_anything_of():
    assert verdict({}) == "not applicable"
    assert verdict({}, new("aws:iam/role:Role")) == "not applicable"


def test_nothing_is_exported():
    judgement = judged({}, new(VPC, "main"), new(DB))
    assert str(judgement) == "violated: outputs"
    (message,) = judgement.messages
    assert 'aws.ec2.Vpc "main" (id)' in message
    assert 'aws.rds.Instance "orders" (endpoint)' in message
    assert "the region" in message
    assert 'pulumi.export("orders_endpoint", orders.endpoint)' in message


def test_a_first_preview_counts_unknown_exports():
    vpc, db = new(VPC, "main"), new(DB)
    assert verdict({**REGION, "a": UNKNOWN}, vpc, db) == "violated: outputs"
    assert verdict({**REGION, "a": UNKNOWN, "b": UNKNOWN}, vpc, db) == "undetermined: outputs"
    assert verdict({**REGION, "all": {"a": UNKNOWN, "b": [UNKNOWN]}}, vpc, db) == "undetermined: outputs"
    assert verdict({**REGION, "a": secret(UNKNOWN), "b": UNKNOWN}, vpc, db) == "undetermined: outputs"
    assert verdict({**REGION, "greeting": "hello"}, vpc, db) == "violated: outputs"


def test_the_message_says_how_many_are_left():
    (message,) = judged({**REGION, "a": UNKNOWN}, new(VPC, "main"), new(DB)).messages
    assert "At most 1 of these" in message


VPC_1 = {"id": "vpc-0a1b", "arn": "arn:aws:ec2:eu-south-2:111122223333:vpc/vpc-0a1b"}
DB_1 = {
    "id": "db-1",
    "address": "orders.abc.eu-south-2.rds.amazonaws.com",
    "endpoint": "orders.abc.eu-south-2.rds.amazonaws.com:5432",
}


@pytest.mark.parametrize(
    ("exports", "answer"),
    [
        ({**REGION, "vpc": "vpc-0a1b", "db": DB_1["endpoint"]}, "fine"),
        ({"vpc": "vpc-0a1b", "db": DB_1["endpoint"]}, "fine"),
        ({"all": {"network": [{"id": "vpc-0a1b"}], "db": secret(DB_1["address"])}}, "fine"),
        ({**REGION, "vpc": VPC_1["arn"], "url": f"postgres://{DB_1['endpoint']}/orders"}, "fine"),
        ({**REGION, "vpc": "vpc-0a1b"}, "violated: outputs"),
        ({**REGION, "vpc": "vpc-0a1b", "db": "another"}, "violated: outputs"),
        (REGION, "violated: outputs"),
    ],
)
def test_an_update_knows_the_values(exports, answer):
    assert verdict(exports, resource(VPC, "main", outputs=VPC_1), resource(DB, "orders", outputs=DB_1)) == answer


def test_the_region_of_what_others_need():
    vpc = resource(VPC, "main", outputs=VPC_1)
    assert verdict({"vpc": "vpc-0a1b"}, vpc) == "violated: outputs"
    (message,) = judged({"vpc": "vpc-0a1b"}, vpc).messages
    assert "Not exported: the region." in message
    assert verdict({"vpc": VPC_1["arn"]}, vpc) == "fine"
    assert verdict({"vpc": "vpc-0a1b"}, vpc, config={}) == "fine"
    assert verdict({"vpc": "vpc-0a1b", "x": UNKNOWN}, vpc) == "undetermined: outputs"
    elsewhere = resource(VPC, "main", outputs=VPC_1, provider={"region": UNKNOWN})
    assert verdict({"vpc": "vpc-0a1b"}, elsewhere) == "undetermined: region"


def test_what_is_global_has_no_region():
    cdn = resource("aws:cloudfront/distribution:Distribution", "cdn", outputs={"domainName": "d1.cloudfront.net"})
    assert verdict({"url": "https://d1.cloudfront.net"}, cdn) == "fine"


def test_a_name_that_is_known_before_the_resource_is():
    bucket = new(BUCKET, "assets", {"bucket": "acme-assets"})
    assert verdict({**REGION, "bucket": "acme-assets"}, bucket) == "fine"
    assert verdict({**REGION, "bucket": "acme-logs"}, bucket) == "violated: outputs"


def test_offline_the_origins_of_exports_are_known():
    vpc, db = new(VPC, "main"), new(DB)
    exports = {**REGION, "a": UNKNOWN, "b": UNKNOWN}
    assert verdict(exports, vpc, db, depends={"a": [vpc], "b": [db]}) == "fine"
    assert verdict(exports, vpc, db, depends={"a": [vpc], "b": [vpc]}) == "violated: outputs"
    assert verdict({**REGION, "a": UNKNOWN}, vpc, db, depends={"a": [vpc, db]}) == "fine"
    (message,) = judged(exports, vpc, db, depends={"a": [vpc], "b": [vpc]}).messages
    assert "main" not in message


@pytest.mark.parametrize("marked", [True, False])
def test_a_resource_exported_whole(marked):
    db, vpc = new(DB), new(VPC, "main")
    whole = {"urn": db.urn, "id": UNKNOWN, "endpoint": UNKNOWN, **({"@isPulumiResource": True} if marked else {})}
    assert verdict({**REGION, "db": whole}, db) == "fine"
    # What a whole resource does not know of itself is no export of another one.
    assert verdict({**REGION, "db": whole}, db, vpc) == "violated: outputs"


def test_a_component_s_resources_count_and_an_exported_component_leads_to_them():
    component = resource("acme:index:Network", "network")
    vpc = new(VPC, "main", parent=component)
    assert verdict(REGION, component, vpc) == "violated: outputs"
    assert verdict({**REGION, "n": UNKNOWN}, component, vpc, depends={"n": [component]}) == "fine"
    assert verdict({**REGION, "n": {"urn": component.urn, "vpcId": UNKNOWN}}, component, vpc) == "fine"


def test_parts_lead_to_the_whole():
    api = new("aws:apigateway/restApi:RestApi", "api")
    stage = new("aws:apigateway/stage:Stage", "live", {"restApi": UNKNOWN}, depends={"restApi": [api]})
    assert verdict({**REGION, "url": UNKNOWN}, api, stage, depends={"url": [stage]}) == "fine"
    assert verdict(REGION, api, stage) == "violated: outputs"


@pytest.mark.parametrize(
    ("type_", "relay", "argument"),
    [
        (DB, "aws:ssm/parameter:Parameter", "value"),
        (DB, "aws:route53/record:Record", "records"),
        (DB, "aws:rds/proxyTarget:ProxyTarget", "dbInstanceIdentifier"),
        ("aws:rds/cluster:Cluster", "aws:rds/proxyTarget:ProxyTarget", "dbClusterIdentifier"),
        ("aws:lb/loadBalancer:LoadBalancer", "aws:route53/record:Record", "aliases"),
        (BUCKET, "aws:s3/bucketLogging:BucketLogging", "targetBucket"),
        (BUCKET, "aws:codepipeline/pipeline:Pipeline", "artifactStores"),
        (BUCKET, "aws:cloudfront/distribution:Distribution", "origins"),
    ],
)
def test_what_is_known_or_used_in_another_way_is_not_asked(type_, relay, argument):
    target = new(type_)
    through = new(relay, "through", {argument: UNKNOWN}, depends={argument: [target]})
    exports, depends = {**REGION, "x": UNKNOWN}, {"x": [through]}
    assert verdict(exports, target, through, depends=depends) == "fine"
    assert verdict(exports, target, new(relay, "through"), depends=depends) == "violated: outputs"


def test_nobody_needs_the_region_of_what_is_not_asked():
    bucket = new(BUCKET)
    cdn = new("aws:cloudfront/distribution:Distribution", "cdn", {"origins": UNKNOWN}, depends={"origins": [bucket]})
    assert verdict({"url": UNKNOWN}, bucket, cdn, depends={"url": [cdn]}) == "fine"


def test_a_parameter_that_may_hold_anything():
    parameter = new("aws:ssm/parameter:Parameter", "p", {"value": UNKNOWN})
    assert verdict(REGION, new(DB), parameter) == "undetermined: value"


def test_members_of_a_group_are_reached_by_the_group():
    group = new("aws:elasticache/replicationGroup:ReplicationGroup", "sessions")
    member = new(
        "aws:elasticache/cluster:Cluster", "m", {"replicationGroupId": UNKNOWN}, depends={"replicationGroupId": [group]}
    )
    assert verdict({**REGION, "g": UNKNOWN}, group, member, depends={"g": [group]}) == "fine"
    assert verdict(REGION, new("aws:elasticache/cluster:Cluster", "alone")) == "violated: outputs"


def test_exports_that_nobody_told():
    stack = resource(STACK, "it")
    assert str(judge_stack(RULE, stack, new(VPC, "main"), config=CONFIG)["it"]) == "undetermined: outputs"


def test_a_secret_export_is_not_shown():
    (message,) = judged({"password": secret("hunter2-hunter2")}, new(VPC, "main")).messages
    assert "hunter2" not in message


def test_a_long_list_is_cut():
    (message,) = judged({}, *(new(VPC, f"vpc-{index:02}") for index in range(20))).messages
    assert "vpc-11" in message
    assert "vpc-12" not in message
    assert "8 more" in message
