package pipeline

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io"
	"os"

	"github.com/assay-score/assay/reports"
)

// Spool holds the records of a batch in a temporary file, for a report that is longer than memory should be.
type Spool struct {
	file *os.File
	w    *bufio.Writer
}

// NewSpool makes an empty spool.
func NewSpool() (*Spool, error) {
	f, err := os.CreateTemp("", "score-*")
	if err != nil {
		return nil, err
	}
	return &Spool{f, bufio.NewWriterSize(f, 256<<10)}, nil
}

// Add puts the text of a record at the end.
func (s *Spool) Add(text []byte) error {
	var length [binary.MaxVarintLen64]byte
	if _, err := s.w.Write(length[:binary.PutUvarint(length[:], uint64(len(text)))]); err != nil {
		return err
	}
	_, err := s.w.Write(text)
	return err
}

// Texts is reports.Records'.
func (s *Spool) Texts(f func(text []byte) error) error {
	if err := s.w.Flush(); err != nil {
		return err
	}
	size, err := s.file.Seek(0, io.SeekCurrent)
	if err != nil {
		return err
	}
	r := bufio.NewReaderSize(io.NewSectionReader(s.file, 0, size), 256<<10)
	var text []byte
	for {
		length, err := binary.ReadUvarint(r)
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		if uint64(cap(text)) < length {
			text = make([]byte, length)
		}
		text = text[:length]
		if _, err := io.ReadFull(r, text); err != nil {
			return err
		}
		if err := f(text); err != nil {
			return err
		}
	}
}

// Each is reports.Records'.
func (s *Spool) Each(f func(*reports.Submission) error) error {
	return s.Texts(func(text []byte) error {
		record := new(reports.Submission)
		if err := json.Unmarshal(text, record); err != nil {
			return err
		}
		return f(record)
	})
}

// Close removes the file.
func (s *Spool) Close() error { return errors.Join(s.file.Close(), os.Remove(s.file.Name())) }
