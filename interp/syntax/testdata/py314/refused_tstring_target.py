for t"{a}" in b: pass
