package analyze

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

// Parts of the zip format that archive/zip does not name.
const (
	zipEncrypted       = 0x1  // general purpose flag: the member is encrypted
	zipStronglySecured = 0x40 // and by the newer scheme
	zipLocalHeader     = 30   // bytes of a member's own header before its name
)

// looksZip tells a zip by its first member, by the end record that an empty one consists of, and by the name where a
// program that unpacks itself comes first.
func looksZip(ext string, data []byte) bool {
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) || bytes.HasPrefix(data, []byte("PK\x05\x06")) || bytes.HasPrefix(data, []byte("PK\x07\x08")) {
		return true
	}
	return (ext == ".pyz" || ext == ".zip") && bytes.HasPrefix(data, []byte("#!")) && bytes.Contains(data, []byte("PK\x05\x06"))
}

// openZip collects the members of a zip and gives the name of the one folder that holds them all, if so.
//
// A zip says everything twice, and a hostile one says it differently. Only the central directory counts here, and every
// number in it is held against what is there: the members' bytes must lie inside the archive and apart from each other
// (overlapping members are how a small zip unpacks to petabytes), and bytes are counted as they come.
func openZip(c *collector, data []byte) (string, error) {
	// The directory is counted before it is read, since reading it allocates per member. The signature may occur in
	// stored data as well, so this bound is above the truth, never below.
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > c.bounds.Entries {
		return "", fmt.Errorf("more than %d entries", c.bounds.Entries)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // names are checked below, with a reason
		return "", fmt.Errorf("a damaged zip (%s)", oneLine(err))
	}
	if err := zipExtents(r.File, int64(len(data))); err != nil {
		return "", err
	}
	var kept []*zip.File
	for _, f := range r.File {
		if err := c.entry(); err != nil {
			return "", err
		}
		name, dir, err := memberName(f.Name, c.bounds)
		if err != nil {
			return "", err
		}
		if err := zipMember(f, name, dir); err != nil {
			return "", err
		}
		switch {
		case name == "" || c.skip(name):
		case !dir:
			kept = append(kept, f)
		default:
			if err := c.names.add(name, true); err != nil {
				return "", err
			}
		}
	}
	for _, f := range kept {
		name, _, _ := memberName(f.Name, c.bounds)
		if err := c.unzip(f, name); err != nil {
			return "", err
		}
	}
	return c.stripFolder(), nil
}

func (c *collector) unzip(f *zip.File, name string) error {
	body, err := f.Open()
	if err != nil {
		return fmt.Errorf("%s: damaged (%s)", showName(name), oneLine(err))
	}
	defer body.Close()
	return c.read(name, body, func(n int64) error {
		return checkRatio(n, int64(f.CompressedSize64), c.bounds)
	})
}

// checkRatio refuses n bytes that were made of too few.
func checkRatio(n, compressed int64, b Bounds) error {
	if n > b.RatioFrom && n/b.Ratio >= max(compressed, 1) {
		return fmt.Errorf("unpacks to more than %d times its size", b.Ratio)
	}
	return nil
}

// memberName brings an archive member's name to a path: "./" in front is how tar names a folder's content, "/" behind
// marks a folder. It is "" for the root itself.
func memberName(name string, b Bounds) (clean string, dir bool, err error) {
	clean = name
	for strings.HasPrefix(clean, "./") {
		clean = strings.TrimPrefix(clean, "./")
	}
	if clean == "" && name != "" || clean == "." {
		return "", true, nil
	}
	if trimmed, ok := strings.CutSuffix(clean, "/"); ok && trimmed != "" {
		clean, dir = trimmed, true
	}
	return clean, dir, checkName(clean, b)
}

// zipMember refuses what is not a plain file or folder.
func zipMember(f *zip.File, name string, dir bool) error {
	switch mode := f.Mode(); {
	case mode&fs.ModeType != 0 && !mode.IsDir():
		return fmt.Errorf("%s: %s", showName(name), modeName(mode))
	case f.Flags&(zipEncrypted|zipStronglySecured) != 0:
		return fmt.Errorf("%s: encrypted", showName(name))
	case dir != mode.IsDir():
		return fmt.Errorf("%s: both a file and a folder", showName(name))
	case dir:
		return nil
	case f.Method != zip.Store && f.Method != zip.Deflate:
		return fmt.Errorf("%s: compression method %d, of which store and deflate are read", showName(name), f.Method)
	case f.Method == zip.Store && f.CompressedSize64 != f.UncompressedSize64:
		return fmt.Errorf("%s: stored, but with two sizes", showName(name))
	}
	return nil
}

// zipExtents refuses members that lie outside the archive or share bytes.
func zipExtents(files []*zip.File, length int64) error {
	type extent struct {
		from, to int64
		name     string
	}
	list := make([]extent, 0, len(files))
	for _, f := range files {
		from, err := f.DataOffset()
		if err != nil {
			return fmt.Errorf("%s: damaged (%s)", showName(f.Name), oneLine(err))
		}
		if f.CompressedSize64 > uint64(length) || from > length-int64(f.CompressedSize64) {
			return fmt.Errorf("%s: lies outside the archive", showName(f.Name))
		}
		// The local header's name may differ in length; the least that it takes is subtracted.
		list = append(list, extent{from - zipLocalHeader, from + int64(f.CompressedSize64), f.Name})
	}
	slices.SortStableFunc(list, func(a, b extent) int { return cmp.Compare(a.from, b.from) })
	for i := 1; i < len(list); i++ {
		if list[i].from < list[i-1].to {
			return fmt.Errorf("%s: overlaps %s", showName(list[i].name), showName(list[i-1].name))
		}
	}
	return nil
}

// stripFolder takes away the one folder that everything lies in, if so, and gives its name. Whether it was a package
// is decided afterwards as for any folder ([isPackage]), which puts the name back where it was.
func (c *collector) stripFolder() string {
	c.dropVenvs()
	if len(c.files) == 0 {
		return ""
	}
	folder, _, nested := strings.Cut(c.files[0].Path, "/")
	for _, f := range c.files {
		if first, _, deeper := strings.Cut(f.Path, "/"); !nested || !deeper || first != folder {
			return ""
		}
	}
	for i, f := range c.files {
		c.files[i].Path = f.Path[len(folder)+1:]
	}
	return folder
}
