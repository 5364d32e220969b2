"""What ends an import (起草失败): one line that says what is wrong with the document and how to mend it."""


class DocumentError(Exception):
    """The document cannot be drafted from; `what` is wrong and how to `mend` it, in Chinese, one line together."""

    def __init__(self, what: str, mend: str) -> None:
        super().__init__(f"{what} —— {mend}")
        self.what = what
        self.mend = mend
