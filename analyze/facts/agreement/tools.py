"""What radon, mccabe and lizard say of Python files, as one line of JSON for each file.

Run by the comparison in this folder with the Python that ASSAY_METRICS_PYTHON names, in which the three must be
importable. The names of the files come on standard input, one a line. A tool that cannot read a file, or does not end
in time on it, has null there.
"""

import ast
import json
import signal
import sys

import lizard
import mccabe
from radon import metrics as radon_metrics
from radon import raw as radon_raw
from radon.visitors import ComplexityVisitor, HalsteadVisitor

SECONDS = 20


class TooSlow(Exception):
    pass


def alarm(signum, frame):
    raise TooSlow


def attempt(ask, *args):
    signal.alarm(SECONDS)
    try:
        return ask(*args)
    except (TooSlow, SyntaxError, RecursionError, ValueError, IndexError, StopIteration, AttributeError) as e:
        return None
    finally:
        signal.alarm(0)


def radon_blocks(tree):
    functions, classes = [], []

    def add_function(f):
        functions.append([f.lineno, f.col_offset, f.name, f.complexity])
        for inner in f.closures:
            add_function(inner)

    def add_class(c):
        classes.append([c.lineno, c.col_offset, c.name, c.complexity, c.real_complexity])
        for m in c.methods:
            add_function(m)
        for inner in c.inner_classes:
            add_class(inner)

    visitor = ComplexityVisitor.from_ast(tree)
    for f in visitor.functions:
        add_function(f)
    for c in visitor.classes:
        add_class(c)
    return {"functions": functions, "classes": classes, "total": visitor.total_complexity}


def radon_halstead(tree):
    v = HalsteadVisitor.from_ast(tree)
    return {
        "total": [v.distinct_operators, v.distinct_operands, v.operators, v.operands],
        "functions": [[f.context, f.distinct_operators, f.distinct_operands, f.operators, f.operands] for f in v.function_visitors],
    }


def radon_index(text):
    return radon_metrics.mi_visit(text, True)


def mccabe_graphs(tree):
    visitor = mccabe.PathGraphingAstVisitor()
    visitor.preorder(tree, visitor)
    return [[g.lineno, g.column, name, g.complexity()] for name, g in visitor.graphs.items()]


def lizard_functions(path, text):
    info = lizard.analyze_file.analyze_source_code(path, text)
    return {
        "functions": [
            [f.name, f.start_line, f.end_line, f.cyclomatic_complexity, f.nloc, f.token_count, f.parameter_count]
            for f in info.function_list
        ],
        "nloc": info.nloc,
        "tokens": info.token_count,
    }


def main():
    signal.signal(signal.SIGALRM, alarm)
    sys.setrecursionlimit(10_000)
    for line in sys.stdin:
        path = line.rstrip("\n")
        out = {"path": path}
        try:
            with open(path, encoding="utf-8") as f:
                text = f.read()
            tree = ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError) as e:
            out["refused"] = type(e).__name__
        else:
            out["radon"] = attempt(radon_blocks, tree)
            out["halstead"] = attempt(radon_halstead, tree)
            out["raw"] = attempt(radon_raw.analyze, text)
            out["index"] = attempt(radon_index, text) if out["raw"] else None
            out["mccabe"] = attempt(mccabe_graphs, tree)
            out["lizard"] = attempt(lizard_functions, path, text)
        print(json.dumps(out), flush=True)


main()
