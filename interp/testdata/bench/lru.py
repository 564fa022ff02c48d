class Node:
    def __init__(self, key, value):
        self.key, self.value = key, value
        self.prev = self.next = None


class LRU:
    def __init__(self, size):
        self.size, self.map = size, {}
        self.head, self.tail = Node(None, None), Node(None, None)
        self.head.next, self.tail.prev = self.tail, self.head

    def unlink(self, n):
        n.prev.next, n.next.prev = n.next, n.prev

    def push(self, n):
        n.next, n.prev = self.head.next, self.head
        self.head.next.prev = n
        self.head.next = n

    def get(self, key):
        n = self.map.get(key)
        if n is None:
            return -1
        self.unlink(n)
        self.push(n)
        return n.value

    def put(self, key, value):
        n = self.map.get(key)
        if n is not None:
            self.unlink(n)
        elif len(self.map) >= self.size:
            old = self.tail.prev
            self.unlink(old)
            del self.map[old.key]
        n = self.map[key] = Node(key, value)
        self.push(n)


c = LRU(100)
hits = 0
for i in range(120000):
    k = i * i % 257
    if c.get(k) == -1:
        c.put(k, i)
    else:
        hits += 1
print(hits)
