import pulumi_aws as aws

old = aws.cloudformation.Stack("old", template_url="https://example.com/old.yaml")
aws.elasticache.UserGroup(
    "orders", user_group_id="orders", engine="redis", user_ids=[old.outputs["User"]]
)  # undetermined: userIds[0]
