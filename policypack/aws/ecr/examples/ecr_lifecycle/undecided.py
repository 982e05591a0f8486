import json

import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.ecr.Repository("orders", name="orders")  # undetermined: repository
expire = {
    "rulePriority": 1,
    "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14},
    "action": {"type": "expire"},
}
aws.ecr.LifecyclePolicy("policy", repository=old.outputs["Repository"], policy=json.dumps({"rules": [expire]}))
