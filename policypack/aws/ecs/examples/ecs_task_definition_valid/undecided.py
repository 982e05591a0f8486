import json

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
containers = json.dumps([{"name": "web", "image": "public.ecr.aws/nginx/nginx:1.27"}])
aws.ecs.TaskDefinition(
    "web",
    family="web",
    container_definitions=containers,
    cpu=old.outputs["Cpu"],
    memory="1024",
    network_mode="awsvpc",
    requires_compatibilities=["FARGATE"],
)  # undetermined: cpu
