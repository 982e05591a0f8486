import pulumi_aws as aws

aws.ssm.Parameter("automatic", type="String", value="x")
aws.ssm.Parameter("path", name="/shop/orders-1/url_2.b", type="String", value="x")
aws.ssm.Parameter("word", name="orders.aws", type="SecureString", value="x")
aws.ssm.Parameter("deepest", name="/a" * 15, type="String", value="x")
aws.ssm.Parameter("largest", tier="Standard", type="String", value="x" * 4096)
aws.ssm.Parameter("largest-advanced", tier="Advanced", type="String", value="x" * 8192)
aws.ssm.Parameter("account-default", type="String", value="x" * 5000)
aws.ssm.Parameter("intelligent", tier="Intelligent-Tiering", type="String", value="x" * 5000)
