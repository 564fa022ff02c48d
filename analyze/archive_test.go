package analyze_test

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"encoding/binary"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"github.com/assay-score/assay/analyze"
)

// member is one entry of an archive built by a test.
type member struct {
	name string
	body string
	zip  func(*zip.FileHeader)
	tar  func(*tar.Header)
}

func zipOf(t testing.TB, members ...member) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	for _, m := range members {
		h := &zip.FileHeader{Name: m.name, Method: zip.Deflate}
		if m.zip != nil {
			m.zip(h)
		}
		f, err := w.CreateHeader(h)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(m.name, "/") {
			if _, err := f.Write([]byte(m.body)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func tarOf(t testing.TB, members ...member) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := tar.NewWriter(&buf)
	for _, m := range members {
		h := &tar.Header{Name: m.name, Mode: 0o644, Size: int64(len(m.body)), Typeflag: tar.TypeReg}
		if strings.HasSuffix(m.name, "/") {
			h.Typeflag = tar.TypeDir
		}
		if m.tar != nil {
			m.tar(h)
		}
		if err := w.WriteHeader(h); err != nil {
			t.Fatal(err)
		}
		if h.Typeflag == tar.TypeReg {
			if _, err := w.Write([]byte(m.body)); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

func gzipOf(t testing.TB, data []byte) []byte {
	t.Helper()
	var buf bytes.Buffer
	w, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// patch changes the bytes of every central directory header of a zip, and of nothing else.
func patch(data []byte, change func(header []byte)) []byte {
	data = bytes.Clone(data)
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("PK\x01\x02"))
		if i < 0 {
			return data
		}
		change(data[at+i:])
		at += i + 4
	}
}

func TestArchivesAreRead(t *testing.T) {
	members := []member{{name: "proj-1.0/main.py", body: "import helper\n"}, {name: "proj-1.0/helper.py", body: "x = 1\n"}, {name: "proj-1.0/data/n.txt", body: "1"}}
	plainTar := tarOf(t, members...)
	for name, data := range map[string][]byte{"a.zip": zipOf(t, members...), "a.tar": plainTar, "a.tar.gz": gzipOf(t, plainTar), "a.tgz": gzipOf(t, plainTar), "unnamed": plainTar} {
		s := analyze.FromFile(name, data, analyze.Options{})
		if s.Refused != "" {
			t.Errorf("%s: refused: %s", name, s.Refused)
			continue
		}
		if s.Kind != analyze.KindArchive || paths(s) != "helper.py main.py + data/n.txt" || steps(s) != "import helper, import main" {
			t.Errorf("%s: %v, files %s, steps %s", name, s.Kind, paths(s), steps(s))
		}
		if n, err := fs.ReadFile(s.FS(), "data/n.txt"); err != nil || string(n) != "1" {
			t.Errorf("%s: data/n.txt: %q, %v", name, n, err)
		}
	}
}

func TestArchiveNamesOfFolders(t *testing.T) {
	entries := []member{{name: "./"}, {name: "./pkg/"}, {name: "./pkg/__init__.py"}, {name: "./pkg/a.py", body: "from . import b\n"}, {name: "./pkg/b.py"}}
	for name, data := range map[string][]byte{"x.tar": tarOf(t, entries...), "x.zip": zipOf(t, entries...)} {
		s := analyze.FromFile(name, data, analyze.Options{})
		if paths(s) != "pkg/__init__.py pkg/a.py pkg/b.py" || steps(s) != "import pkg, import pkg.a, import pkg.b" {
			t.Errorf("%s: refused %q, files %s, steps %s", name, s.Refused, paths(s), steps(s))
		}
	}
	git := tarOf(t, member{name: "pax_global_header", tar: func(h *tar.Header) {
		*h = tar.Header{Typeflag: tar.TypeXGlobalHeader, PAXRecords: map[string]string{"comment": "0123"}}
	}}, member{name: "p-1/a.py", body: "a = 1\n"})
	if s := analyze.FromFile("g.tar", git, analyze.Options{}); paths(s) != "a.py" {
		t.Errorf("git archive: refused %q, files %s", s.Refused, paths(s))
	}
	app := append([]byte("#!/usr/bin/env python3\n"), zipOf(t, member{name: "__main__.py", body: "print(1)\n"})...)
	if s := analyze.FromFile("app.pyz", app, analyze.Options{}); steps(s) != "run __main__.py" {
		t.Errorf("zipapp: refused %q, steps %s", s.Refused, steps(s))
	}
}

// hostileNames are refused in archives and folders alike.
var hostileNames = []struct{ name, want string }{
	{"../evil.py", "leaves the root"},
	{"a/../../evil.py", "leaves the root"},
	{"a/..", "leaves the root"},
	{"/etc/cron.d/evil.py", "absolute"},
	{"C:/evil.py", "colon"},
	{`C:\evil.py`, "backslash"},
	{`..\evil.py`, "backslash"},
	{"a.py:stream", "colon"},
	{"a\nb.py", "U+000A"},
	{"a\x1b[2Jb.py", "U+001B"},
	{"a\u202eyp.b", "U+202E"},
	{"a\u2028b.py", "U+2028"},
	{"a//b.py", "empty component"},
	{"a/./b.py", "empty component"},
	{"nul.py", "device on Windows"},
	{"pkg/COM1", "device on Windows"},
	{"lpt¹.txt", "device on Windows"},
	{"CONIN$", "device on Windows"},
	{"a.py.", "dot or a space"},
	{"b /a.py", "dot or a space"},
	{"bad\xff.py", "not UTF-8"},
	{strings.Repeat("d/", 40) + "a.py", "41 levels deep, the limit is 32"},
	{strings.Repeat("n", 600) + ".py", "a path of 603 bytes, the limit is 512"},
}

func TestHostileNames(t *testing.T) {
	for _, c := range hostileNames {
		wantRefused(t, "zip "+c.name, analyze.FromFile("x.zip", zipOf(t, member{name: c.name}), analyze.Options{}), c.want)
		wantRefused(t, "tar "+c.name, analyze.FromFile("x.tar", tarOf(t, member{name: c.name}), analyze.Options{}), c.want)
		wantRefused(t, "files "+c.name, analyze.FromFiles("x", []analyze.Data{{Path: c.name}}, analyze.Options{}), c.want)
	}
	// A tar ends a name at NUL, a zip does not.
	wantRefused(t, "zip NUL", analyze.FromFile("x.zip", zipOf(t, member{name: "a.py\x00.txt"}), analyze.Options{}), "U+0000")
	wantRefused(t, "files NUL", analyze.FromFiles("x", []analyze.Data{{Path: "a\x00.py"}}, analyze.Options{}), "U+0000")
}

func TestCollidingNames(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"a.py", "a.py"}, "occurs twice"},
		{[]string{"a.py", "A.py"}, "collides with"},
		{[]string{"pkg/a.py", "PKG/b.py"}, "collides with pkg"},
		{[]string{"caf\u00e9.py", "cafe\u0301.py"}, "collides with"},
		{[]string{"file.py", "\ufb01le.py"}, "collides with"},
		{[]string{"k.py", "\u212a.py"}, "collides with"}, // KELVIN SIGN
		{[]string{"a", "a/b.py"}, "a file and for a folder"},
		{[]string{"a/b.py", "a"}, "a file and for a folder"},
		{[]string{"a/", "a"}, "a file and for a folder"},
		{[]string{"A/", "a"}, "collides with"},
	} {
		var members []member
		for _, n := range c.names {
			members = append(members, member{name: n})
		}
		label := fmt.Sprintf("%q", c.names)
		wantRefused(t, "zip "+label, analyze.FromFile("x.zip", zipOf(t, members...), analyze.Options{}), c.want)
		wantRefused(t, "tar "+label, analyze.FromFile("x.tar", tarOf(t, members...), analyze.Options{}), c.want)
	}
}

func TestTarMembersThatAreNoFiles(t *testing.T) {
	for _, c := range []struct {
		flag byte
		want string
	}{
		{tar.TypeSymlink, "a symbolic link"}, {tar.TypeLink, "a hard link"}, {tar.TypeChar, "a device"},
		{tar.TypeBlock, "a device"}, {tar.TypeFifo, "a named pipe"}, {tar.TypeCont, "unknown type"}, {'Z', "unknown type"},
	} {
		data := tarOf(t, member{name: "a.py"}, member{name: ".hidden/x", tar: func(h *tar.Header) {
			h.Typeflag = c.flag
			if c.flag == tar.TypeSymlink || c.flag == tar.TypeLink {
				h.Linkname = "../../etc/passwd"
			}
		}})
		wantRefused(t, fmt.Sprintf("type %q", c.flag), analyze.FromFile("x.tar", data, analyze.Options{}), ".hidden/x: ", c.want)
		wantRefused(t, fmt.Sprintf("type %q, gzipped", c.flag), analyze.FromFile("x.tgz", gzipOf(t, data), analyze.Options{}), c.want)
	}
}

// retype makes the first member of a tar one of another type.
func retype(data []byte, flag byte) []byte {
	data = bytes.Clone(data)
	data[156] = flag
	copy(data[148:156], "        ")
	sum := 0
	for _, b := range data[:512] {
		sum += int(b)
	}
	copy(data[148:156], fmt.Sprintf("%06o\x00 ", sum))
	return data
}

func TestDamagedTars(t *testing.T) {
	good := tarOf(t, member{name: "a.py", body: strings.Repeat("x = 1\n", 400)})
	long := retype(tarOf(t, member{name: "a.py", body: strings.Repeat("x", 2<<20)}), tar.TypeXHeader)
	sparse := tarOf(t, member{name: "a.py", tar: func(h *tar.Header) {
		h.Format = tar.FormatPAX
		h.PAXRecords = map[string]string{"ASSAY.sparse.x": "1"}
	}})
	sparse = bytes.Replace(sparse, []byte("20 ASSAY.sparse.x=1\n"), []byte("20 GNU.sparse.xxx=1\n"), 1)
	corrupt := gzipOf(t, good)
	corrupt[len(corrupt)-6] ^= 0xff // of the checksum, which stands behind everything
	for _, c := range []struct {
		label string
		name  string
		data  []byte
		want  string
	}{
		{"cut in a file", "x.tar", good[:1024], "cannot be read (unexpected EOF)"},
		{"huge header", "x.tar", long, "oversized header"},
		{"sparse", "x.tar", sparse, "sparse file"},
		{"gzip of something else", "x.py.gz", gzipOf(t, []byte("print(1)\n")), "a damaged tar"},
		{"gzip cut", "x.tgz", gzipOf(t, good)[:60], "unexpected EOF"},
		{"gzip checksum", "x.tgz", corrupt, "checksum"},
		{"gzip header", "x.tgz", []byte{0x1f, 0x8b, 0xff, 0, 0}, "damaged gzip"},
		{"no tar", "x.tar", []byte("print(1)\n"), "not the archive that its name says"},
		{"no zip", "x.zip", []byte("print(1)\n"), "not the archive that its name says"},
		{"xz", "x.tar.xz", []byte("\xfd7zXZ\x00rest"), "compressed with xz"},
		{"bzip2", "x.tar.bz2", []byte("BZh91AY"), "compressed with bzip2"},
		{"7z", "x.7z", []byte("7z\xbc\xaf\x27\x1crest"), "a 7z archive"},
		{"rar", "x.rar", []byte("Rar!\x1a\x07\x00"), "a rar archive"},
		{"zstd", "x.zst", []byte("\x28\xb5\x2f\xfdrest"), "compressed with zstd"},
	} {
		wantRefused(t, c.label, analyze.FromFile(c.name, c.data, analyze.Options{}), c.want)
	}
}

func TestHostileZips(t *testing.T) {
	text := strings.Repeat("x = 1\n", 100)
	good := zipOf(t, member{name: "a.py", body: text}, member{name: "b.py", body: text})
	le := binary.LittleEndian
	firstOffset := func(h []byte) { le.PutUint32(h[42:], 0) } // every entry points to the first member
	lying := func(n uint32) func([]byte) { return func(h []byte) { le.PutUint32(h[24:], n) } }
	mode := func(m fs.FileMode) func(*zip.FileHeader) { return func(h *zip.FileHeader) { h.SetMode(m) } }
	for _, c := range []struct {
		label string
		data  []byte
		want  string
	}{
		{"overlapping members", patch(good, firstOffset), "overlaps"},
		{"quoted overlap", patch(good, func(h []byte) { le.PutUint32(h[20:], le.Uint32(h[20:])+60) }), "overlaps"},
		{"compressed size past the end", patch(good, func(h []byte) { le.PutUint32(h[20:], 1<<30) }), "outside the archive"},
		{"offset past the end", patch(good, func(h []byte) { le.PutUint32(h[42:], 1<<30) }), "damaged"},
		{"size too small", patch(good, lying(10)), "cannot be read"},
		{"size too large", patch(good, lying(1<<31)), "cannot be read"},
		{"zip64 without its field", patch(good, lying(0xffffffff)), "cannot be read"},
		{"wrong checksum", patch(good, func(h []byte) { h[16] ^= 0xff }), "cannot be read (zip: checksum error)"},
		{"encrypted", patch(good, func(h []byte) { h[8] |= 1 }), "a.py: encrypted"},
		{"strongly encrypted", patch(good, func(h []byte) { h[8] |= 0x40 }), "a.py: encrypted"},
		{"bzip2 method", patch(good, func(h []byte) { h[10] = 12 }), "a.py: compression method 12"},
		{"directory cut", good[:len(good)-30], "damaged zip"},
		{"link", zipOf(t, member{name: "a.py", body: "/etc/passwd", zip: mode(fs.ModeSymlink | 0o777)}), "a.py: a symbolic link"},
		{"device", zipOf(t, member{name: "a", zip: mode(fs.ModeDevice)}), "a: a device"},
		{"pipe", zipOf(t, member{name: "a", zip: mode(fs.ModeNamedPipe)}), "a: a named pipe"},
		{"socket", zipOf(t, member{name: "a", zip: mode(fs.ModeSocket)}), "a: a socket"},
		{"folder without slash", zipOf(t, member{name: "a", zip: mode(fs.ModeDir)}), "both a file and a folder"},
	} {
		wantRefused(t, c.label, analyze.FromFile("x.zip", c.data, analyze.Options{}), c.want)
	}
}

func TestArchiveBounds(t *testing.T) {
	zeros := strings.Repeat("\x00", 3<<20)
	var many, files []member
	for i := range 21 {
		many = append(many, member{name: fmt.Sprintf("f%d.py", i)}, member{name: fmt.Sprintf("d%d/", i)})
		files = append(files, member{name: fmt.Sprintf("f%d.py", i)})
	}
	bounds := analyze.Options{Bounds: analyze.Bounds{Files: 20, Entries: 25, FileBytes: 4 << 20, TotalBytes: 5 << 20}}
	for _, c := range []struct {
		label   string
		members []member
		want    string
	}{
		{"ratio", []member{{name: "bomb.txt", body: zeros}}, "more than 200 times its size"},
		{"entries", many[:26], "more than 25 entries"},
		{"files", files, "more than 20 files"},
	} {
		wantRefused(t, "zip "+c.label, analyze.FromFile("x.zip", zipOf(t, c.members...), bounds), c.want)
		wantRefused(t, "tgz "+c.label, analyze.FromFile("x.tgz", gzipOf(t, tarOf(t, c.members...)), bounds), c.want)
	}
	bounds.Bounds.Ratio = 5000
	for _, c := range []struct {
		label   string
		members []member
		want    string
	}{
		{"file", []member{{name: "a.txt", body: zeros + zeros}}, "a.txt: more than 4 MiB"},
		{"total", []member{{name: "a.txt", body: zeros}, {name: "b.txt", body: zeros}}, "exceed 5 MiB in all"},
	} {
		wantRefused(t, "zip "+c.label, analyze.FromFile("x.zip", zipOf(t, c.members...), bounds), c.want)
		wantRefused(t, "tgz "+c.label, analyze.FromFile("x.tgz", gzipOf(t, tarOf(t, c.members...)), bounds), c.want)
	}
	// What is skipped is unpacked all the same, and so it is bounded.
	skipped := tarOf(t, member{name: ".git/a", body: zeros}, member{name: ".git/b", body: zeros}, member{name: "a.py"})
	bounds.Bounds.Entries = 3
	wantRefused(t, "skipped bytes", analyze.FromFile("x.tgz", gzipOf(t, skipped), bounds), "exceed 5 MiB in all")
	wantRefused(t, "the archive itself", analyze.FromFile("x.tar", skipped, bounds), "more than 5 MiB")

	short := zipOf(t, member{name: "a.py", body: "a = 1\n"}, member{name: "a.txt", body: strings.Repeat("a", 1<<19)})
	if s := analyze.FromFile("x.zip", short, analyze.Options{}); s.Refused != "" {
		t.Errorf("a short file of one letter is refused: %s", s.Refused)
	}
}

func TestNestedArchivesAreData(t *testing.T) {
	inner := zipOf(t, member{name: "../evil.py", body: "1/0\n"})
	s := analyze.FromFile("x.zip", zipOf(t, member{name: "a.py", body: "a = 1\n"}, member{name: "inner.zip", body: string(inner)}), analyze.Options{})
	if paths(s) != "a.py + inner.zip" {
		t.Errorf("refused %q, files %s", s.Refused, paths(s))
	}
}

func TestDigestLeavesOutTheArchive(t *testing.T) {
	a, b := member{name: "p/a.py", body: "a = 1\n"}, member{name: "p/b.py", body: "b = 1\n"}
	late := func(m member) member {
		m.zip = func(h *zip.FileHeader) { h.Comment, h.Method = "late", zip.Store }
		m.tar = func(h *tar.Header) { h.Uname, h.Mode = "somebody", 0o600 }
		return m
	}
	want := analyze.FromFile("one.zip", zipOf(t, a, b), analyze.Options{}).Digest
	for name, data := range map[string][]byte{"two.zip": zipOf(t, late(b), late(a)), "three.tar": tarOf(t, late(b), a), "four.tgz": gzipOf(t, tarOf(t, a, b))} {
		if got := analyze.FromFile("elsewhere/"+name, data, analyze.Options{}).Digest; got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	if got := analyze.FromFile("one.zip", zipOf(t, a, member{name: "p/b.py", body: "b = 2\n"}), analyze.Options{}).Digest; got == want {
		t.Error("other bytes, the same digest")
	}
	if got := analyze.FromFile("one.zip", zipOf(t, a, member{name: "p/c.py", body: "b = 1\n"}), analyze.Options{}).Digest; got == want {
		t.Error("another name, the same digest")
	}
}
