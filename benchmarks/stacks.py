"""Stacks of any size: a mixed one as programs write them, and those that are hard for an analysis of pairs.

Each function answers with the resources of a first preview: what AWS makes is unknown, and dependencies lead to it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from policypack.model.resources import ROOT_TYPE, Provider, Resource
from policypack.model.values import UNKNOWN, Secret

_PROVIDER = Provider(
    urn="urn:pulumi:dev::scale::pulumi:providers:aws::default_7_51_1",
    name="default_7_51_1",
    type="pulumi:providers:aws",
    inputs={"region": "us-east-1", "version": "7.51.1"},
)
_TAGS = {"Owner": "platform", "Environment": "production"}
_DATABASE = {"engine": "postgres", "instanceClass": "db.m6g.large", "username": "app", "allocatedStorage": 100}
Links: TypeAlias = Mapping[str, Resource | Sequence[Resource]]


@dataclass
class Program:
    """Collects resources as a program registers them."""

    resources: list[Resource] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self._add(Resource(f"urn:pulumi:dev::scale::{ROOT_TYPE}::scale-dev", ROOT_TYPE, "scale-dev"))

    def make(
        self,
        token: str,
        name: str,
        inputs: Mapping[str, Any] | None = None,
        links: Links | None = None,
        parent: Resource | None = None,
    ) -> Resource:
        """A resource of pulumi-aws (``s3/bucket:Bucket``) or, with a full token, of another package or a component.
        ``links`` are arguments that take an output of other resources, which a preview does not know."""
        full = token if token.count(":") > 1 else f"aws:{token}"
        named = {key: (one,) if isinstance(one, Resource) else tuple(one) for key, one in (links or {}).items()}
        unknown = {
            key: UNKNOWN if isinstance(one, Resource) else [UNKNOWN] * len(one) for key, one in (links or {}).items()
        }
        depends = {key: tuple(one.urn for one in targets) for key, targets in named.items()}
        above = f"{parent.urn.split('::')[2]}$" if parent is not None else ""
        return self._add(
            Resource(
                urn=f"urn:pulumi:dev::scale::{above}{full}::{name}",
                type=full,
                name=name,
                inputs={**(inputs or {}), **unknown},
                parent=(parent or self.root).urn,
                provider=_PROVIDER if full.startswith("aws:") else None,
                dependencies=tuple(dict.fromkeys(urn for urns in depends.values() for urn in urns)),
                property_dependencies=depends,
            )
        )

    def _add(self, resource: Resource) -> Resource:
        self.resources.append(resource)
        return resource


def mixed(size: int) -> list[Resource]:
    """Networks, buckets with their settings, databases with their secrets, queues, functions with their roles."""
    program = Program()
    number = 0
    while len(program.resources) < size:
        _service(program, number)
        number += 1
    return program.resources


def _service(program: Program, number: int) -> None:
    """Some twenty resources that belong together."""
    make, name = program.make, f"service-{number}"
    vpc = make("ec2/vpc:Vpc", name, {"cidrBlock": f"10.{number % 250}.0.0/16", "tags": _TAGS})
    zones = ("us-east-1a", "us-east-1b", "us-east-1c")
    subnets = [
        make(
            "ec2/subnet:Subnet",
            f"{name}-{zone}",
            {"cidrBlock": f"10.{number % 250}.{place}.0/24", "availabilityZone": zone, "tags": _TAGS},
            {"vpcId": vpc},
        )
        for place, zone in enumerate(zones)
    ]
    group = make("ec2/securityGroup:SecurityGroup", name, {"tags": _TAGS}, {"vpcId": vpc})
    make(
        "vpc/securityGroupIngressRule:SecurityGroupIngressRule",
        name,
        {"cidrIpv4": "10.0.0.0/8", "ipProtocol": "tcp", "fromPort": 5432, "toPort": 5432},
        {"securityGroupId": group},
    )
    key = make("kms/key:Key", name, {"tags": _TAGS})
    make("kms/alias:Alias", name, {"name": f"alias/{name}"}, {"targetKeyId": key})
    _bucket(program, name, key)
    password = make("random:index/randomPassword:RandomPassword", name, {"length": 32})
    place = make("rds/subnetGroup:SubnetGroup", name, {"tags": _TAGS}, {"subnetIds": subnets})
    database = make(
        "rds/instance:Instance",
        name,
        {**_DATABASE, "engineVersion": "15.19", "storageType": "gp3", "backupWindow": "02:00-03:00", "tags": _TAGS},
        {"password": password, "dbSubnetGroupName": place, "vpcSecurityGroupIds": [group], "kmsKeyId": key},
    )
    secret = make("secretsmanager/secret:Secret", name, {"tags": _TAGS}, {"kmsKeyId": key})
    make("secretsmanager/secretVersion:SecretVersion", name, {}, {"secretId": secret, "secretString": database})
    dead = make("sqs/queue:Queue", f"{name}-dead", {"tags": _TAGS})
    queue = make("sqs/queue:Queue", name, {"tags": _TAGS}, {"redrivePolicy": dead})
    function = _function(program, name, _role(program, name))
    make("lambda/eventSourceMapping:EventSourceMapping", name, {}, {"functionName": function, "eventSourceArn": queue})


def _bucket(program: Program, name: str, key: Resource) -> None:
    bucket = program.make("s3/bucket:Bucket", name, {"tags": _TAGS})
    program.make(
        "s3/bucketVersioning:BucketVersioning",
        name,
        {"versioningConfiguration": {"status": "Enabled"}},
        {"bucket": bucket},
    )
    program.make(
        "s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        name,
        {},
        {"bucket": bucket, "rules": [key]},
    )
    _block(program, name, bucket)


def _block(program: Program, name: str, bucket: Resource) -> None:
    switches = ("blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets")
    program.make(
        "s3/bucketPublicAccessBlock:BucketPublicAccessBlock", name, dict.fromkeys(switches, True), {"bucket": bucket}
    )


def _role(program: Program, name: str) -> Resource:
    trust = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "lambda.amazonaws.com"}}
    document = json.dumps({"Version": "2012-10-17", "Statement": [trust]})
    return program.make("iam/role:Role", name, {"assumeRolePolicy": document, "tags": _TAGS})


def _function(program: Program, name: str, role: Resource) -> Resource:
    policy = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
    program.make("iam/rolePolicyAttachment:RolePolicyAttachment", name, {"policyArn": policy}, {"role": role})
    inputs = {"name": name, "runtime": "python3.13", "handler": "main.handler", "tags": _TAGS}
    function = program.make("lambda/function:Function", name, inputs, {"role": role})
    program.make("cloudwatch/logGroup:LogGroup", name, {"name": f"/aws/lambda/{name}", "retentionInDays": 30})
    return function


def _group(program: Program, inputs: Mapping[str, Any] | None = None) -> Resource:
    vpc = program.make("ec2/vpc:Vpc", "main", {"cidrBlock": "10.0.0.0/16"})
    return program.make("ec2/securityGroup:SecurityGroup", "main", inputs or {}, {"vpcId": vpc})


def inline_rules(size: int) -> list[Resource]:
    """A security group with that many rules in it."""
    program = Program()
    rules = [
        {"protocol": "tcp", "fromPort": port, "toPort": port, "cidrBlocks": [_block_of(port)]} for port in range(size)
    ]
    _group(program, {"ingress": rules})
    return program.resources


def security_group_rules(size: int) -> list[Resource]:
    """A security group with that many rules of the older kind beside it."""
    program = Program()
    group = _group(program)
    for port in range(size):
        inputs = {
            "type": "ingress",
            "protocol": "tcp",
            "fromPort": port,
            "toPort": port,
            "cidrBlocks": [_block_of(port)],
        }
        program.make("ec2/securityGroupRule:SecurityGroupRule", f"rule-{port}", inputs, {"securityGroupId": group})
    return program.resources


def ingress_rules(size: int) -> list[Resource]:
    """A security group with that many rules of the newer kind beside it."""
    program = Program()
    group = _group(program)
    for port in range(size):
        inputs = {"ipProtocol": "tcp", "fromPort": port, "toPort": port, "cidrIpv4": _block_of(port)}
        program.make(
            "vpc/securityGroupIngressRule:SecurityGroupIngressRule", f"rule-{port}", inputs, {"securityGroupId": group}
        )
    return program.resources


def _block_of(number: int) -> str:
    return f"10.{number // 65536 % 256}.{number // 256 % 256}.{number % 256}/32"


def records(size: int) -> list[Resource]:
    """A zone with that many records, half of them CNAMEs."""
    program = Program()
    zone = program.make("route53/zone:Zone", "main", {"name": "example.com"})
    for number in range(size):
        kind, target = ("CNAME", "www.example.org") if number % 2 else ("A", "192.0.2.10")
        inputs = {"name": f"host-{number}.example.com", "type": kind, "ttl": 300, "records": [target]}
        program.make("route53/record:Record", f"host-{number}", inputs, {"zoneId": zone})
    return program.resources


def listener_rules(size: int) -> list[Resource]:
    """A listener with that many rules."""
    program = Program()
    balancer = program.make("lb/loadBalancer:LoadBalancer", "main", {"internal": True})
    listener = program.make("lb/listener:Listener", "main", {"port": 80}, {"loadBalancerArn": balancer})
    for number in range(size):
        inputs = {"priority": number + 1, "conditions": [{"pathPattern": {"values": [f"/{number}/*"]}}]}
        program.make("lb/listenerRule:ListenerRule", f"rule-{number}", inputs, {"listenerArn": listener})
    return program.resources


def databases_and_secrets(size: int) -> list[Resource]:
    """That many databases, each with a password and a secret of its own."""
    program = Program()
    for number in range(size):
        name = f"data-{number}"
        password = program.make("random:index/randomPassword:RandomPassword", name, {"length": 32})
        program.make("rds/instance:Instance", name, _DATABASE, {"password": password})
        secret = program.make("secretsmanager/secret:Secret", name)
        links = {"secretId": secret, "secretString": password}
        program.make("secretsmanager/secretVersion:SecretVersion", name, {}, links)
    return program.resources


def literal_passwords(size: int) -> list[Resource]:
    """That many databases and secrets whose passwords the configuration says."""
    program = Program()
    for number in range(size):
        name, password = f"data-{number}", f"correct-horse-battery-{number}"
        inputs = {
            "engine": "postgres",
            "instanceClass": "db.m6g.large",
            "username": "app",
            "password": Secret(password),
        }
        program.make("rds/instance:Instance", name, inputs)
        secret = program.make("secretsmanager/secret:Secret", name)
        content = {"secretString": Secret(json.dumps({"username": "app", "password": password}))}
        program.make("secretsmanager/secretVersion:SecretVersion", name, content, {"secretId": secret})
    return program.resources


def role_policies(size: int) -> list[Resource]:
    """A role with that many policies, and a function in a VPC for each sixty of them."""
    program = Program()
    role = _role(program, "main")
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    for number in range(size):
        program.make("iam/rolePolicy:RolePolicy", f"policy-{number}", {"policy": document}, {"role": role})
    for number in range(size // 60):
        inputs = {"runtime": "python3.13", "handler": "main.handler", "vpcConfig": {"subnetIds": ["subnet-1"]}}
        program.make("lambda/function:Function", f"function-{number}", inputs, {"role": role})
    return program.resources


def component_children(size: int) -> list[Resource]:
    """A component that holds that many buckets with their policies; what is outside depends on it as a whole."""
    program = Program()
    component = program.make("acme:storage:Store", "store")
    for number in range(size // 2):
        bucket = program.make("s3/bucket:Bucket", f"data-{number}", {"tags": _TAGS}, parent=component)
        statement = {"Effect": "Deny", "Action": "s3:*", "Resource": "*", "Principal": "*"}
        document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        links = {"bucket": bucket}
        program.make("s3/bucketPolicy:BucketPolicy", f"data-{number}", {"policy": document}, links, parent=component)
    role = _role(program, "main")
    inputs = {"runtime": "python3.13", "handler": "main.handler", "vpcConfig": {"subnetIds": ["subnet-1"]}}
    program.make("lambda/function:Function", "reader", inputs, {"role": role, "environment": component})
    return program.resources


def users_of_a_component(size: int) -> list[Resource]:
    """A component with that many children, and as many functions that depend on it as a whole."""
    program = Program()
    component = program.make("acme:storage:Store", "store")
    role = _role(program, "main")
    for number in range(size):
        program.make("s3/bucket:Bucket", f"data-{number}", parent=component)
        inputs = {"name": f"reader-{number}", "runtime": "python3.13", "handler": "main.handler"}
        program.make("lambda/function:Function", f"reader-{number}", inputs, {"role": role, "environment": component})
    return program.resources


def buckets_and_blocks(size: int) -> list[Resource]:
    """That many buckets and, for each, its public access block."""
    program = Program()
    for number in range(size):
        bucket = program.make("s3/bucket:Bucket", f"data-{number}", {"tags": _TAGS})
        _block(program, f"data-{number}", bucket)
    return program.resources


def pipeline_stages(size: int) -> list[Resource]:
    """A pipeline of that many stages, each of which reads what the one before it made."""
    program = Program()
    build = {"category": "Build", "owner": "AWS", "provider": "CodeBuild", "version": "1"}
    source = {"category": "Source", "owner": "AWS", "provider": "S3", "version": "1"}
    stages = [
        {
            "name": f"stage-{number}",
            "actions": [
                {
                    **(build if number else source),
                    "name": f"action-{number}",
                    "namespace": f"variables-{number}",
                    "inputArtifacts": [f"made-{number - 1}"] if number else [],
                    "outputArtifacts": [f"made-{number}"],
                    "configuration": {"ProjectName": "build"} if number else {"S3Bucket": "in", "S3ObjectKey": "a.zip"},
                }
            ],
        }
        for number in range(size)
    ]
    role = _role(program, "main")
    inputs = {"stages": stages, "artifactStores": [{"type": "S3", "location": "artifacts-1234567"}]}
    program.make("codepipeline/pipeline:Pipeline", "main", inputs, {"roleArn": role})
    return program.resources


def functions_and_log_groups(size: int) -> list[Resource]:
    """That many functions, each with a log group."""
    program = Program()
    role = _role(program, "main")
    for number in range(size):
        _function(program, f"function-{number}", role)
    return program.resources


def subnets(size: int) -> list[Resource]:
    """A VPC with that many subnets."""
    program = Program()
    vpc = program.make("ec2/vpc:Vpc", "main", {"cidrBlock": "10.0.0.0/8"})
    for number in range(size):
        inputs = {"cidrBlock": f"10.{number // 256}.{number % 256}.0/24"}
        program.make("ec2/subnet:Subnet", f"subnet-{number}", inputs, {"vpcId": vpc})
    return program.resources


def queue_policies(size: int) -> list[Resource]:
    """That many queues, each with a policy of its own."""
    program = Program()
    for number in range(size):
        queue = program.make("sqs/queue:Queue", f"queue-{number}")
        statement = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*", "Principal": "*"}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        program.make("sqs/queuePolicy:QueuePolicy", f"queue-{number}", {"policy": policy}, {"queueUrl": queue})
    return program.resources


Make: TypeAlias = Callable[[int], list[Resource]]

CASES: Mapping[str, tuple[Make, int]] = {
    make.__name__: (make, size)
    for make, size in (
        (mixed, 10_000),
        (inline_rules, 5_000),
        (security_group_rules, 5_000),
        (ingress_rules, 5_000),
        (records, 5_000),
        (listener_rules, 3_000),
        (databases_and_secrets, 500),
        (literal_passwords, 500),
        (role_policies, 3_000),
        (component_children, 3_000),
        (users_of_a_component, 1_000),
        (buckets_and_blocks, 4_000),
        (pipeline_stages, 500),
        (functions_and_log_groups, 2_000),
        (subnets, 2_000),
        (queue_policies, 3_000),
    )
}
"""Name -> how the stack is made, and the size that it is measured at."""
