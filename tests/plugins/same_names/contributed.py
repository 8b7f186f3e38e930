from integra_cms.plugins import Vocabulary

STAGE = Vocabulary(code="stage", label="Stages of another kind")
