"""Before permissions and settings."""

import json

import pulumi_aws as aws


def role(name, service):
    return aws.iam.Role(
        name,
        assume_role_policy=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": service}}],
            }
        ),
    )


monitoring = role("monitoring", "monitoring.rds.amazonaws.com")
aws.iam.RolePolicyAttachment(
    "monitoring",
    role=monitoring.name,
    policy_arn="arn:aws:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole",
)
aws.rds.Instance(
    "orders",
    engine="postgres",
    instance_class="db.t4g.medium",
    allocated_storage=100,
    username="orders",
    manage_master_user_password=True,
    monitoring_interval=60,
    monitoring_role_arn=monitoring.arn,
)  # finds: dependsOn
worker = role("worker", "lambda.amazonaws.com")
aws.iam.RolePolicyAttachment(
    "worker", role=worker.name, policy_arn="arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
)
function = aws.lambda_.Function(
    "worker",
    role=worker.arn,
    package_type="Image",
    image_uri="repo:latest",
    vpc_config={"subnet_ids": ["subnet-1"], "security_group_ids": ["sg-1"]},
)
uploads = aws.s3.Bucket("uploads")
aws.s3.BucketOwnershipControls("uploads", bucket=uploads.id, rule={"object_ownership": "BucketOwnerPreferred"})
aws.s3.BucketAcl("uploads-acl", bucket=uploads.id, acl="private")  # finds: dependsOn
aws.lambda_.Permission(
    "uploads",
    function=function.name,
    action="lambda:InvokeFunction",
    principal="s3.amazonaws.com",
    source_arn=uploads.arn,
)
aws.s3.BucketNotification(
    "uploads-events",
    bucket=uploads.id,
    lambda_functions=[{"lambda_function_arn": function.arn, "events": ["s3:ObjectCreated:*"]}],
)  # finds: dependsOn

# finds worker: dependsOn
