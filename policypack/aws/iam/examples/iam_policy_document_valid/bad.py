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
policy("no-address", statement(Condition={"IpAddress": {"aws:SourceIp": "10.0.0/8"}}))
policy("no-number", statement(Condition={"NumericLessThan": {"s3:max-keys": "ten"}}))
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

policy("region", statement(Resource="arn:aws:iam:eu-west-1:123456789012:role/deploy-target"))
policy("open-service", statement(Resource="arn:aws:*:us-east-1:123456789012:orders"))
trust("trust-everyone", Principal="*")
trust("trust-pools", Action="sts:AssumeRoleWithWebIdentity", Principal={"Federated": "cognito-identity.amazonaws.com"})
policy("no-partition", statement(Resource="arn::s3:::orders/*"))
policy("short-arn", statement(Resource="arn:aws:s3::orders"))
trust("trust-no-service", Principal={"Service": ["ec2.amazonaws.com", "tagging.amazonaws.com"]})
BUCKET = {"Principal": {"AWS": "123456789012"}, "Resource": "arn:aws:s3:::orders/*"}
TOPIC = "arn:aws:sns:eu-west-1:123456789012:orders"
PUBLISH = {"Principal": {"Service": "events.amazonaws.com"}, "Action": "sns:Publish", "Resource": TOPIC}
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders"
SEND = {"Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": QUEUE}


def topic_policy(name, **parts):
    aws.sns.TopicPolicy(name, arn=TOPIC, policy=document(statement(**{**PUBLISH, **parts})))


def queue_policy(name, *statements):
    url = "https://sqs.eu-west-1.amazonaws.com/123456789012/orders"
    aws.sqs.QueuePolicy(name, queue_url=url, policy=document(*statements))


aws.s3.BucketPolicy(
    "bucket-no-principal",
    bucket="orders",
    policy=document(statement(**{**BUCKET, "Principal": {"AWS": "arn:aws:iam::123456789012:role/*"}})),
)  # finds: policy
aws.s3.BucketPolicy(
    "bucket-empty", bucket="orders", policy=json.dumps({"Version": "2012-10-17", "Statement": []})
)  # finds: policy
aws.kms.KeyPolicy(
    "key-no-principal",
    key_id="1234abcd-12ab-34cd-56ef-1234567890ab",
    policy=document(
        statement(Action="kms:*", Principal={"AWS": ["arn:aws:iam::123456789012:root", "arn:aws::123456789012:root"]})
    ),
)  # finds: policy
aws.kms.KeyPolicy(
    "key-nobody",
    key_id="1234abcd-12ab-34cd-56ef-1234567890ab",
    policy=document(statement(Action="kms:*", Principal={"AWS": []})),
)  # finds: policy
topic_policy("topic-no-principal", Principal={"AWS": "arn:aws:iam::123:root"})
topic_policy("topic-principle", Principal=None, Principle={"Service": "events.amazonaws.com"})
topic_policy("topic-action", Action=["sns:Publish", "sns:Unsubscribe"])
queue_policy("queue-no-principal", statement(**{**SEND, "Principal": {"AWS": "sns.amazonaws.com"}}))
queue_policy("queue-actions", statement(**{**SEND, "Action": [f"sqs:{name}Queue" for name in "ABCDEFGH"]}))
queue_policy("queue-statements", *(statement(**SEND) for _ in range(21)))
aws.ecr.RepositoryPolicy(
    "repository-no-principal",
    repository="orders",
    policy=document(
        statement(Principal={"AWS": "arn:aws:iam::123456789012:*"}, Action="ecr:BatchGetImage", Resource=None)
    ),
)  # finds: policy
aws.secretsmanager.SecretPolicy(
    "secret-version",
    secret_arn="arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf",
    policy=document(
        statement(Principal={"AWS": "123456789012"}, Action="secretsmanager:GetSecretValue"), Version="2019-10-19"
    ),
)  # finds: policy

# finds region: policy
# finds open-service: policy
# finds trust-everyone: assumeRolePolicy
# finds trust-pools: assumeRolePolicy
# finds no-partition: policy
# finds short-arn: policy
# finds trust-no-service: assumeRolePolicy
# finds topic-no-principal: policy
# finds topic-principle: policy
# finds topic-action: policy
# finds queue-no-principal: policy
# finds queue-actions: policy
# finds queue-statements: policy
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
# finds no-address: policy
# finds no-number: policy
# finds effect: policy
# finds long: policy
# finds trust-resource: assumeRolePolicy
# finds trust-nobody: assumeRolePolicy
# finds trust-action: assumeRolePolicy
