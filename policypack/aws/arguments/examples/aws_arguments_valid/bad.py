import pulumi_aws as aws

aws.ecr.Repository("case", name="orders", image_tag_mutability="immutable")  # finds: imageTagMutability
aws.ecr.Repository("short", name="o")  # finds: name
aws.dynamodb.Table(
    "orders",
    billing_mode="PAY_PER_REQUESTS",
    hash_key="id",
    attributes=[{"name": "id", "type": "S"}],
)  # finds: billingMode
aws.sns.Topic("created", name="created", name_prefix="created-")  # finds: name
