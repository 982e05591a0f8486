"""The nouns of SageMaker AI."""

DOMAIN = ("aws:sagemaker/domain:Domain",)
ENDPOINT_CONFIGURATION = ("aws:sagemaker/endpointConfiguration:EndpointConfiguration",)
FEATURE_GROUP = ("aws:sagemaker/featureGroup:FeatureGroup",)
NOTEBOOK = ("aws:sagemaker/notebookInstance:NotebookInstance",)
PIPELINE = ("aws:sagemaker/pipeline:Pipeline",)
USER_PROFILE = ("aws:sagemaker/userProfile:UserProfile",)
