import json

import pulumi_aws as aws

WEB = {"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27", "memory": 256}
aws.ecs.TaskDefinition(
    "web",
    family="web",
    container_definitions=json.dumps([{**WEB, "readonlyRootFilesystem": True}]),
)
aws.ecs.TaskDefinition(
    "windows",
    family="windows",
    requires_compatibilities=["EC2"],
    runtime_platform={"operating_system_family": "WINDOWS_SERVER_2022_CORE"},
    container_definitions=json.dumps([WEB]),
)
