import pulumi_aws as aws

aws.ecr.Repository("limits", name="or", image_tag_mutability="IMMUTABLE")
aws.dynamodb.Table(
    "orders",
    billing_mode="PAY_PER_REQUEST",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
)
aws.sns.Topic("created", name_prefix="created-")
