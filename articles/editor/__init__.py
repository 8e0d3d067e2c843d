"""The editor of articles: form fields, paste cleaning, pictures, and checks before a submit."""
