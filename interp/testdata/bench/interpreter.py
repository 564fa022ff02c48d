def run(program, n):
    stack, pc, steps = [n, 0], 0, 0
    while True:
        op, arg = program[pc]
        pc += 1
        steps += 1
        if op == "dup":
            stack.append(stack[arg])
        elif op == "add":
            b = stack.pop()
            stack[-1] += b
        elif op == "push":
            stack.append(arg)
        elif op == "store":
            stack[arg] = stack.pop()
        elif op == "jnz":
            if stack.pop() != 0:
                pc = arg
        else:
            return stack[1], steps


code = [("dup", 1), ("dup", 0), ("add", None), ("store", 1), ("dup", 0), ("push", -1), ("add", None), ("store", 0), ("dup", 0), ("jnz", 0), ("halt", None)]
print(run(code, 90000))
