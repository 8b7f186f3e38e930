"""Images, documents, audio and video: models, licences and cleaning of metadata."""
