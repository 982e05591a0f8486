import json

import pulumi_aws as aws

WEB = {"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27", "memory": 256}
aws.ecs.TaskDefinition(
    "web",  # finds: containerDefinitions
    family="web",
    container_definitions=json.dumps([{**WEB, "privileged": True}]),
)
aws.ecs.TaskDefinition("agent", family="agent", pid_mode="host", container_definitions=json.dumps([WEB]))

# finds agent: pidMode
