import json

import pulumi_aws as aws

orders = aws.ecr.Repository("orders")
expire = {
    "rulePriority": 1,
    "selection": {"tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14},
    "action": {"type": "expire"},
}
aws.ecr.LifecyclePolicy("orders", repository=orders.name, policy=json.dumps({"rules": [expire]}))
