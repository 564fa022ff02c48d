package analyze

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"strings"
)

// tarBlock is the unit in which a tar is written: headers, and the padding of files.
const tarBlock = 512

// looksTar tells a tar by the mark that POSIX and GNU put into the first header; older ones have none and go by name.
func looksTar(ext string, data []byte) bool {
	const at = 257
	if len(data) >= tarBlock && string(data[at:at+5]) == "ustar" {
		return true
	}
	return ext == ".tar" && len(data)%tarBlock == 0 && len(data) > 0
}

// openTarGz unpacks and reads in one go, so that a bomb is met as it swells and not after.
func openTarGz(c *collector, data []byte) (string, error) {
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("a damaged gzip (%s)", oneLine(err))
	}
	return readTar(c, &ratioReader{r: z, from: int64(len(data)), bounds: c.bounds})
}

func openTar(c *collector, data []byte) (string, error) {
	return readTar(c, bytes.NewReader(data))
}

// readTar collects the members of a tar and gives the name of the one folder that holds them all, if so.
func readTar(c *collector, r io.Reader) (string, error) {
	// Everything is read once, members that are skipped and headers too, so all of it is bounded.
	stream := &limitedReader{r: r, left: c.bounds.TotalBytes + 4*tarBlock*int64(c.bounds.Entries), limit: c.bounds.TotalBytes}
	t := tar.NewReader(stream)
	for {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil && !errors.Is(err, tar.ErrInsecurePath) { // names are checked below, with a reason
			return "", tarError(err)
		}
		if err := c.tarMember(h, t); err != nil {
			return "", err
		}
	}
	// What follows the end mark is read for the checksum of a gzip, which stands last.
	if _, err := io.Copy(io.Discard, stream); err != nil {
		return "", tarError(err)
	}
	return c.stripFolder(), nil
}

func (c *collector) tarMember(h *tar.Header, body io.Reader) error {
	if err := c.entry(); err != nil {
		return err
	}
	if h.Typeflag == tar.TypeXGlobalHeader { // what git archive begins with; it concerns no member of ours
		return nil
	}
	name, dir, err := memberName(h.Name, c.bounds)
	if err != nil {
		return err
	}
	switch h.Typeflag {
	case tar.TypeDir:
		if name == "" || c.skip(name) {
			return nil
		}
		return c.names.add(name, true)
	case tar.TypeReg:
	case tar.TypeSymlink:
		return fmt.Errorf("%s: a symbolic link", showName(name))
	case tar.TypeLink:
		return fmt.Errorf("%s: a hard link", showName(name))
	case tar.TypeChar, tar.TypeBlock:
		return fmt.Errorf("%s: a device", showName(name))
	case tar.TypeFifo:
		return fmt.Errorf("%s: a named pipe", showName(name))
	case tar.TypeGNUSparse:
		return fmt.Errorf("%s: a sparse file", showName(name))
	default:
		return fmt.Errorf("%s: a member of unknown type %q", showName(name), h.Typeflag)
	}
	for key := range h.PAXRecords { // order does not matter: the answer is the same whichever comes first
		if strings.HasPrefix(key, "GNU.sparse.") {
			return fmt.Errorf("%s: a sparse file", showName(name))
		}
	}
	if dir {
		return fmt.Errorf("%s: both a file and a folder", showName(name))
	}
	if c.skip(name) {
		return nil
	}
	if h.Size > c.bounds.FileBytes {
		return fmt.Errorf("%s: more than %s", showName(name), size(c.bounds.FileBytes))
	}
	return c.read(name, body, nil)
}

// tarError words an error of the tar reader, which is one of our own where a bound was met.
func tarError(err error) error {
	var bound *boundError
	if errors.As(err, &bound) {
		return bound
	}
	if errors.Is(err, tar.ErrFieldTooLong) {
		return errors.New("a tar with an oversized header")
	}
	return fmt.Errorf("a damaged tar (%s)", oneLine(err))
}

// boundError is a bound met in the middle of a stream.
type boundError struct{ message string }

func (e *boundError) Error() string { return e.message }

// limitedReader gives the first left bytes and fails where there are more.
type limitedReader struct {
	r     io.Reader
	left  int64
	limit int64 // for the message
}

func (l *limitedReader) Read(p []byte) (int, error) {
	if l.left == 0 {
		var more [1]byte
		n, err := l.r.Read(more[:])
		if n > 0 {
			err = &boundError{"the files exceed " + size(l.limit) + " in all"}
		}
		return 0, err
	}
	if int64(len(p)) > l.left {
		p = p[:l.left]
	}
	n, err := l.r.Read(p)
	l.left -= int64(n)
	return n, err
}

// ratioReader fails once it gave too many bytes for what they were compressed to.
type ratioReader struct {
	r      io.Reader
	n      int64
	from   int64 // bytes of the compressed stream
	bounds Bounds
}

func (r *ratioReader) Read(p []byte) (int, error) {
	n, err := r.r.Read(p)
	r.n += int64(n)
	if bad := checkRatio(r.n, r.from, r.bounds); bad != nil {
		return 0, &boundError{bad.Error()}
	}
	return n, err
}
