package pipeline

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
)

// A frame between a coordinator and its worker is a header (length and CRC of nonce, kind and payload), the nonce, the
// kind, the payload. The nonce is drawn for each worker process and sent to it alone, so that nothing that ends up in the
// pipe by accident or by a program's doing can be taken for a result.
type (
	nonce     [16]byte
	frameKind byte
)

// The kinds of frame.
const (
	frameSetup  frameKind = iota + 1 // to the worker: how to score
	frameReady                       // from it: set up, with the layers that confine it
	frameJob                         // to it: an item
	frameResult                      // from it: a record
	frameFailed                      // from it: it cannot be set up
)

// maxFrame bounds a frame: an answer with its task, or a record.
const maxFrame = 64 << 20

const frameHeader = 8

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

var errFrame = errors.New("a damaged frame")

func writeFrame(w *bufio.Writer, n nonce, kind frameKind, payload []byte) error {
	if len(payload) > maxFrame {
		return fmt.Errorf("a frame of %d bytes, the limit is %d", len(payload), maxFrame)
	}
	var header [frameHeader + len(n) + 1]byte
	copy(header[frameHeader:], n[:])
	header[frameHeader+len(n)] = byte(kind)
	sum := crc32.Update(crc32.Checksum(header[frameHeader:], castagnoli), castagnoli, payload)
	binary.LittleEndian.PutUint32(header[:], uint32(len(payload)))
	binary.LittleEndian.PutUint32(header[4:], sum)
	if _, err := w.Write(header[:]); err != nil {
		return err
	}
	_, err := w.Write(payload)
	return err
}

// readFrame reads the next frame. What does not carry the nonce or fails its checksum is an error, and nothing after it
// can be trusted.
func readFrame(r *bufio.Reader, n nonce) (frameKind, []byte, error) {
	var header [frameHeader + len(n) + 1]byte
	if _, err := io.ReadFull(r, header[:]); err != nil {
		return 0, nil, err
	}
	length := binary.LittleEndian.Uint32(header[:])
	if length > maxFrame || nonce(header[frameHeader:frameHeader+len(n)]) != n {
		return 0, nil, errFrame
	}
	payload := make([]byte, length)
	if _, err := io.ReadFull(r, payload); err != nil {
		return 0, nil, err
	}
	sum := crc32.Update(crc32.Checksum(header[frameHeader:], castagnoli), castagnoli, payload)
	if sum != binary.LittleEndian.Uint32(header[4:]) {
		return 0, nil, errFrame
	}
	return frameKind(header[frameHeader+len(n)]), payload, nil
}

// A payload is made of numbers and texts, each text with its length before it.

func putText(b []byte, text string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

func putBytes(b, text []byte) []byte {
	return append(binary.AppendUvarint(b, uint64(len(text))), text...)
}

// fields takes a payload apart. After something that does not fit, bad is set and everything is empty.
type fields struct {
	rest []byte
	bad  bool
}

func (f *fields) number() uint64 {
	x, n := binary.Uvarint(f.rest)
	if n <= 0 {
		f.bad, f.rest = true, nil
		return 0
	}
	f.rest = f.rest[n:]
	return x
}

func (f *fields) bytes() []byte {
	n := f.number()
	if n > uint64(len(f.rest)) {
		f.bad, f.rest = true, nil
		return nil
	}
	text := f.rest[:n]
	f.rest = f.rest[n:]
	return text
}

func (f *fields) text() string { return string(f.bytes()) }

func (f *fields) err() error {
	if f.bad || len(f.rest) > 0 {
		return errFrame
	}
	return nil
}

// jobPayload is an item as it goes to a worker.
func jobPayload(seq int, item *Item) []byte {
	b := binary.AppendUvarint(nil, uint64(seq))
	b = putText(b, item.Answer.ID)
	b = binary.AppendUvarint(b, uint64(item.Answer.Form))
	b = putText(b, item.Answer.Text)
	return putBytes(b, item.Task.wire())
}
