"""Each race of the table, in order and out of order, and the stacks that it must not speak of."""

import pytest

from policypack.aws.stacks.races import Race, all_races
from policypack.aws.stacks.rules.explicit_dependencies import RULE
from policypack.check import Resource
from policypack.testing import UNKNOWN, judge_stack, resource, secret

RACES = all_races()
VPC = resource("aws:ec2/vpc:Vpc", "vpc")
SUBNET = resource("aws:ec2/subnet:Subnet", "subnet", {"vpcId": UNKNOWN}, depends={"vpcId": [VPC]})
GATEWAY = resource("aws:ec2/internetGateway:InternetGateway", "gateway", {"vpcId": UNKNOWN}, depends={"vpcId": [VPC]})
ROLE = resource("aws:iam/role:Role", "role", {"name": "worker"})
POLICY = resource("aws:iam/rolePolicy:RolePolicy", "policy", {"role": UNKNOWN}, depends={"role": [ROLE]})
BUCKET = resource("aws:s3/bucket:Bucket", "bucket")
NETWORK = (VPC, SUBNET, GATEWAY)
POLICIES = (ROLE, POLICY)


def nat(depends_on=(), **inputs):
    linked = {"subnetId": [SUBNET]}
    inputs = {"subnetId": UNKNOWN, **inputs}
    return resource("aws:ec2/natGateway:NatGateway", "it", inputs, depends=linked, depends_on=depends_on)


def of_role(type_, argument, depends_on=(), **inputs):
    linked = {argument: [ROLE]}
    return resource(type_, "it", {argument: UNKNOWN, **inputs}, depends=linked, depends_on=depends_on)


def verdict(*resources):
    return str(judge_stack(RULE, *resources, config={"aws:region": "eu-south-2"})["it"])


# -- every row of the table ----------------------------------------------------------------------------------


def value_at(path: str, patterns: tuple[str, ...]) -> dict[str, object]:
    """The inputs that make a condition of the table hold."""
    *outer, last = path.split("|", maxsplit=1)[0].split(".")
    value: object = patterns[0].replace("*", "x") if patterns else ["x"]
    inputs: dict[str, object] = {last: value}
    for step in reversed(outer):
        inputs = {step: inputs}
    return inputs


def later_of(race: Race, type_: str, depends=None, depends_on=()) -> Resource:
    inputs: dict[str, object] = {"name": "orders", **{argument.split(".")[0]: UNKNOWN for argument in depends or {}}}
    for path, patterns in race.when.items():
        inputs.update(value_at(path, patterns))
    by_top = {argument.split(".")[0]: targets for argument, targets in (depends or {}).items()}
    for argument in depends or {}:
        if "." in argument:
            inputs.update(value_at(argument, ("*",)))
    return resource(type_, "it", inputs, depends=by_top, depends_on=depends_on)


def stacks(race: Race):
    """A stack for each way that a row has: the later resource's type and arguments, the stones between, the earlier."""
    for type_ in race.later:
        for earlier in race.earlier:
            for earlier_type in earlier.kind.types:
                where = {path: patterns[0].replace("*", "x") for path, patterns in race.where.items()}
                if race.scope:
                    yield type_, {}, (), resource(earlier_type, "earlier", where)
                elif race.named:
                    name = race.named.format(name="orders")
                    yield type_, {}, (), resource(earlier_type, "earlier", {earlier.by: name, **where})
                else:
                    yield from ways(race, type_, earlier, earlier_type, where)


def ways(race: Race, type_, earlier, earlier_type, where):
    for path in race.meeting.paths:
        stones: list[Resource] = []
        for index in reversed(range(len(path))):
            following = {path[index + 1].argument: [stones[0]]} if stones else {}
            inputs = dict.fromkeys(following, UNKNOWN)
            stones.insert(0, resource(path[index].kind.types[0], f"stone-{index}", inputs, depends=following))
        depends, names = {path[0].argument: [stones[0]]}, {earlier.by: [stones[-1]]}
        for number, also in enumerate(race.also):
            kind = also.paths[0][-1].kind
            if kind is None:
                where = {**where, also.by: "orders"}
                continue
            meeting_point = resource(kind.types[0], f"also-{number}")
            names[also.by] = [meeting_point]
            between = also.paths[0]
            if len(between) == 1:
                depends[between[0].argument] = [meeting_point]
                stones.append(meeting_point)
            else:
                table = resource(
                    between[0].kind.types[0],
                    "table",
                    {between[1].argument: UNKNOWN},
                    depends={between[1].argument: [meeting_point]},
                )
                depends[between[0].argument] = [table]
                stones += [meeting_point, table]
        inputs = {**dict.fromkeys(names, UNKNOWN), **where}
        yield type_, depends, tuple(stones), resource(earlier_type, "earlier", inputs, depends=names)


@pytest.mark.parametrize("race", RACES, ids=lambda race: race.name)
def test_every_row(race):
    seen = 0
    for type_, depends, stones, earlier in stacks(race):
        literal = {also.by: "orders" for also in race.also if also.paths[0][-1].kind is None}
        late = later_of(race, type_, depends)
        ordered = later_of(race, type_, depends, depends_on=[earlier])
        late.inputs.update(literal)
        ordered.inputs.update(literal)
        assert verdict(late, earlier, *stones) == "violated: dependsOn", type_
        assert verdict(ordered, earlier, *stones) == "fine", type_
        assert verdict(late, *stones) == "not applicable", type_
        seen += 1
    assert seen


# -- what orders ---------------------------------------------------------------------------------------------


def test_any_path_orders():
    linked = {"gatewayId": [GATEWAY]}
    route = resource("aws:ec2/route:Route", "route", {"gatewayId": UNKNOWN}, depends=linked)
    assert verdict(nat(), *NETWORK, route) == "violated: dependsOn"
    assert verdict(nat([route]), *NETWORK, route) == "fine"


def test_a_component_stands_for_its_children():
    network = resource("acme:network:Network", "network")
    gateway = resource("aws:ec2/internetGateway:InternetGateway", "g", depends={"vpcId": [VPC]}, parent=network)
    gateway.inputs.update({"vpcId": UNKNOWN})
    assert verdict(nat([network]), VPC, SUBNET, gateway, network) == "fine"
    compute = resource("acme:compute:Compute", "compute", depends_on=[network])
    child = resource(
        "aws:ec2/natGateway:NatGateway", "it", {"subnetId": UNKNOWN}, depends={"subnetId": [SUBNET]}, parent=compute
    )
    assert verdict(child, VPC, SUBNET, gateway, network, compute) == "fine"
    sibling = resource(
        "aws:ec2/natGateway:NatGateway", "it", {"subnetId": UNKNOWN}, depends={"subnetId": [SUBNET]}, parent=network
    )
    assert verdict(sibling, VPC, SUBNET, gateway, network) == "violated: dependsOn"


def test_what_itself_waits_for_the_later_resource_cannot_come_first():
    pipeline = of_role("aws:codepipeline/pipeline:Pipeline", "roleArn")
    policy = resource(
        "aws:iam/rolePolicy:RolePolicy", "p", {"role": UNKNOWN}, depends={"role": [ROLE], "policy": [pipeline]}
    )
    assert verdict(pipeline, ROLE, policy) == "not applicable"


# -- each and one --------------------------------------------------------------------------------------------


def test_a_pipeline_waits_for_all_policies_of_its_role():
    other = resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "other", {"role": UNKNOWN}, depends={"role": [ROLE]}
    )
    kind, argument = "aws:codepipeline/pipeline:Pipeline", "roleArn"
    assert verdict(of_role(kind, argument, [POLICY]), *POLICIES, other) == "violated: dependsOn"
    assert verdict(of_role(kind, argument, [POLICY, other]), *POLICIES, other) == "fine"


def test_one_policy_is_enough_for_monitoring():
    other = resource(
        "aws:iam/rolePolicyAttachment:RolePolicyAttachment", "other", {"role": UNKNOWN}, depends={"role": [ROLE]}
    )
    kind, argument = "aws:rds/instance:Instance", "monitoringRoleArn"
    assert verdict(of_role(kind, argument, [POLICY]), *POLICIES, other) == "fine"
    assert verdict(of_role(kind, argument), *POLICIES, other) == "violated: dependsOn"


# -- what a race is not about --------------------------------------------------------------------------------


def test_another_vpc_another_role_another_bucket():
    vpc = resource("aws:ec2/vpc:Vpc", "other")
    gateway = resource("aws:ec2/internetGateway:InternetGateway", "g", {"vpcId": UNKNOWN}, depends={"vpcId": [vpc]})
    assert verdict(nat(), VPC, SUBNET, vpc, gateway) == "not applicable"
    role = resource("aws:iam/role:Role", "other")
    policy = resource("aws:iam/rolePolicy:RolePolicy", "p", {"role": UNKNOWN}, depends={"role": [role]})
    assert verdict(of_role("aws:codepipeline/pipeline:Pipeline", "roleArn"), ROLE, role, policy) == "not applicable"


@pytest.mark.parametrize(
    ("connectivity", "answer"),
    [
        ("public", "violated: dependsOn"),
        (None, "violated: dependsOn"),
        ("private", "not applicable"),
        (secret("private"), "not applicable"),
        (UNKNOWN, "undetermined: connectivityType"),
        (5, "violated: dependsOn"),
    ],
)
def test_a_private_nat_gateway_needs_no_internet_gateway(connectivity, answer):
    assert verdict(nat(connectivityType=connectivity), *NETWORK) == answer


def test_the_address_of_a_nat_gateway_is_asked_through_the_gateway():
    address = resource("aws:ec2/eip:Eip", "it", {"domain": "vpc"})
    gateway = resource(
        "aws:ec2/natGateway:NatGateway", "nat", depends={"subnetId": [SUBNET], "allocationId": [address]}
    )
    assert verdict(address, *NETWORK, gateway) == "not applicable"
    after = resource("aws:ec2/eip:Eip", "address", {"domain": "vpc"}, depends_on=[GATEWAY])
    behind = resource(
        "aws:ec2/natGateway:NatGateway",
        "it",
        {"subnetId": UNKNOWN, "allocationId": UNKNOWN},
        depends={"subnetId": [SUBNET], "allocationId": [after]},
    )
    assert verdict(behind, *NETWORK, after) == "fine"


@pytest.mark.parametrize(
    ("vpc_config", "answer"),
    [
        ({"subnetIds": ["subnet-1"]}, "violated: dependsOn"),
        ({"subnetIds": []}, "not applicable"),
        ({}, "not applicable"),
        (None, "not applicable"),
        (UNKNOWN, "undetermined: vpcConfig"),
        ({"subnetIds": UNKNOWN}, "undetermined: vpcConfig.subnetIds"),
    ],
)
def test_a_function_outside_of_a_vpc_does_not_race(vpc_config, answer):
    function = of_role("aws:lambda/function:Function", "role", vpcConfig=vpc_config)
    assert verdict(function, *POLICIES) == answer


def test_unknown_subnets_of_the_stack_are_subnets():
    function = resource(
        "aws:lambda/function:Function",
        "it",
        {"role": UNKNOWN, "vpcConfig": {"subnetIds": [UNKNOWN]}},
        depends={"role": [ROLE], "vpcConfig": [SUBNET]},
    )
    assert verdict(function, *POLICIES, SUBNET, VPC) == "violated: dependsOn"


def test_a_function_of_its_own_policies_is_not_asked_for_another_service():
    notification = resource(
        "aws:s3/bucketNotification:BucketNotification",
        "it",
        {"lambdaFunctions": [{"lambdaFunctionArn": UNKNOWN}]},
        depends={"lambdaFunctions": ["urn:pulumi:dev::test::aws:lambda/function:Function::f"]},
    )
    function = resource("aws:lambda/function:Function", "f")

    def permission(principal):
        return resource(
            "aws:lambda/permission:Permission",
            "p",
            {"function": UNKNOWN, "principal": principal},
            depends={"function": [function]},
        )

    assert verdict(notification, function, permission("s3.amazonaws.com")) == "violated: dependsOn"
    assert verdict(notification, function, permission("events.amazonaws.com")) == "not applicable"
    assert verdict(notification, function, permission(UNKNOWN)) == "undetermined: principal"


def test_a_policy_of_the_stack_is_none_of_aws():
    node_role = of_role("aws:eks/nodeGroup:NodeGroup", "nodeRoleArn")
    policy = resource("aws:iam/policy:Policy", "own")

    def attachment(arn, **depends):
        return resource(
            "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
            "a",
            {"role": UNKNOWN, "policyArn": arn},
            depends={"role": [ROLE], **depends},
        )

    assert verdict(node_role, ROLE, attachment("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy")) == "violated: dependsOn"
    assert verdict(node_role, ROLE, policy, attachment(UNKNOWN, policyArn=[policy])) == "not applicable"
    assert verdict(node_role, ROLE, attachment(UNKNOWN)) == "undetermined: policyArn"


# -- links ---------------------------------------------------------------------------------------------------


def test_literals_link():
    acl = resource("aws:s3/bucketAcl:BucketAcl", "it", {"bucket": "acme-logs", "acl": "private"})
    controls = resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "c", {"bucket": "acme-logs"})
    others = resource("aws:s3/bucketOwnershipControls:BucketOwnershipControls", "o", {"bucket": "acme-other"})
    assert verdict(acl, controls, others) == "violated: dependsOn"
    assert verdict(acl, others) == "not applicable"
    bucket = resource("aws:s3/bucket:Bucket", "b", {"bucket": "acme-logs"})
    assert verdict(acl, controls, bucket) == "violated: dependsOn"


FUNCTION_ARN = "arn:aws:lambda:eu-south-2:123456789012:function:resize"
QUEUE_ARN = "arn:aws:sqs:eu-south-2:123456789012:uploads"


@pytest.mark.parametrize(
    ("named", "answer"),
    [
        (FUNCTION_ARN, "violated: dependsOn"),
        (f"{FUNCTION_ARN}:live", "violated: dependsOn"),
        ("resize", "violated: dependsOn"),
        ("thumbnails", "not applicable"),
        (FUNCTION_ARN.replace("123456789012", "210987654321"), "not applicable"),
        ("s3:ObjectCreated:*", "not applicable"),
    ],
)
def test_a_function_of_another_stack_is_named_by_two_literals(named, answer):
    configured = [
        {"lambdaFunctionArn": FUNCTION_ARN.replace("resize", "index"), "events": ["s3:ObjectRemoved:*"]},
        {"lambdaFunctionArn": FUNCTION_ARN, "events": ["s3:ObjectCreated:*"], "filterPrefix": "thumbnails"},
    ]
    notification = resource("aws:s3/bucketNotification:BucketNotification", "it", {"lambdaFunctions": configured})
    permission = resource("aws:lambda/permission:Permission", "p", {"function": named, "principal": "s3.amazonaws.com"})
    assert verdict(notification, permission) == answer


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://sqs.eu-south-2.amazonaws.com/123456789012/uploads", "violated: dependsOn"),
        ("https://sqs.eu-south-2.amazonaws.com/123456789012/downloads", "not applicable"),
        ("https://sqs.eu-west-1.amazonaws.com/123456789012/uploads", "not applicable"),
    ],
)
def test_a_queue_of_another_stack_is_named_by_its_arn_and_its_url(url, answer):
    queues = [{"queueArn": QUEUE_ARN, "events": ["s3:ObjectCreated:*"]}]
    notification = resource("aws:s3/bucketNotification:BucketNotification", "it", {"queues": queues})
    assert verdict(notification, resource("aws:sqs/queuePolicy:QueuePolicy", "p", {"queueUrl": url})) == answer


def test_a_role_of_another_stack_is_named_by_its_arn_and_its_name():
    pipeline = resource(
        "aws:codepipeline/pipeline:Pipeline", "it", {"roleArn": "arn:aws:iam::123456789012:role/ci/pipeline"}
    )

    def policy(role):
        return resource("aws:iam/rolePolicy:RolePolicy", "p", {"role": role})

    assert verdict(pipeline, policy("pipeline")) == "violated: dependsOn"
    assert verdict(pipeline, policy("other")) == "not applicable"
    assert verdict(pipeline, policy("ci")) == "not applicable"


def test_the_function_of_the_stack_may_be_named_by_a_literal():
    function = resource("aws:lambda/function:Function", "f", {"name": "resize"})
    permission = resource(
        "aws:lambda/permission:Permission",
        "p",
        {"function": UNKNOWN, "principal": "s3.amazonaws.com"},
        depends={"function": [function]},
    )
    notification = resource(
        "aws:s3/bucketNotification:BucketNotification", "it", {"lambdaFunctions": [{"lambdaFunctionArn": FUNCTION_ARN}]}
    )
    assert verdict(notification, function, permission) == "violated: dependsOn"
    other = resource("aws:lambda/function:Function", "f", {"name": "thumbnails"})
    assert verdict(notification, other, permission) == "not applicable"
    linked = resource(
        "aws:s3/bucketNotification:BucketNotification",
        "it",
        {"lambdaFunctions": [{"lambdaFunctionArn": UNKNOWN}]},
        depends={"lambdaFunctions": [function]},
    )
    literal = resource(
        "aws:lambda/permission:Permission", "p", {"function": FUNCTION_ARN, "principal": "s3.amazonaws.com"}
    )
    assert verdict(linked, function, literal) == "violated: dependsOn"


def test_the_vpc_of_an_instance_is_that_of_its_security_groups_or_interfaces():
    groups = resource("aws:ec2/securityGroup:SecurityGroup", "g", {"vpcId": UNKNOWN}, depends={"vpcId": [VPC]})
    interface = resource(
        "aws:ec2/networkInterface:NetworkInterface", "n", {"subnetId": UNKNOWN}, depends={"subnetId": [SUBNET]}
    )
    secured = resource(
        "aws:ec2/instance:Instance", "i", {"vpcSecurityGroupIds": [UNKNOWN]}, depends={"vpcSecurityGroupIds": [groups]}
    )
    attached = resource(
        "aws:ec2/instance:Instance",
        "i",
        {"networkInterfaces": [{"networkInterfaceId": UNKNOWN, "deviceIndex": 0}]},
        depends={"networkInterfaces": [interface]},
    )
    for instance in (secured, attached):
        address = resource("aws:ec2/eip:Eip", "it", {"instance": UNKNOWN}, depends={"instance": [instance]})
        assert verdict(address, *NETWORK, groups, interface, instance) == "violated: dependsOn"
        assert verdict(address, VPC, SUBNET, groups, interface, instance) == "not applicable"


def test_both_families_of_bucket_resources():
    acl = resource("aws:s3/bucketAclV2:BucketAclV2", "it", {"bucket": UNKNOWN}, depends={"bucket": [BUCKET]})
    controls = resource(
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls", "c", {"bucket": UNKNOWN}, depends={"bucket": [BUCKET]}
    )
    assert verdict(acl, BUCKET, controls) == "violated: dependsOn"


def test_values_known_in_an_update():
    vpc = resource("aws:ec2/vpc:Vpc", "vpc", outputs={"id": "vpc-1"})
    subnet = resource("aws:ec2/subnet:Subnet", "s", {"vpcId": "vpc-1"}, outputs={"id": "subnet-1"})
    gateway = resource("aws:ec2/internetGateway:InternetGateway", "g", {"vpcId": "vpc-1"}, outputs={"id": "igw-1"})
    it = resource("aws:ec2/natGateway:NatGateway", "it", {"subnetId": "subnet-1"})
    assert verdict(it, vpc, subnet, gateway) == "violated: dependsOn"


def test_a_subnet_that_nothing_tells_of():
    it = resource("aws:ec2/natGateway:NatGateway", "it", {"subnetId": UNKNOWN})
    assert verdict(it, *NETWORK) == "undetermined: subnetId"
    foreign = resource("pulumi:pulumi:StackReference", "network")
    it = resource("aws:ec2/natGateway:NatGateway", "it", {"subnetId": UNKNOWN}, depends={"subnetId": [foreign]})
    assert verdict(it, *NETWORK, foreign) == "not applicable"


def test_scopes_are_regions_and_providers():
    recorder, rule = "aws:cfg/recorder:Recorder", "aws:cfg/rule:Rule"
    assert verdict(resource(rule, "it"), resource(recorder, "r")) == "violated: dependsOn"
    assert verdict(resource(rule, "it", {"region": "eu-west-1"}), resource(recorder, "r")) == "not applicable"
    doubtful = verdict(resource(rule, "it", {"region": UNKNOWN}), resource(recorder, "r"))
    assert doubtful == "undetermined: region"
    other = resource(rule, "it", provider={"region": "eu-south-2"})
    assert verdict(other, resource(recorder, "r")) == "not applicable"


def test_a_log_group_that_takes_its_name_from_the_function_follows_it():
    function = resource("aws:lambda/function:Function", "it", {"name": "orders"})
    named = resource("aws:cloudwatch/logGroup:LogGroup", "l", {"name": "/aws/lambda/orders"})
    assert verdict(function, named) == "violated: dependsOn"
    follower = resource(
        "aws:cloudwatch/logGroup:LogGroup", "l", {"name": "/aws/lambda/orders"}, depends={"name": [function]}
    )
    assert verdict(function, follower) == "not applicable"
    other = resource("aws:cloudwatch/logGroup:LogGroup", "l", {"name": UNKNOWN}, depends={"name": [BUCKET]})
    assert verdict(function, other, BUCKET) == "not applicable"


def test_a_validated_certificate():
    certificate = resource("aws:acm/certificate:Certificate", "c")
    validation = resource(
        "aws:acm/certificateValidation:CertificateValidation",
        "v",
        {"certificateArn": UNKNOWN},
        depends={"certificateArn": [certificate]},
    )

    def listener(source):
        return resource(
            "aws:lb/listener:Listener", "it", {"certificateArn": UNKNOWN}, depends={"certificateArn": [source]}
        )

    assert verdict(listener(validation), certificate, validation) == "fine"
    judged = judge_stack(RULE, listener(certificate), certificate, validation)["it"]
    assert str(judged) == "violated: dependsOn"
    assert judged.messages[0].endswith("certificate_arn=v.certificate_arn")


def test_the_message_names_both_the_reason_and_the_code():
    (message,) = judge_stack(RULE, nat(), *NETWORK)["it"].messages
    assert 'Nothing makes it wait for aws.ec2.InternetGateway "gateway"' in message
    assert "Gateway.NotAttached" in message
    assert message.endswith("opts=pulumi.ResourceOptions(depends_on=[gateway])")
