package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
)

// A model file is a header and sections of bytes, all numbers little-endian:
//
//	magic     8 bytes "RAPPLANG"
//	version   uint32
//	count     uint32
//	sections  count × { name 16 bytes padded with 0, offset uint32, length uint32, SHA-256 32 bytes }
//	check     SHA-256 of everything above
//	data      the sections, each at a multiple of 64 bytes
//
// Sections are used where they lie; nothing large is copied.
const (
	magic       = "RAPPLANG"
	version     = 1
	entrySize   = 16 + 4 + 4 + sha256.Size
	maxSections = 1 << 10
	alignment   = 64
)

// ErrFormat is wrapped by all errors about a file that is not a whole, unaltered model.
var ErrFormat = errors.New("not a usable model file: build the program again from a clean checkout, or make the model anew with go run ./internal/lang/train")

type section struct {
	name string
	data []byte
}

// pack lays out sections in order.
func pack(sections []section) []byte {
	head := 16 + len(sections)*entrySize + sha256.Size
	offset := align(head)
	b := append(make([]byte, 0, offset), magic...)
	b = binary.LittleEndian.AppendUint32(b, version)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(sections)))
	for _, s := range sections {
		var name [16]byte
		copy(name[:], s.name)
		sum := sha256.Sum256(s.data)
		b = append(b, name[:]...)
		b = binary.LittleEndian.AppendUint32(b, uint32(offset))
		b = binary.LittleEndian.AppendUint32(b, uint32(len(s.data)))
		b = append(b, sum[:]...)
		offset = align(offset + len(s.data))
	}
	check := sha256.Sum256(b)
	b = append(b, check[:]...)
	for _, s := range sections {
		b = append(b, make([]byte, align(len(b))-len(b))...)
		b = append(b, s.data...)
	}
	return b
}

func align(n int) int { return (n + alignment - 1) &^ (alignment - 1) }

// unpack checks a file and returns its sections by name.
func unpack(file []byte) (map[string][]byte, error) {
	if len(file) < 16 || string(file[:8]) != magic {
		return nil, fmt.Errorf("the first bytes are not %q: %w", magic, ErrFormat)
	}
	if v := binary.LittleEndian.Uint32(file[8:]); v != version {
		return nil, fmt.Errorf("version %d where this program reads version %d: %w", v, version, ErrFormat)
	}
	count := int(binary.LittleEndian.Uint32(file[12:]))
	if count > maxSections {
		return nil, fmt.Errorf("%d sections: %w", count, ErrFormat)
	}
	head := 16 + count*entrySize
	if len(file) < head+sha256.Size {
		return nil, fmt.Errorf("cut short in the header: %w", ErrFormat)
	}
	if sum := sha256.Sum256(file[:head]); !bytes.Equal(sum[:], file[head:head+sha256.Size]) {
		return nil, fmt.Errorf("the header was altered: %w", ErrFormat)
	}
	sections := make(map[string][]byte, count)
	for i := range count {
		e := file[16+i*entrySize:]
		name := string(bytes.TrimRight(e[:16], "\x00"))
		offset, length := int64(binary.LittleEndian.Uint32(e[16:])), int64(binary.LittleEndian.Uint32(e[20:]))
		if offset+length > int64(len(file)) {
			return nil, fmt.Errorf("section %q ends at byte %d of a file of %d, which was cut short: %w", name, offset+length, len(file), ErrFormat)
		}
		data := file[offset : offset+length : offset+length]
		if sum := sha256.Sum256(data); !bytes.Equal(sum[:], e[24:24+sha256.Size]) {
			return nil, fmt.Errorf("section %q was altered: %w", name, ErrFormat)
		}
		if _, twice := sections[name]; twice {
			return nil, fmt.Errorf("section %q stands there twice: %w", name, ErrFormat)
		}
		sections[name] = data
	}
	return sections, nil
}
