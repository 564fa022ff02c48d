del t"{a}"
