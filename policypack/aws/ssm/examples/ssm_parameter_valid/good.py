"""Values that fit their tier, or the tier that the account may have as its default"""

import pulumi_aws as aws

aws.ssm.Parameter("largest", tier="Standard", type="String", value="x" * 4096)
aws.ssm.Parameter("largest-advanced", tier="Advanced", type="String", value="x" * 8192)
aws.ssm.Parameter("account-default", type="String", value="x" * 5000)
aws.ssm.Parameter("intelligent", tier="Intelligent-Tiering", type="String", value="x" * 5000)
