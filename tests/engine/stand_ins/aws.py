"""A stand-in for pulumi-resource-aws: plausible names, ids, ARNs and data sources."""

from __future__ import annotations

import hashlib
import os
import re
from importlib import metadata
from uuid import UUID

from pulumi.runtime.proto import provider_pb2_grpc

from policypack.sources import aws_functions, aws_provider
from tests.engine.stand_ins.provider import UNKNOWN, Properties, Provider, plain, struct
from tests.engine.stand_ins.schema import OutputProperty, output_properties
from tests.engine.stand_ins.server import serve

_EC2_ID_PREFIX = {
    "eip": "eipalloc-",
    "instance": "i-",
    "internetGateway": "igw-",
    "natGateway": "nat-",
    "networkAcl": "acl-",
    "routeTable": "rtb-",
    "securityGroup": "sg-",
    "securityGroupEgressRule": "sgr-",
    "securityGroupIngressRule": "sgr-",
    "subnet": "subnet-",
    "volume": "vol-",
    "vpc": "vpc-",
    "vpcEndpoint": "vpce-",
}
"""How the ids of EC2 begin, by the last part of the type's module."""

_ID_IS_ARN = frozenset(
    {
        "acm/certificate",
        "codebuild/project",
        "ecs/cluster",
        "ecs/service",
        "iam/policy",
        "lb/listener",
        "lb/loadBalancer",
        "lb/targetGroup",
        "secretsmanager/secret",
        "sns/topic",
    }
)
_ID_IS_NAME = frozenset({"cloudwatch", "codepipeline", "elasticache", "iam", "lambda", "rds", "s3", "sqs"})
_NAMES = ("bucket", "name", "identifier", "clusterIdentifier", "replicationGroupId", "clusterId", "family")
"""The properties that name a resource, the first that is there."""

_ARN_SERVICE = {
    "alb": "elasticloadbalancing",
    "cloudwatch": "logs",
    "docdb": "rds",
    "ebs": "ec2",
    "lb": "elasticloadbalancing",
    "neptune": "rds",
    "vpc": "ec2",
}
"""The service as ARNs write it, where the type's module has another name."""

_OF_EVENTS = frozenset({"cloudwatch/eventArchive", "cloudwatch/eventBus", "cloudwatch/eventRule"})

_ARN_RESOURCE = {
    "cloudwatch/logGroup": "log-group:",
    "cloudwatch/eventRule": "rule/",
    "codepipeline/pipeline": "",
    "elasticache/replicationGroup": "replicationgroup:",
    "lambda/function": "function:",
    "rds/cluster": "cluster:",
    "rds/instance": "db:",
    "secretsmanager/secret": "secret:",
    "sns/topic": "",
    "sqs/queue": "",
}
"""What stands before the name in an ARN, where it is not the type and a slash."""

_ARN_OF_ARGUMENTS = {
    "codedeploy/application": "application:{name}",
    "codedeploy/deploymentGroup": "deploymentgroup:{appName}/{deploymentGroupName}",
}
"""What stands in an ARN for the resource, where it is made of several arguments or of another one than the id."""

_ARN_WITHOUT_REGION = frozenset({"cloudfront", "iam", "route53"})
_PORTS = {"docdb": 27017, "elasticache": 6379, "rds": 5432, "redshift": 5439}


class Aws:
    """The AWS provider, one process for each explicit provider of a program, each with its own region."""

    name = "aws"
    in_schema = (
        "aws:kms/key:Key",
        "aws:rds/instance:Instance",
        "aws:s3/bucket:Bucket",
        "aws:s3/bucketVersioning:BucketVersioning",
        "aws:sqs/queue:Queue",
    )
    replaced_on = frozenset(
        {"availabilityZone", "bucket", "cidrBlock", "engine", "name", "region", "subnetId", "username", "vpcId"}
    )

    def __init__(self) -> None:
        self.version = metadata.version("pulumi-aws")
        self._config: Properties = {}

    def configure(self, config: Properties) -> None:
        region = config.get("region") or os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
        self._config = {**config, "version": self.version, **({"region": region} if region else {})}

    def check(self, token: str, name: str, inputs: Properties) -> Properties:
        return plain(aws_provider.check_inputs(token, name, struct(inputs), provider=struct(self._config)))

    def planned(self, token: str, inputs: Properties) -> Properties:
        computed = {output.name: UNKNOWN for output in output_properties(token) if output.is_computed}
        return {**computed, **inputs}

    def created(self, token: str, name: str, inputs: Properties) -> tuple[str, Properties]:
        region = inputs.get("region") or self._config.get("region") or aws_functions.DEFAULT_REGION
        identifier = _identifier(token, name, inputs, region)
        computed = {
            output.name: _made_up(output, token, identifier, region)
            for output in output_properties(token)
            if output.is_computed and not output.type.startswith("'outputs.")
        }
        of_arguments = _ARN_OF_ARGUMENTS.get(token.split(":")[1])
        if of_arguments is not None:
            place = f"arn:aws:codedeploy:{region}:{aws_functions.ACCOUNT}"
            computed["arn"] = f"{place}:{of_arguments.format_map(inputs)}"
        if "engineVersionActual" in computed:
            computed["engineVersionActual"] = inputs.get("engineVersion", "")
        return identifier, {**computed, **inputs}

    def invoke(self, token: str, args: Properties) -> Properties | None:
        default_tags = aws_provider.default_tags(struct(self._config))
        answer = aws_provider.invoke(token, args, self._config.get("region"), default_tags=default_tags)
        return None if answer is None else dict(answer)


def _identifier(token: str, name: str, inputs: Properties, region: str) -> str:
    """The id in AWS's form for the commonest types, else made of the resource's name."""
    module = token.split(":")[1]
    service, _, leaf = module.partition("/")
    digits = hashlib.sha256(f"{token}::{name}".encode()).hexdigest()
    named = next((inputs[key] for key in _NAMES if isinstance(inputs.get(key), str)), name)
    if service in ("ec2", "vpc", "ebs") and leaf in _EC2_ID_PREFIX:
        return f"{_EC2_ID_PREFIX[leaf]}{digits[:17]}"
    if service == "kms" and leaf.lower().endswith("key"):
        return str(UUID(digits[:32]))
    if module in _ID_IS_ARN:
        return _arn(token, named, region)
    if module == "sqs/queue":
        return f"https://sqs.{region}.amazonaws.com/{aws_functions.ACCOUNT}/{named}"
    return named if service in _ID_IS_NAME else f"{named}-{digits[:8]}"


def _arn(token: str, identifier: str, region: str) -> str:
    module = token.split(":")[1]
    service, _, leaf = module.partition("/")
    service = "events" if module in _OF_EVENTS else _ARN_SERVICE.get(service, service)
    if identifier.startswith("arn:"):
        return identifier
    if service == "s3":
        return f"arn:aws:s3:::{identifier}"
    if identifier.startswith("https:"):
        identifier = identifier.rpartition("/")[2]
    place = "" if service in _ARN_WITHOUT_REGION else region
    kind = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", leaf).lower()
    if module == "lambda/layerVersion":
        return f"arn:aws:lambda:{region}:{aws_functions.ACCOUNT}:layer:{identifier.rpartition('/')[2]}:1"
    resource = _ARN_RESOURCE.get(module, f"{kind}/")
    return f"arn:aws:{service}:{place}:{aws_functions.ACCOUNT}:{resource}{identifier}"


def _made_up(output: OutputProperty, token: str, identifier: str, region: str) -> object:
    """A computed value after the creation: in AWS's form where others read it, else empty."""
    service, _, _ = token.split(":")[1].partition("/")
    host = f"{identifier}.{service}.{region}.amazonaws.com"
    port = _PORTS.get(service, 443)
    in_form: Properties = {
        "accountId": aws_functions.ACCOUNT,
        "address": host,
        "arn": _arn(token, identifier, region),
        "availabilityZone": f"{region}a",
        "bucketDomainName": f"{identifier}.s3.amazonaws.com",
        "bucketRegionalDomainName": f"{identifier}.s3.{region}.amazonaws.com",
        "dnsName": host,
        "endpoint": f"{host}:{port}" if service == "rds" else host,
        "executionArn": f"arn:aws:execute-api:{region}:{aws_functions.ACCOUNT}:{identifier}",
        "keyId": identifier,
        "ownerId": aws_functions.ACCOUNT,
        "port": port,
        "primaryEndpointAddress": host,
        "readerEndpointAddress": f"reader.{host}",
        "region": region,
        "storageType": "gp2",
        "url": identifier,
    }
    if output.name in in_form:
        return in_form[output.name]
    if output.is_a("Sequence"):
        return []
    if output.is_a("Mapping"):
        return {}
    if output.is_a("bool"):
        return False
    return 0 if output.is_a("int", "float") else ""


def main() -> None:
    serve(Provider(Aws()), provider_pb2_grpc.add_ResourceProviderServicer_to_server)
