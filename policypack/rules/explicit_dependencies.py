"""explicit-dependencies: Resources must depend on what they need to exist first."""

from __future__ import annotations

from collections.abc import Iterator

from policypack.aws.programs import variable
from policypack.aws.race_links import applies, must_come_first
from policypack.aws.races import Race, later_types, races_of
from policypack.check import (
    Fact,
    Linked,
    Resource,
    Verdict,
    all_facts,
    all_of,
    any_fact,
    any_of,
    is_not,
    known,
    require,
)
from policypack.rule import Bad, Good, StackContext, StackRule, Undecided


def check(later: Resource, context: StackContext[None]) -> Iterator[Verdict]:
    """Whatever must stand before this resource comes before it, by any path of dependencies."""
    for race in races_of(later.type):
        applied = applies(race, later)
        is_judged = applied.truth is not False
        earlier = must_come_first(race, later, context.stack, context.deployment) if is_judged else Linked()
        before = context.stack.made_before(later) if earlier.links else frozenset()
        late = [one for one in earlier if one.urn not in before]
        yield require(
            is_ordered(race, earlier, before),
            when=all_of(earlier.exists(), applied),
            at="dependsOn",
            problem=problem(race, late),
            fix=code(race, late),
        )


def is_ordered(race: Race, earlier: Linked, before: frozenset[str]) -> Fact:
    """Each of the earlier resources comes first; where the race needs only one of them, one does."""
    each = all_facts(any_of(is_not(meant), known(one.urn in before)) for one, meant in earlier.links)
    one_is_enough = any_fact(all_of(meant, known(one.urn in before)) for one, meant in earlier.links)
    return each if race.each else any_of(each, one_is_enough)


def problem(race: Race, late: list[Resource]) -> str:
    """What it does not wait for, what goes wrong, and AWS's words for it."""
    names = ", ".join(map(str, late[:3])) + (" and others" if len(late) > 3 else "")
    said = f' AWS answers "{race.error}".' if race.error else ""
    return f"Nothing makes it wait for {names}: {race.problem}{said}"


def code(race: Race, late: list[Resource]) -> str:
    """The option that orders them, or the argument that does by itself."""
    if race.code and late:
        return race.code.replace("{earlier}", variable(late[0]))
    names = [variable(one) for one in late]
    return f"opts=pulumi.ResourceOptions(depends_on=[{', '.join(names)}])"


RULE = StackRule(
    id="explicit-dependencies",
    concern="C19",
    summary="Resources must depend on what they need to exist first",
    rationale="""
        Pulumi makes at the same time whatever no argument orders. Where AWS needs one resource before another and no
        argument says so, the stack works on one day and fails on the next: a NAT gateway before the internet gateway,
        a pipeline before its role's policies, a bucket's ACL before the ownership controls that allow it. The pack has
        a table of such races, each with its source. Any path orders: `depends_on`, an argument, a parent, a component
        that either depends on, and any chain of these. Where AWS checks only that something is there, as a permission
        of a role that has several policies, one of them first is enough. An elastic IP that a NAT gateway takes is
        asked through the gateway: only its association needs the internet gateway. Two resources that name a third by
        literals, one by its ARN and one by its name or URL, race even if the stack does not make the third. Other
        resources that the stack does not make, or that another provider makes, are not in sight.
    """,
    level="advisory",
    severity="medium",
    applies_to=later_types(),
    references=(
        "https://www.pulumi.com/docs/iac/concepts/resources/options/dependson/",
        "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html",
        "https://github.com/pulumi/pulumi-aws/issues/1570",
    ),
    check=check,
    examples=(
        Bad(
            """
            import pulumi_aws as aws
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            gateway = aws.ec2.InternetGateway("main", vpc_id=vpc.id)
            public = aws.ec2.Subnet("public", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
            address = aws.ec2.Eip("nat", domain="vpc")
            aws.ec2.NatGateway("nat", subnet_id=public.id, allocation_id=address.id)
            bastion = aws.ec2.Instance("bastion", ami="ami-0123456789abcdef0", instance_type="t4g.nano",
                                       subnet_id=public.id)
            aws.ec2.Eip("bastion", domain="vpc", instance=bastion.id)
            aws.lb.LoadBalancer("web", subnets=[public.id])
            """,
            finds={"nat": "dependsOn", "bastion": "dependsOn", "web": "dependsOn"},
            title="Before the internet gateway",
        ),
        Bad(
            """
            import json
            import pulumi_aws as aws
            def role(name, service):
                return aws.iam.Role(name, assume_role_policy=json.dumps({"Version": "2012-10-17", "Statement": [
                    {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}]}))
            monitoring = role("monitoring", "monitoring.rds.amazonaws.com")
            aws.iam.RolePolicyAttachment("monitoring", role=monitoring.name,
                policy_arn="arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole")
            aws.rds.Instance("orders", engine="postgres", instance_class="db.t4g.medium", allocated_storage=100,
                             username="orders", manage_master_user_password=True, monitoring_interval=60,
                             monitoring_role_arn=monitoring.arn)
            worker = role("worker", "lambda.amazonaws.com")
            aws.iam.RolePolicyAttachment("worker", role=worker.name,
                policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")
            function = aws.lambda_.Function("worker", role=worker.arn, package_type="Image", image_uri="repo:latest",
                                            vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]})
            uploads = aws.s3.Bucket("uploads")
            aws.s3.BucketOwnershipControls("uploads", bucket=uploads.id,
                                           rule={"object_ownership": "BucketOwnerPreferred"})
            aws.s3.BucketAcl("uploads-acl", bucket=uploads.id, acl="private")
            aws.lambda_.Permission("uploads", function=function.name, action="lambda:InvokeFunction",
                                   principal="s3.amazonaws.com", source_arn=uploads.arn)
            aws.s3.BucketNotification("uploads-events", bucket=uploads.id, lambda_functions=[
                {"lambda_function_arn": function.arn, "events": ["s3:ObjectCreated:*"]}])
            """,
            finds={
                "orders": "dependsOn",
                "worker": "dependsOn",
                "uploads-acl": "dependsOn",
                "uploads-events": "dependsOn",
            },
            title="Before permissions and settings",
        ),
        Good(
            """
            import json
            import pulumi
            import pulumi_aws as aws
            class Network(pulumi.ComponentResource):
                def __init__(self, name):
                    super().__init__("acme:network:Network", name)
                    child = pulumi.ResourceOptions(parent=self)
                    self.vpc = aws.ec2.Vpc(name, cidr_block="10.0.0.0/16", opts=child)
                    self.public = aws.ec2.Subnet(name, vpc_id=self.vpc.id, cidr_block="10.0.0.0/24", opts=child)
                    gateway = aws.ec2.InternetGateway(name, vpc_id=self.vpc.id, opts=child)
                    table = aws.ec2.RouteTable(name, vpc_id=self.vpc.id, opts=child)
                    self.route = aws.ec2.Route(name, route_table_id=table.id, destination_cidr_block="0.0.0.0/0",
                                               gateway_id=gateway.id, opts=child)
                    self.register_outputs({})
            network = Network("main")
            address = aws.ec2.Eip("nat", domain="vpc")
            aws.ec2.NatGateway("through-a-route", subnet_id=network.public.id, allocation_id=address.id,
                               opts=pulumi.ResourceOptions(depends_on=[network.route]))
            aws.lb.LoadBalancer("after-a-component", subnets=[network.public.id, "subnet-0a1b2c3d4e5f60718"],
                                opts=pulumi.ResourceOptions(depends_on=[network]))
            aws.lb.LoadBalancer("inside", internal=True,
                                subnets=[network.public.id, "subnet-0a1b2c3d4e5f60718"])
            aws.ec2.NatGateway("private", subnet_id=network.public.id, connectivity_type="private")
            logs = aws.s3.Bucket("logs")
            block = aws.s3.BucketPublicAccessBlock("logs", bucket=logs.id, block_public_policy=True)
            policy = aws.s3.BucketPolicy("logs", bucket=block.bucket, policy=json.dumps({
                "Version": "2012-10-17", "Statement": [{
                    "Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::logs/*",
                    "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}))
            aws.cloudtrail.Trail("main", s3_bucket_name=policy.bucket)
            """
        ),
        Undecided(
            """
            import pulumi_aws as aws
            old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
            vpc = aws.ec2.Vpc("main", cidr_block="10.0.0.0/16")
            aws.ec2.InternetGateway("main", vpc_id=vpc.id)
            subnet = aws.ec2.Subnet("main", vpc_id=vpc.id, cidr_block="10.0.0.0/24")
            aws.ec2.NatGateway("nat", subnet_id=subnet.id, connectivity_type=old.outputs["Connectivity"])
            """,
            because={"nat": "connectivityType"},
        ),
    ),
)
