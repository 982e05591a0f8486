"""The nouns of EC2 Image Builder."""

INFRASTRUCTURE = ("aws:imagebuilder/infrastructureConfiguration:InfrastructureConfiguration",)
DISTRIBUTION = ("aws:imagebuilder/distributionConfiguration:DistributionConfiguration",)
PIPELINE = ("aws:imagebuilder/imagePipeline:ImagePipeline",)
IMAGE = ("aws:imagebuilder/image:Image",)
