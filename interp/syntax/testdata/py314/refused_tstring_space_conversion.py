t"{a! r}"
