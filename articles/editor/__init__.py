"""Writing an article: the editor of its text, what is pasted into it, its pictures, and the checks before its submit."""
