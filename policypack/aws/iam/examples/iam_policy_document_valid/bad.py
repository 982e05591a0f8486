import json

import pulumi_aws as aws


def document(*statements, **parts):
    parts = {"Version": "2012-10-17", **parts}
    return json.dumps({key: part for key, part in {**parts, "Statement": list(statements)}.items() if part})


def statement(**parts):
    whole = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*", **parts}
    return {key: part for key, part in whole.items() if part is not None}


def policy(name, *statements, **parts):
    aws.iam.Policy(name, policy=document(*statements, **parts))


def trust(name, **parts):
    parts = {"Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}, "Resource": None, **parts}
    aws.iam.Role(name, assume_role_policy=document(statement(**parts)))


policy("no-resource", statement(Resource=None))
policy("no-action", statement(Action=None))
policy("bucket-name", statement(Resource="orders"))
policy("principal", statement(Principal="*"))
trust("trust-resource", Resource="*")
trust("trust-nobody", Principal=None)
trust("trust-action", Action=["sts:AssumeRole", "s3:GetObject"])
policy("no-service", statement(Action="GetObject"))
policy("colons", statement(Action="arn:aws:s3"))
policy("any-service", statement(Action="*:Untag*"))
policy("same-sid", statement(Sid="Read"), statement(Sid="Read"))
policy("spaced-sid", statement(Sid="Read orders"))
policy("no-version", statement(), Version=None)
policy("no-operator", statement(Condition={"aws:SourceAccount": "123456789012"}))
policy("effect", statement(Effect="Permit"))
policy("long", statement(Resource=[f"arn:aws:s3:::orders-{index:04}/*" for index in range(250)]))
aws.iam.UserPolicy(
    "long-inline",
    user="orders",
    policy=document(statement(Resource=[f"arn:aws:s3:::orders-{index:04}/*" for index in range(90)])),
)  # finds: policy
aws.iam.Role(
    "inline",
    assume_role_policy=document(
        statement(Action="sts:AssumeRole", Resource=None, Principal={"Service": "ec2.amazonaws.com"})
    ),
    inline_policies=[{"name": "read", "policy": document(statement(Resource=None))}],
)  # finds: inlinePolicies[0].policy
aws.s3.BucketPolicy(
    "bucket-nobody", bucket="orders", policy=document(statement(Resource="arn:aws:s3:::orders/*"))
)  # finds: policy
aws.s3.BucketPolicy(
    "bucket-nothing",
    bucket="orders",
    policy=document(statement(Principal={"AWS": "123456789012"}, Resource=None)),
)  # finds: policy

# finds no-resource: policy
# finds no-action: policy
# finds bucket-name: policy
# finds principal: policy
# finds no-service: policy
# finds colons: policy
# finds any-service: policy
# finds same-sid: policy
# finds spaced-sid: policy
# finds no-version: policy
# finds no-operator: policy
# finds effect: policy
# finds long: policy
# finds trust-resource: assumeRolePolicy
# finds trust-nobody: assumeRolePolicy
# finds trust-action: assumeRolePolicy
