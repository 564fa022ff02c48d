"""Running modules and files as programs."""
import sys
import importlib.util
from types import ModuleType as _ModuleType

__all__ = ["run_module", "run_path"]


def _details(mod_name, error=ImportError):
    if mod_name.startswith("."):
        raise error("Relative module names not supported")
    pkg_name = mod_name.rpartition(".")[0]
    if pkg_name:
        try:
            __import__(pkg_name)
        except ImportError as e:
            if e.name is None or e.name != pkg_name and not pkg_name.startswith(e.name + "."):
                raise
    try:
        spec = importlib.util.find_spec(mod_name)
    except (ImportError, AttributeError, TypeError, ValueError) as ex:
        raise error(f"Error while finding module specification for {mod_name!r} ({type(ex).__name__}: {ex})") from ex
    if spec is None:
        raise error("No module named %s" % mod_name)
    if spec.submodule_search_locations is not None or spec.origin == 'frozen' and importlib.util._spec(mod_name + '.__main__'):
        if mod_name == "__main__" or mod_name.endswith(".__main__"):
            raise error("Cannot use package as __main__ module")
        try:
            return _details(mod_name + ".__main__", error)
        except error as e:
            if mod_name not in sys.modules:
                raise
            raise error(("%s; %r is a package and cannot be directly executed") % (e, mod_name)) from None
    loader = spec.loader
    if spec.origin == 'built-in':
        raise error("No code object available for %s" % mod_name)
    if spec.origin == 'frozen':
        import _frames
        code = compile(_frames.library_text(mod_name), f'<frozen {mod_name}>', 'exec')
    else:
        code = loader.get_code(mod_name)
    return mod_name, spec, code


def _globals(run_globals, init_globals, mod_name, spec, script=None):
    if init_globals is not None:
        run_globals.update(init_globals)
    if spec is None:
        fname, loader, pkg, cached = script, None, '', None
    else:
        fname, loader, pkg, cached = spec.origin if spec.has_location else None, spec.loader, spec.parent, spec.cached
    run_globals.update(__name__=mod_name, __file__=fname, __cached__=cached, __doc__=None, __loader__=loader, __package__=pkg, __spec__=spec)
    if fname is None and spec is not None:
        run_globals['__file__'] = f'<frozen {spec.name}>'
    return run_globals


def _run_in_fresh_module(code, init_globals, mod_name, spec, fname, alter_argv):
    module = _ModuleType(mod_name)
    saved = sys.modules.get(mod_name)
    argv0 = sys.argv[0] if sys.argv else ''
    sys.modules[mod_name] = module
    if alter_argv and sys.argv:
        sys.argv[0] = fname
    try:
        _globals(module.__dict__, init_globals, mod_name, spec, fname)
        exec(code, module.__dict__)
        return module.__dict__.copy()
    finally:
        if alter_argv and sys.argv:
            sys.argv[0] = argv0
        if saved is None:
            sys.modules.pop(mod_name, None)
        else:
            sys.modules[mod_name] = saved


def run_module(mod_name, init_globals=None, run_name=None, alter_sys=False):
    """Run a module's code and answer its globals."""
    mod_name, spec, code = _details(mod_name)
    if run_name is None:
        run_name = mod_name
    if alter_sys:
        return _run_in_fresh_module(code, init_globals, run_name, spec, spec.origin, True)
    run_globals = _globals({}, init_globals, run_name, spec)
    exec(code, run_globals)
    return run_globals


def _run_module_as_main(mod_name, alter_argv=True):
    """What the option -m does."""
    class Missing(Exception):
        pass
    try:
        mod_name, spec, code = _details(mod_name, Missing)
    except Missing as exc:
        sys.exit("%s: %s" % (sys.executable, exc))
    main = sys.modules["__main__"].__dict__
    if alter_argv:
        sys.argv[0] = spec.origin if spec.has_location else f'{mod_name}.py' if not mod_name.endswith('__main__') else '__main__.py'
    _globals(main, None, "__main__", spec)
    exec(code, main)


def run_path(path_name, init_globals=None, run_name=None):
    """Run the code of a file, or of a folder's __main__.py, and answer its globals."""
    import os
    if run_name is None:
        run_name = "<run_path>"
    path_name = os.fspath(path_name)
    if os.path.isdir(path_name):
        sys.path.insert(0, path_name)
        try:
            return run_path(os.path.join(path_name, '__main__.py'), init_globals, run_name)
        finally:
            sys.path.remove(path_name)
    with open(path_name, 'rb') as f:
        code = compile(f.read(), path_name, 'exec')
    return _run_in_fresh_module(code, init_globals, run_name, None, path_name, True)
