"""The bases of what runs and what watches it: builds, containers, functions, trails."""

from __future__ import annotations

from collections.abc import Mapping

from policypack.constraint import Inputs, Json

_ROLE = "arn:aws:iam::123456789012:role/service"
_SUBNETS = ["subnet-0a1b2c3d4e5f60718", "subnet-1b2c3d4e5f607182a"]
COMPUTE: Mapping[str, Inputs] = {
    "aws:cloudtrail/trail:Trail": {"s3BucketName": "orders-trail"},
    "aws:codebuild/project:Project": {
        "serviceRole": _ROLE,
        "artifacts": {"type": "NO_ARTIFACTS"},
        "environment": {
            "computeType": "BUILD_GENERAL1_SMALL",
            "image": "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
            "type": "LINUX_CONTAINER",
        },
        "source": {"type": "GITHUB", "location": "https://github.com/acme/orders.git"},
    },
    "aws:codebuild/reportGroup:ReportGroup": {
        "type": "TEST",
        "exportConfig": {"type": "S3", "s3Destination": {"bucket": "acme-reports"}},
    },
    "aws:ecs/capacityProvider:CapacityProvider": {
        "name": "orders",
        "autoScalingGroupProvider": {
            "autoScalingGroupArn": "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a1b:"
            "autoScalingGroupName/orders",
        },
    },
    "aws:ecs/service:Service": {"taskDefinition": "orders:1"},
    "aws:ecs/taskDefinition:TaskDefinition": {
        "family": "web",
        "containerDefinitions": Json([{"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27", "memory": 256}]),
    },
    "aws:ecs/taskSet:TaskSet": {"cluster": "orders", "service": "orders", "taskDefinition": "orders:1"},
    "aws:eks/cluster:Cluster": {"roleArn": _ROLE, "vpcConfig": {"subnetIds": _SUBNETS}},
    "aws:lambda/function:Function": {
        "role": _ROLE,
        "runtime": "python3.13",
        "handler": "app.handler",
        "s3Bucket": "acme-code",
        "s3Key": "orders.zip",
    },
    "aws:sfn/stateMachine:StateMachine": {
        "roleArn": _ROLE,
        "definition": Json({"StartAt": "Done", "States": {"Done": {"Type": "Succeed"}}}),
    },
}
