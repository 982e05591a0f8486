import pulumi_aws as aws

aws.secretsmanager.Secret("spaced", name="orders database")  # finds: name
aws.secretsmanager.Secret("colon", name="shop:orders")  # finds: name
aws.secretsmanager.Secret("long", name="a" * 513)  # finds: name
