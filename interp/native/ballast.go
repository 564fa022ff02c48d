package native

// Ballast is memory that is never touched, and so costs address space only, but that Go's collector counts: it then
// starts a collection when so much more garbage has come together, where a process that does nothing but run programs would
// otherwise collect after every few megabytes. Whoever runs a process of that kind makes one and keeps it alive.
func Ballast() []byte { return make([]byte, 96<<20) }
