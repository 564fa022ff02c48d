"""Orders in which everything comes after what it depends on."""

__all__ = ['TopologicalSorter', 'CycleError']


class CycleError(ValueError):
    """A graph in which something depends on itself."""


class _Node:
    __slots__ = ('node', 'left', 'successors')

    def __init__(self, node):
        self.node = node
        self.left = 0
        self.successors = []


_OUT, _DONE = -1, -2


class TopologicalSorter:
    """A graph: nodes, each with what has to come before it."""

    def __init__(self, graph=None):
        self._nodes = {}
        self._ready = None
        self._out = 0
        self._finished = 0
        if graph is not None:
            for node, predecessors in graph.items():
                self.add(node, *predecessors)

    def _info(self, node):
        info = self._nodes.get(node)
        if info is None:
            info = self._nodes[node] = _Node(node)
        return info

    def add(self, node, *predecessors):
        """Add a node, or more of what has to come before it."""
        if self._ready is not None:
            raise ValueError('Nodes cannot be added after a call to prepare()')
        info = self._info(node)
        info.left += len(predecessors)
        for pred in predecessors:
            self._info(pred).successors.append(node)

    def prepare(self):
        """Finish the graph and look for cycles."""
        if self._ready is not None:
            if self._finished > 0 or self._out > 0:
                raise ValueError('cannot prepare() after starting iteration')
        else:
            self._ready = [info.node for info in self._nodes.values() if info.left == 0]
        cycle = self._find_cycle()
        if cycle:
            raise CycleError('nodes are in a cycle', cycle)

    def get_ready(self):
        """The nodes that nothing holds up any more, each once."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        result = tuple(self._ready)
        for node in result:
            self._nodes[node].left = _OUT
        self._ready.clear()
        self._out += len(result)
        return result

    def is_active(self):
        """Whether there is more to come."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        return self._finished < self._out or bool(self._ready)

    def __bool__(self):
        return self.is_active()

    def done(self, *nodes):
        """Mark nodes that get_ready gave as dealt with."""
        if self._ready is None:
            raise ValueError('prepare() must be called first')
        for node in nodes:
            info = self._nodes.get(node)
            if info is None:
                raise ValueError(f'node {node!r} was not added using add()')
            if info.left != _OUT:
                if info.left >= 0:
                    raise ValueError(f'node {node!r} was not passed out (still not ready)')
                raise ValueError(f'node {node!r} was already marked as done')
            info.left = _DONE
            for successor in info.successors:
                after = self._nodes[successor]
                after.left -= 1
                if after.left == 0:
                    self._ready.append(successor)
            self._finished += 1

    def _find_cycle(self):
        nodes = self._nodes
        seen, path, steps, place = set(), [], [], {}
        for start in nodes:
            if start in seen:
                continue
            node = start
            while True:
                if node in seen:
                    if node in place:
                        return path[place[node]:] + [node]
                else:
                    seen.add(node)
                    steps.append(iter(nodes[node].successors))
                    place[node] = len(path)
                    path.append(node)
                while path:
                    try:
                        node = next(steps[-1])
                        break
                    except StopIteration:
                        del place[path.pop()]
                        steps.pop()
                else:
                    break
        return None

    def static_order(self):
        """All nodes in an order that satisfies the graph."""
        self.prepare()
        while self.is_active():
            group = self.get_ready()
            yield from group
            self.done(*group)

    __class_getitem__ = classmethod(type(list[int]))
