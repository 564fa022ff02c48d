package pipeline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Cache keeps results by what they depend on, each in a file of its own that is named by its key. A file that does not
// pass its checksum is no result. Several processes may use one cache.
type Cache struct {
	dir   string
	Fresh bool // results are put in and none are taken out
}

// cacheForm is the folder of the entries; it changes with their form.
const cacheForm = "results-1"

// OpenCache opens or makes a cache in a folder.
func OpenCache(dir string) (*Cache, error) {
	if err := os.MkdirAll(filepath.Join(dir, cacheForm), 0o755); err != nil {
		return nil, err
	}
	return &Cache{dir: dir}, nil
}

func (c *Cache) file(k key) string {
	name := k.String()
	return filepath.Join(c.dir, cacheForm, name[:2], name[2:])
}

// get is the record of a key, nil where there is none. Being used makes an entry young again.
func (c *Cache) get(k key) []byte {
	if c.Fresh {
		return nil
	}
	text, err := os.ReadFile(c.file(k))
	if err != nil {
		return nil
	}
	payload, err := readEntry(bytes.NewReader(text))
	if err != nil || len(payload) != len(text)-entryHeader || key(payload[:len(k)]) != k {
		os.Remove(c.file(k))
		return nil
	}
	now := time.Now()
	os.Chtimes(c.file(k), now, now)
	return payload[len(k):]
}

// put keeps a record. What cannot be kept is not: a cache may fail without harm.
func (c *Cache) put(k key, text []byte) {
	name := c.file(k)
	write := func() error {
		f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
		if err != nil {
			return err
		}
		_, err = f.Write(makeEntry(k[:], text))
		if err = errors.Join(err, f.Close()); err == nil {
			err = os.Rename(f.Name(), name)
		}
		if err != nil {
			os.Remove(f.Name())
		}
		return err
	}
	if err := write(); errors.Is(err, fs.ErrNotExist) && os.MkdirAll(filepath.Dir(name), 0o755) == nil {
		_ = write()
	}
}

// CacheEntry is one kept result.
type CacheEntry struct {
	File  string
	Bytes int64
	Used  time.Time // last
}

// Entries lists what is kept, the longest unused first.
func (c *Cache) Entries() ([]CacheEntry, error) {
	var list []CacheEntry
	root := filepath.Join(c.dir, cacheForm)
	err := filepath.WalkDir(root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if errors.Is(err, fs.ErrNotExist) {
			return nil // another process was faster
		}
		if err != nil {
			return err
		}
		if d.Type().IsRegular() {
			list = append(list, CacheEntry{name, info.Size(), info.ModTime()})
		}
		return nil
	})
	slices.SortFunc(list, func(a, b CacheEntry) int { return cmp.Or(a.Used.Compare(b.Used), strings.Compare(a.File, b.File)) })
	return list, err
}

// Prune gives the entries that are to go, so that what stays was used after a time and takes at most so many bytes, and
// removes them unless it is only to say which.
func (c *Cache) Prune(before time.Time, most int64, dry bool) (gone []CacheEntry, err error) {
	list, err := c.Entries()
	if err != nil {
		return nil, err
	}
	var total int64
	for _, e := range list {
		total += e.Bytes
	}
	for _, e := range list {
		if !e.Used.Before(before) && total <= most {
			continue
		}
		if !dry {
			if err := os.Remove(e.File); err != nil && !errors.Is(err, fs.ErrNotExist) {
				return gone, err
			}
		}
		total -= e.Bytes
		gone = append(gone, e)
	}
	return gone, nil
}

// Costs are what tasks cost when they were last scored, by the tasks' ids: what takes long is begun first, so that it
// does not begin when everything else is done. They change when something is scored, never what comes of it.
type Costs map[string]uint64

func (c *Cache) costFile(suite string) string {
	return filepath.Join(c.dir, "costs-1", strings.TrimPrefix(suite, "sha256:")+".json")
}

// Costs reads what is known of a suite, by its digest; nothing where nothing is.
func (c *Cache) Costs(suite string) Costs {
	costs := Costs{}
	if text, err := os.ReadFile(c.costFile(suite)); err == nil && json.Unmarshal(text, &costs) != nil {
		return Costs{}
	}
	return costs
}

// KeepCosts writes what is known of a suite.
func (c *Cache) KeepCosts(suite string, costs Costs) error {
	text, err := json.Marshal(costs)
	if err != nil {
		return err
	}
	name := c.costFile(suite)
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".new-*")
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}
