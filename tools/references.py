"""Writes which arguments are an ID, an ARN or a name of another resource: python -m tools.references

From the names that the installed pulumi-aws gives arguments, from the patterns of AWS's models, none of which an ARN
matches, and a few arguments by hand. The programs of its documentation say which of them take something else: those are
left out here, each with what a program gives.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from importlib.metadata import version

from policypack.aws.arguments.references import FILE
from policypack.catalog.schema import Kind, PropertyType, all_tokens, input_schema
from policypack.catalog.writing import today
from policypack.harvest.provider import arguments_of, each_argument
from policypack.harvest.refresh import patterns_of

IDS = {
    "allocationId": "eipalloc",
    "clientSubnets": "subnet",
    "customerGatewayId": "cgw",
    "egressOnlyGatewayId": "eigw",
    "natGatewayId": "nat",
    "networkAclId": "acl",
    "networkInterfaceId": "eni",
    "routeTableId": "rtb",
    "routeTableIds": "rtb",
    "securityGroupId": "sg",
    "securityGroupIds": "sg",
    "securityGroups": "sg",
    "subnetId": "subnet",
    "subnetIds": "subnet",
    "subnets": "subnet",
    "transitGatewayId": "tgw",
    "vpcEndpointId": "vpce",
    "vpcId": "vpc",
    "vpcPeeringConnectionId": "pcx",
    "vpcSecurityGroupIds": "sg",
    "vpcZoneIdentifiers": "subnet",
    "vpnGatewayId": "vgw",
}
ARNS = ("alarmActions", "okActions", "insufficientDataActions")
BY_HAND: Mapping[str, Mapping[str, str]] = {
    "aws:cloudwatch/eventTarget:EventTarget": {"arn": "arn"},
    "aws:ec2/instance:Instance": {"iamInstanceProfile": "name"},
    "aws:eks/addon:Addon": {"clusterName": "name"},
    "aws:eks/fargateProfile:FargateProfile": {"clusterName": "name"},
    "aws:eks/nodeGroup:NodeGroup": {"clusterName": "name"},
    "aws:iam/accessKey:AccessKey": {"user": "name"},
    "aws:iam/groupMembership:GroupMembership": {"group": "name", "users[]": "name"},
    "aws:iam/groupPolicy:GroupPolicy": {"group": "name"},
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": {"group": "name"},
    "aws:iam/instanceProfile:InstanceProfile": {"role": "name"},
    "aws:iam/policyAttachment:PolicyAttachment": {"groups[]": "name", "roles[]": "name", "users[]": "name"},
    "aws:iam/rolePolicy:RolePolicy": {"role": "name"},
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": {"role": "name"},
    "aws:iam/userGroupMembership:UserGroupMembership": {"groups[]": "name", "user": "name"},
    "aws:iam/userLoginProfile:UserLoginProfile": {"user": "name"},
    "aws:iam/userPolicy:UserPolicy": {"user": "name"},
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": {"user": "name"},
    "aws:kms/alias:Alias": {"targetKeyId": "key"},
    "aws:route53/record:Record": {"zoneId": "name"},
    "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {"rules[].destination.bucket": "arn"},
    "aws:s3/bucketReplicationConfiguration:BucketReplicationConfiguration": {"rules[].destination.bucket": "arn"},
    "aws:sns/topicPolicy:TopicPolicy": {"arn": "arn"},
    "aws:sns/topicSubscription:TopicSubscription": {"topic": "arn"},
    "aws:sqs/queuePolicy:QueuePolicy": {"queueUrl": "url"},
    "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy": {"queueUrl": "url"},
    "aws:sqs/redrivePolicy:RedrivePolicy": {"queueUrl": "url"},
}
NAMES: Mapping[str, tuple[str, ...]] = {
    "apigateway": ("restApi",),
    "apigatewayv2": ("apiId",),
    "appmesh": ("meshName",),
    "appsync": ("apiId",),
    "autoscaling": ("autoscalingGroupName",),
    "codedeploy": ("appName",),
    "cognito": ("identityPoolId", "userPoolId"),
    "ecr": ("repository",),
    "eks": ("clusterName",),
    "elasticache": ("subnetGroupName",),
    "glue": ("databaseName",),
    "opensearch": ("domainName",),
    "route53": ("zoneId",),
    "servicediscovery": ("namespaceId",),
}
"""By module: arguments that take a name or an ID alone."""
_REFERS = re.compile(
    r"(?!.*(?:[kK]ms|[aA]ccountId|[dD]isplayName|[hH]eaderName)).*(?:Ids?|Names?|Identifiers?|[gG]roups?|bucket|[cC]luster|[rR]epository|user)"
)
"""Names of arguments that refer to a resource."""
SOME_ARNS = (
    "arn:aws:iam::123456789012:role/orders",
    "arn:aws:s3:::orders",
    "arn:aws:sns:us-east-1:123456789012:orders",
    "arn:aws:logs:us-east-1:123456789012:log-group:/aws/orders",
)
LEFT_OUT = {
    "aws:backup/restoreTestingSelection:RestoreTestingSelection protectedResourceArns[]": "*",
    "aws:ec2/instance:Instance securityGroups[]": "names in a default VPC",
    "aws:ec2/launchConfiguration:LaunchConfiguration securityGroups[]": "names in a default VPC",
    "aws:ec2/spotInstanceRequest:SpotInstanceRequest securityGroups[]": "names in a default VPC",
    "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask taskArn": "AWS-RunShellScript",
    "aws:synthetics/canary:Canary executionRoleArn": "some-role",
    "aws:xray/samplingRule:SamplingRule resourceArn": "*",
}
BUCKETS = "aws:s3/bucket"
"""Types of settings of a bucket, which name it in ``bucket``."""
_TAKES_MORE = re.compile(r"(?i)\b(name|id|identifier)\b[^.]{0,20}\bor\b[^.]{0,6}\barn\b|\barn or\b")
"""Documentation of an argument that takes an ARN, or a name or an ID as well."""
_SAYS_ARN = re.compile(r"\b(?:arn|ARNs?)\b|Amazon Resource Name")
_DEEPEST = 5


def main() -> int:
    """Write the file and print how many arguments it has of each form."""
    forms = {token: found for token in all_tokens() if (found := forms_of(token))}
    head = {
        "source": f"names of arguments in pulumi-aws {version('pulumi-aws')}, and pages of AWS's references by hand",
        "as_of": today().isoformat(),
    }
    lines = [f"    {json.dumps(token)}: {json.dumps(forms[token])}" for token in sorted(forms)]
    text = ",\n".join([*(f"  {json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()), '  "types": {\n'])
    FILE.write_text("{\n" + text + ",\n".join(lines) + "\n  }\n}\n", encoding="utf-8")
    print(f"{sum(map(len, forms.values()))} arguments of {len(forms)} types")
    return 0


def forms_of(token: str) -> dict[str, str]:
    """Path -> form, of one type."""
    schema = input_schema(token)
    texts = {one.path: one.text for one in each_argument(arguments_of(token))}
    found = {
        path: form
        for path, form in _below(schema, token)
        if f"{token} {path}" not in LEFT_OUT and not (form == "arn" and _takes_more(texts, path))
    }
    names = {path: "name" for path in _names(token) if not _SAYS_ARN.search(texts.get(path.removesuffix("[]"), ""))}
    found = {**names, **found}
    if token.startswith(BUCKETS) and "bucket" in schema and not token.startswith("aws:s3/bucketObject"):
        found["bucket"] = "bucket"
    if token in ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"):
        found.pop("bucket", None)
    return {**found, **BY_HAND.get(token, {})}


def _names(token: str) -> Iterator[str]:
    """Arguments that take a name or an ID, and no ARN."""
    module = token.split(":")[1].split("/", maxsplit=1)[0]
    yield from (name for name in NAMES.get(module, ()) if name in input_schema(token))
    for path, patterns in patterns_of(token).items():
        name = path.removesuffix("[]").rpartition(".")[2]
        if _REFERS.fullmatch(name) and not any(map(_takes_arns, patterns)):
            yield path


def _takes_arns(pattern: str) -> bool:
    """An ARN may match the pattern."""
    try:
        return "arn" in pattern or any(re.fullmatch(pattern, one) for one in SOME_ARNS)
    except re.error:
        return True


def _takes_more(texts: Mapping[str, str], path: str) -> bool:
    """The provider's documentation says that a name or an ID will do."""
    return _TAKES_MORE.search(texts.get(path.removesuffix("[]"), "")) is not None


def _below(
    properties: Mapping[str, PropertyType], token: str, prefix: str = "", depth: int = 0
) -> Iterator[tuple[str, str]]:
    for name, one in properties.items():
        leaf: PropertyType | None = one
        path = f"{prefix}{name}"
        while leaf is not None and leaf.kind is Kind.LIST:
            leaf, path = leaf.element, f"{path}[]"
        if leaf is None:
            continue
        if leaf.kind is Kind.OBJECT and depth < _DEEPEST:
            yield from _below(leaf.fields, token, f"{path}.", depth + 1)
        elif leaf.kind is Kind.STRING and not leaf.fields:
            form = _form(name, token)
            if form:
                yield path, form


def _form(name: str, token: str) -> str:
    """What the argument's name says that it is."""
    if name.endswith(("Arn", "Arns")) or (name in ARNS and token.startswith("aws:cloudwatch/")):
        return "arn"
    module = token.split(":")[1].split("/", maxsplit=1)[0]
    if module == "storagegateway" or (name.startswith("routeTable") and module != "ec2"):
        return ""  # A gateway's interface is an address; transit and local gateways have route tables of their own.
    return IDS.get(name, "")


if __name__ == "__main__":
    sys.exit(main())
