def bfs(graph, start):
    dist, queue = {start: 0}, [start]
    for node in queue:
        for n in graph[node]:
            if n not in dist:
                dist[n] = dist[node] + 1
                queue.append(n)
    return dist


n = 40000
graph = {i: [(i * 2) % n, (i * 3 + 1) % n, (i + 7) % n] for i in range(n)}
print(sum(bfs(graph, 0).values()), sum(bfs(graph, 5).values()))
