"""Comments that say TODO or FIXME, with their lines."""


def measure(evidence):
    lines, code = [], 0
    for f in evidence["files"]:
        code += f["code"]
        number = 0
        for text in f["text"].split("\n"):
            number += 1
            at = comment_in(text)
            if at is not None and ("TODO" in at or "FIXME" in at):
                lines.append({"file": f["path"], "line": number, "amount": 1, "text": at.strip()[:100]})
    if code == 0:
        return None  # nothing to speak of: not applicable
    return {"value": 100 * len(lines) / code, "lines": lines}


def comment_in(text):
    """The comment of a line, or None; a # in a string on one line is not one."""
    quote = ""
    for i in range(len(text)):
        c = text[i]
        if quote:
            if c == quote:
                quote = ""
        elif c == "'" or c == '"':
            quote = c
        elif c == "#":
            return text[i:]
    return None
