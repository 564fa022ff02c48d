"""Times programs with CPython for the paired benchmarks: a JSON string, the source, on each line in; on each line out, JSON of
{"seconds": wall time of compiling and running it in a fresh namespace, "out": what it printed}. The first line out tells
which CPython this is and how it was built.
"""

import gc
import io
import json
import platform
import sys
import sysconfig
import time

options = sysconfig.get_config_var('CONFIG_ARGS') or 'unknown options'
print(json.dumps({'version': platform.python_version(), 'build': options}), flush=True)
answers = sys.stdout
for line in sys.stdin:
    text = json.loads(line)
    namespace = {'__name__': '__main__'}
    gc.collect()
    sys.stdout = out = io.StringIO()
    start = time.perf_counter()
    exec(compile(text, 'program.py', 'exec'), namespace)
    seconds = time.perf_counter() - start
    sys.stdout = answers
    namespace.clear()
    answers.write(json.dumps({'seconds': seconds, 'out': out.getvalue()}) + '\n')
    answers.flush()
