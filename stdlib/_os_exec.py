"""Starting programs: os.exec*(), os.spawn*() and os.popen()."""

import os

__name__ = "os"  # where the names belong


# === exec ===

def execl(file, *args):
    """Become another program, with the arguments one by one."""
    os.execv(file, args)


def execle(file, *args):
    """Become another program; the last argument is the environment."""
    *args, env = args
    os.execve(file, args, env)


def execlp(file, *args):
    """Become another program that is searched in PATH."""
    execvp(file, args)


def execlpe(file, *args):
    """Become another program that is searched in PATH; the last argument is the environment."""
    *args, env = args
    execvpe(file, args, env)


def execvp(file, args):
    """Become another program that is searched in PATH, with a list of arguments."""
    _execvpe(file, args)


def execvpe(file, args, env):
    """Become another program that is searched in PATH, with arguments and environment."""
    _execvpe(file, args, env)


def _execvpe(file, args, env=None):
    def execute(path):
        if env is None:
            os.execv(path, args)
        else:
            os.execve(path, args, env)

    if os.path.dirname(file):
        execute(file)
        return
    first = None
    for folder in map(os.fsencode, os.get_exec_path(env)):
        path = os.path.join(folder, os.fsencode(file))
        try:
            execute(path)
        except (FileNotFoundError, NotADirectoryError) as error:
            last = error
        except OSError as error:
            last = error
            first = first or error
    raise first or last


# === spawn ===

def _spawnvef(mode, file, args, env, func):
    if not isinstance(args, (tuple, list)):
        raise TypeError("argv must be a tuple or a list")
    if not args or not args[0]:
        raise ValueError("argv first element cannot be empty")
    pid = os.fork()
    if not pid:
        try:
            func(file, args) if env is None else func(file, args, env)
        except:
            os._exit(127)
    if mode == os.P_NOWAIT:
        return pid
    while True:
        _, status = os.waitpid(pid, 0)
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)


def spawnv(mode, file, args):
    """Start a program: its exit code, or with P_NOWAIT its process id."""
    return _spawnvef(mode, file, args, None, os.execv)


def spawnve(mode, file, args, env):
    """Start a program with an environment."""
    return _spawnvef(mode, file, args, env, os.execve)


def spawnvp(mode, file, args):
    """Start a program that is searched in PATH."""
    return _spawnvef(mode, file, args, None, execvp)


def spawnvpe(mode, file, args, env):
    """Start a program that is searched in PATH, with an environment."""
    return _spawnvef(mode, file, args, env, execvpe)


def spawnl(mode, file, *args):
    """Like spawnv(), with the arguments one by one."""
    return spawnv(mode, file, args)


def spawnle(mode, file, *args):
    """Like spawnve(), with the arguments one by one."""
    return spawnve(mode, file, args[:-1], args[-1])


def spawnlp(mode, file, *args):
    """Like spawnvp(), with the arguments one by one."""
    return spawnvp(mode, file, args)


def spawnlpe(mode, file, *args):
    """Like spawnvpe(), with the arguments one by one."""
    return spawnvpe(mode, file, args[:-1], args[-1])


# === popen ===

def popen(cmd, mode="r", buffering=-1):
    """Run a shell command: a file object that reads its output or writes its input."""
    if not isinstance(cmd, str):
        raise TypeError(f"invalid cmd type ({type(cmd)}, expected string)")
    if mode not in ("r", "w"):
        raise ValueError(f"invalid mode {mode!r}")
    if buffering == 0 or buffering is None:
        raise ValueError("popen() does not support unbuffered streams")
    import io
    import subprocess
    pipe = {"stdout" if mode == "r" else "stdin": subprocess.PIPE}
    process = subprocess.Popen(cmd, shell=True, text=True, bufsize=buffering, **pipe)
    return _wrap_close(process.stdout if mode == "r" else process.stdin, process)


class _wrap_close:
    """The stream of a command; closing it waits for the command."""

    def __init__(self, stream, proc):
        self._stream = stream
        self._proc = proc

    def close(self):
        """Close the stream; returns None for exit code 0, else the status."""
        self._stream.close()
        code = self._proc.wait()
        return code << 8 if code else None

    def __enter__(self):
        return self

    def __exit__(self, *excinfo):
        self.close()

    def __getattr__(self, name):
        return getattr(self._stream, name)

    def __iter__(self):
        return iter(self._stream)
