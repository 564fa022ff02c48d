package analyze

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"hash"
	"io"
)

// digest identifies what was handed in by kind, paths and bytes alone: where it lay on disk, the order, times and
// owners in an archive, the outputs of a notebook do not enter. Every string goes in with its length before it, so no
// two lists of files make the same stream of bytes. A cell or fence has no bytes of its own and is counted by its text.
func digest(kind Kind, files []File, data []Data) string {
	d := digester{sha256.New()}
	d.text("assay submission 1")
	d.text(kind.String())
	d.number(len(files))
	for _, f := range files {
		d.text(f.Path)
		if f.Raw != nil {
			d.bytes(f.Raw)
		} else {
			d.text(f.Source.Text)
		}
	}
	d.number(len(data))
	for _, f := range data {
		d.text(f.Path)
		d.bytes(f.Bytes)
	}
	return "sha256:" + hex.EncodeToString(d.Sum(nil))
}

type digester struct{ hash.Hash }

func (d digester) number(n int) {
	var b [8]byte
	binary.BigEndian.PutUint64(b[:], uint64(n))
	d.Write(b[:])
}

func (d digester) text(s string) {
	d.number(len(s))
	io.WriteString(d, s)
}

func (d digester) bytes(b []byte) {
	d.number(len(b))
	d.Write(b)
}
