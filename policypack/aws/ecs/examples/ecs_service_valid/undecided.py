import json

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
task = aws.ecs.TaskDefinition(
    "web",
    family="web",
    network_mode=old.outputs["Mode"],
    container_definitions=json.dumps([{"name": "web", "image": "nginx", "memory": 256}]),
)
aws.ecs.Service("web", task_definition=task.arn, launch_type="EC2")

# undetermined web: networkMode
