package pipeline

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"
	"time"
)

// Journal keeps the results of a batch on disk while it goes on, so that a batch that was killed can be resumed.
//
// It is a file of entries, each with its length and CRC before it. Entries are written in the order in which results
// come, and many of them are brought to the disk together: an entry is acknowledged when the sync that covers it has
// come back, never earlier. What a kill leaves half written at the end fails its CRC and is cut off at the next start;
// nothing that was acknowledged stands behind it. The first entry holds a digest of all that the results depend on, so a
// journal is never resumed with other settings. Faults of ours are not kept: resuming tries them again.
type Journal struct {
	file  *os.File
	index map[int]place
	Torn  int64 // bytes of an unfinished entry that were cut off

	mu      sync.Mutex
	end     int64
	pending []entry
	wake    chan bool
	stopped chan bool
	failure error
}

// place is where an entry's record stands.
type place struct {
	key    key
	offset int64
	length int
}

// entry is a record on its way to the disk.
type entry struct {
	seq   int
	bytes []byte
	after func(error) // called when it is there, or will never be
}

const journalMagic = "ASSAYJ1\n"

// ErrOtherBatch says that a journal belongs to a batch with other settings or inputs.
var ErrOtherBatch = errors.New("the journal belongs to another batch: its suite, profile, engine, seed, limits or program differ")

// OpenJournal opens or makes the journal of a batch whose results depend on basis. It stays locked for other processes.
func OpenJournal(name string, basis []byte) (j *Journal, err error) {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			f.Close()
		}
	}()
	if err := lock(f); err != nil {
		return nil, fmt.Errorf("another process is using it: %w", err)
	}
	j = &Journal{file: f, index: map[int]place{}, wake: make(chan bool, 1), stopped: make(chan bool)}
	if err := j.load(sha256.Sum256(basis)); err != nil {
		return nil, err
	}
	go j.commit()
	return j, nil
}

// load reads what is there, cuts off what is not whole, and begins an empty journal.
func (j *Journal) load(basis key) error {
	r := bufio.NewReaderSize(j.file, 1<<20)
	magic := make([]byte, len(journalMagic))
	switch n, err := io.ReadFull(r, magic); {
	case err == nil && string(magic) != journalMagic:
		return errors.New("not a journal")
	case err != nil && !bytes.HasPrefix([]byte(journalMagic), magic[:n]):
		return errors.New("not a journal")
	case err == nil:
		j.end = int64(len(journalMagic))
	}
	for j.end > 0 {
		payload, err := readEntry(r)
		if err != nil {
			break
		}
		first := j.end == int64(len(journalMagic))
		at := j.end + entryHeader
		j.end = at + int64(len(payload))
		if first {
			if key(payload) != basis {
				return ErrOtherBatch
			}
			continue
		}
		seq, n := binary.Uvarint(payload)
		if n <= 0 || len(payload) < n+len(basis) {
			return errors.New("a damaged journal: an entry is too short")
		}
		j.index[int(seq)] = place{key(payload[n : n+len(basis)]), at + int64(n+len(basis)), len(payload) - n - len(basis)}
	}
	if size, err := j.file.Seek(0, io.SeekEnd); err != nil {
		return err
	} else if size > j.end {
		j.Torn = size - j.end
	}
	if err := j.file.Truncate(j.end); err != nil {
		return err
	}
	if j.end > int64(len(journalMagic)) {
		return nil
	}
	begin := append([]byte(journalMagic), makeEntry(basis[:])...)
	if err := j.file.Truncate(0); err != nil {
		return err
	}
	if _, err := j.file.WriteAt(begin, 0); err != nil {
		return err
	}
	j.end = int64(len(begin))
	return j.file.Sync()
}

const entryHeader = 8

func makeEntry(parts ...[]byte) []byte {
	payload := bytes.Join(parts, nil)
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(payload)))
	b = binary.LittleEndian.AppendUint32(b, crc32.Checksum(payload, castagnoli))
	return append(b, payload...)
}

// readEntry reads an entry that is whole; what is not is an error.
func readEntry(r io.Reader) ([]byte, error) {
	var header [entryHeader]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return nil, err
	}
	length := binary.LittleEndian.Uint32(header[:])
	if length > maxFrame || length < sha256.Size {
		return nil, errFrame
	}
	payload := make([]byte, length)
	if _, err := io.ReadFull(r, payload); err != nil {
		return nil, err
	}
	if crc32.Checksum(payload, castagnoli) != binary.LittleEndian.Uint32(header[4:]) {
		return nil, errFrame
	}
	return payload, nil
}

// Len is how many results it holds.
func (j *Journal) Len() int { return len(j.index) }

// find gives the record of an item that was scored before.
func (j *Journal) find(seq int, k key) ([]byte, error) {
	p, ok := j.index[seq]
	if !ok || p.key != k {
		return nil, nil
	}
	text := make([]byte, p.length)
	if _, err := j.file.ReadAt(text, p.offset); err != nil {
		return nil, err
	}
	return text, nil
}

// add brings a record to the disk and calls after when it is there. It does not wait.
func (j *Journal) add(seq int, k key, text []byte, after func(error)) {
	e := makeEntry(binary.AppendUvarint(nil, uint64(seq)), k[:], text)
	j.mu.Lock()
	j.pending = append(j.pending, entry{seq: seq, bytes: e, after: after})
	j.mu.Unlock()
	select {
	case j.wake <- true:
	default:
	}
}

// gather is how long entries are waited for before they are brought to the disk together.
const gather = 10 * time.Millisecond

func (j *Journal) commit() {
	defer close(j.stopped)
	for range j.wake {
		time.Sleep(gather)
		j.flush()
	}
	j.flush()
}

func (j *Journal) flush() {
	j.mu.Lock()
	list := j.pending
	j.pending = nil
	j.mu.Unlock()
	if len(list) == 0 {
		return
	}
	var all []byte
	for _, e := range list {
		all = append(all, e.bytes...)
	}
	err := j.failure
	if err == nil {
		if _, err = j.file.WriteAt(all, j.end); err == nil {
			err = dataSync(j.file)
		}
		j.failure = err // after a failed write nothing is known of the disk: nothing more is acknowledged
	}
	if err == nil {
		j.end += int64(len(all))
	}
	for _, e := range list {
		e.after(err)
	}
}

// Close brings to the disk what is on its way and lets the journal go.
func (j *Journal) Close() error {
	close(j.wake)
	<-j.stopped
	return errors.Join(j.failure, j.file.Close())
}
