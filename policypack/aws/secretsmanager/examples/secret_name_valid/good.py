import pulumi_aws as aws

aws.secretsmanager.Secret("automatic")
aws.secretsmanager.Secret("marks", name="shop/orders_db+1=a.b@c")
aws.secretsmanager.Secret("longest", name="a" * 512)
aws.secretsmanager.Secret("prefixed", name_prefix="shop/orders-")
