x = ft"a{1}"
