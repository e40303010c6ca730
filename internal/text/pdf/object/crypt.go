package object

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/md5"
	"crypto/rc4"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/binary"
	"fmt"
)

// A crypt decrypts a file that opens without a password: many files are
// encrypted only to carry a wish about printing and copying.
type crypt struct {
	key []byte
	own int // number of the encryption dictionary, whose strings are in plain
	// What the strings and the streams are encrypted with.
	strings, streams cryptMethod
}

// A cryptMethod is a method of a crypt filter (ISO 32000-2, table 25).
type cryptMethod string

const (
	methodNone   cryptMethod = "None"
	methodRC4    cryptMethod = "V2"
	methodAES128 cryptMethod = "AESV2"
	methodAES256 cryptMethod = "AESV3"
)

// passwordPad is the padding of passwords (ISO 32000-1, 7.6.3.3).
const passwordPad = "\x28\xBF\x4E\x5E\x4E\x75\x8A\x41\x64\x00\x4E\x56\xFF\xFA\x01\x08\x2E\x2E\x00\xB6\xD0\x68\x3E\x80\x2F\x0C\xA9\xFE\x64\x53\x69\x7A"

// startDecrypting finds the key that the empty password gives.
func (f *File) startDecrypting() error {
	own, _ := f.trailer["Encrypt"].(Ref)
	d := f.Dict(f.trailer["Encrypt"])
	version, revision := f.Int(d["V"]), f.Int(d["R"])
	if filter := f.Name(d["Filter"]); filter != "Standard" || version < 1 || version > 5 || version == 3 {
		return fmt.Errorf("%w by %q, version %d, which is not known: print it to PDF from a program that opens it", ErrEncrypted, clip(string(filter)), version)
	}
	c := &crypt{own: own.Number, strings: methodRC4, streams: methodRC4}
	if version >= 4 {
		c.strings, c.streams = f.method(d, "StrF"), f.method(d, "StmF")
	}
	locked := fmt.Errorf("%w: it opens with a password only: open it, save it without the password and give that", ErrEncrypted)
	if revision >= 5 {
		if c.key = f.key256(d, revision); c.key == nil {
			return locked
		}
	} else {
		length := f.Int(d["Length"])
		if version == 4 {
			length = 128
		}
		if version == 1 || length < 40 || length > 128 {
			length = 40
		}
		id := ""
		if ids := f.Array(f.trailer["ID"]); len(ids) > 0 {
			id = f.String(ids[0])
		}
		c.key = f.key128(d, revision, length/8, id)
		if !confirms(c.key, f.String(d["U"]), revision, id) {
			return locked
		}
	}
	// What was loaded so far has its strings encrypted.
	f.cache, f.packs = map[int]Object{}, map[int]*pack{}
	f.crypt = c
	return nil
}

func clip(s string) string { return s[:min(len(s), 40)] }

// method returns the method of the crypt filter that an entry names.
func (f *File) method(d Dict, entry Name) cryptMethod {
	filter := f.Dict(f.Dict(d["CF"])[f.Name(d[entry])])
	if m := cryptMethod(f.Name(filter["CFM"])); m != "" {
		return m
	}
	return methodNone
}

// key128 makes the key of the empty password (ISO 32000-1, algorithm 2).
func (f *File) key128(d Dict, revision, length int, id string) []byte {
	h := md5.New()
	h.Write([]byte(passwordPad))
	owner := f.String(d["O"])
	h.Write([]byte(owner[:min(len(owner), 32)]))
	permissions, _ := f.Number(d["P"])
	h.Write(binary.LittleEndian.AppendUint32(nil, uint32(int64(permissions))))
	h.Write([]byte(id))
	if plain, ok := f.Get(d["EncryptMetadata"]).(bool); revision >= 4 && ok && !plain {
		h.Write([]byte{0xff, 0xff, 0xff, 0xff})
	}
	key := h.Sum(nil)[:length]
	if revision >= 3 {
		for range 50 {
			sum := md5.Sum(key)
			key = sum[:length]
		}
	}
	return key
}

// confirms reports whether a key is the one of the file (algorithms 4 to 6).
func confirms(key []byte, user string, revision int, id string) bool {
	if revision == 2 {
		out := []byte(passwordPad)
		xorRC4(key, out)
		return user == string(out)
	}
	sum := md5.Sum([]byte(passwordPad + id))
	out := sum[:]
	for i := range 20 {
		k := bytes.Clone(key)
		for j := range k {
			k[j] ^= byte(i)
		}
		xorRC4(k, out)
	}
	return len(user) >= 16 && user[:16] == string(out)
}

func xorRC4(key, b []byte) {
	if c, err := rc4.NewCipher(key); err == nil { // keys have 5 to 16 bytes
		c.XORKeyStream(b, b)
	}
}

// key256 returns the key of the empty password, or nil if the password is
// another (ISO 32000-2, algorithm 2.A).
func (f *File) key256(d Dict, revision int) []byte {
	user, wrapped := f.String(d["U"]), f.String(d["UE"])
	if len(user) < 48 || len(wrapped) < 32 {
		return nil
	}
	if string(hash256([]byte(user[32:40]), revision)) != user[:32] {
		return nil
	}
	block, err := aes.NewCipher(hash256([]byte(user[40:48]), revision))
	if err != nil {
		return nil
	}
	key := []byte(wrapped[:32])
	cipher.NewCBCDecrypter(block, make([]byte, aes.BlockSize)).CryptBlocks(key, key)
	return key
}

// hash256 is the hash of the empty password with a salt (algorithm 2.B).
func hash256(salt []byte, revision int) []byte {
	sum := sha256.Sum256(salt)
	k := sum[:]
	if revision < 6 {
		return k
	}
	for round := 0; ; round++ {
		e := bytes.Repeat(k, 64)
		block, err := aes.NewCipher(k[:16])
		if err != nil {
			return nil
		}
		cipher.NewCBCEncrypter(block, k[16:32]).CryptBlocks(e, e)
		remainder := 0
		for _, c := range e[:16] {
			remainder += int(c) // 256 leaves 1 when divided by 3
		}
		switch remainder % 3 {
		case 0:
			s := sha256.Sum256(e)
			k = s[:]
		case 1:
			s := sha512.Sum384(e)
			k = s[:]
		default:
			s := sha512.Sum512(e)
			k = s[:]
		}
		if round >= 63 && int(e[len(e)-1]) <= round-32 {
			return k[:32]
		}
	}
}

func (c *crypt) string(ref Ref, b []byte) []byte { return c.decrypt(c.strings, ref, b) }
func (c *crypt) stream(ref Ref, b []byte) []byte { return c.decrypt(c.streams, ref, b) }

// decrypt returns the plain bytes of a string or stream of an object.
func (c *crypt) decrypt(m cryptMethod, ref Ref, b []byte) []byte {
	key := c.key
	if m == methodRC4 || m == methodAES128 { // each object has its own key
		h := md5.New()
		h.Write(key)
		h.Write([]byte{byte(ref.Number), byte(ref.Number >> 8), byte(ref.Number >> 16), byte(ref.Generation), byte(ref.Generation >> 8)})
		if m == methodAES128 {
			h.Write([]byte("sAlT"))
		}
		key = h.Sum(nil)[:min(len(key)+5, 16)]
	}
	switch m {
	case methodRC4:
		b = bytes.Clone(b)
		xorRC4(key, b)
	case methodAES128, methodAES256:
		block, err := aes.NewCipher(key)
		n := len(b) / aes.BlockSize * aes.BlockSize
		if err != nil || n < 2*aes.BlockSize {
			return nil
		}
		out := bytes.Clone(b[aes.BlockSize:n])
		cipher.NewCBCDecrypter(block, b[:aes.BlockSize]).CryptBlocks(out, out)
		if pad := int(out[len(out)-1]); pad >= 1 && pad <= aes.BlockSize {
			out = out[:len(out)-pad]
		}
		return out
	}
	return b
}
