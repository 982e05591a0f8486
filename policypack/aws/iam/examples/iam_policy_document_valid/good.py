import json

import pulumi
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
    return aws.iam.Role(name, assume_role_policy=document(statement(**parts)))


policy("not-resource", statement(Resource=None, NotResource="arn:aws:s3:::orders/*"))
policy("wildcard", statement(Action=["s3:Get*", "s3:*"], Resource=["arn:aws:s3:::${aws:username}/*"]))
policy("every-action", statement(Sid="All2", Action="*"))
policy("empty-sids", statement(Sid=""), statement(Sid=""), statement())
policy(
    "operator",
    statement(
        Condition={"ForAnyValue:StringLikeIfExists": {"aws:TagKeys": "a*"}, "Null": {"aws:TokenIssueTime": "true"}}
    ),
)
policy("deny", statement(Effect="Deny", Action=None, NotAction="iam:*"))
policy("longest", statement(Resource=["arn:aws:s3:::" + "a" * 6000]))
trust("trust")
trust("trust-account", Principal={"AWS": "*"}, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-0a1b2c3d4e"}})
trust(
    "trust-pool",
    Action="sts:AssumeRoleWithWebIdentity",
    Principal={"Federated": "cognito-identity.amazonaws.com"},
    Condition={"StringEquals": {"cognito-identity.amazonaws.com:aud": "us-east-1:0a1b2c3d"}},
)
trust("trust-tags", Action=["sts:AssumeRole", "sts:TagSession"])
aws.iam.GroupPolicy("inline-no-version", group="orders", policy=document(statement(), Version=None))
aws.iam.UserPolicy("longest-inline", user="orders", policy=document(statement(Resource=["arn:aws:s3:::" + "a" * 1900])))
bucket = aws.s3.Bucket("orders", bucket="orders")
aws.s3.BucketPolicy(
    "bucket",
    bucket=bucket.id,
    policy=document(statement(Sid="Read orders", Principal={"AWS": "123456789012"}, Resource="arn:aws:s3:::orders/*")),
)
reader = trust("reader")
aws.iam.RolePolicy(
    "to-come",
    role=reader.id,
    policy=pulumi.Output.json_dumps(
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": bucket.arn}]}
    ),
)

TOPIC = "arn:aws:sns:eu-west-1:123456789012:orders"
QUEUE = "arn:aws:sqs:eu-west-1:123456789012:orders"
aws.kms.KeyPolicy(
    "key",
    key_id="1234abcd-12ab-34cd-56ef-1234567890ab",
    policy=document(
        statement(Action="kms:*", Principal={"AWS": "arn:aws:iam::123456789012:root"}),
        statement(
            Action="kms:Decrypt",
            Principal={"Service": ["delivery.logs.amazonaws.com", "logs.eu-west-1.amazonaws.com"], "AWS": "*"},
            Condition={"StringEquals": {"kms:CallerAccount": "123456789012"}},
        ),
    ),
)
aws.sns.TopicPolicy(
    "topic",
    arn=TOPIC,
    policy=document(
        statement(
            Principal={"Service": "events.amazonaws.com"}, Action=["SNS:Publish", "sns:Subscribe"], Resource=TOPIC
        )
    ),
)
aws.sqs.QueuePolicy(
    "queue",
    queue_url="https://sqs.eu-west-1.amazonaws.com/123456789012/orders",
    policy=document(statement(Principal={"Service": "sns.amazonaws.com"}, Action="sqs:SendMessage", Resource=QUEUE)),
)
aws.ecr.RepositoryPolicy(
    "repository",
    repository="orders",
    policy=document(
        statement(Principal={"AWS": "arn:aws:iam::123456789012:root"}, Action="ecr:BatchGetImage", Resource=None)
    ),
)
aws.secretsmanager.SecretPolicy(
    "secret",
    secret_arn="arn:aws:secretsmanager:eu-west-1:123456789012:secret:orders-AbCdEf",
    policy=document(statement(Principal={"AWS": "123456789012"}, Action="secretsmanager:GetSecretValue")),
)
aws.s3.BucketPolicy(
    "to-cloudfront",
    bucket="images",
    policy=document(
        statement(
            Principal={"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E2QWRUHAPOMQZL"},
            Resource="arn:aws:s3:::images/*",
        )
    ),
)
trust("newer-service", Principal={"Service": ["s3vectors.amazonaws.com", "inspector3.amazonaws.com"]})
