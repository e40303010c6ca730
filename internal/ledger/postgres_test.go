package ledger_test

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"example.org/rapporteur/internal/ledger"
	"example.org/rapporteur/internal/ledger/ledgertest"
)

// TestPostgres runs the suite on a PostgreSQL of its own, if one is installed.
func TestPostgres(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a PostgreSQL")
	}
	address := startPostgres(t)
	db, err := sql.Open("pgx", address.String())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for range 300 { // until it has started
		if err = db.PingContext(t.Context()); err == nil {
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	if err != nil {
		t.Fatal("PostgreSQL does not answer:", err)
	}
	ledgertest.Run(t, func(t testing.TB, file string) *ledger.Ledger {
		// A schema of its own stands for each file.
		schema := fmt.Sprintf("l%x", sha256.Sum256([]byte(file)))[:32]
		if _, err := db.ExecContext(t.Context(), `create schema if not exists `+schema); err != nil {
			t.Fatal(err)
		}
		own := address
		q := own.Query()
		q.Set("search_path", schema)
		own.RawQuery = q.Encode()
		return open(t, own.String())
	})
}

// startPostgres starts a server that listens on a socket in a folder of its own
// and is stopped when the test ends.
func startPostgres(t *testing.T) url.URL {
	t.Helper()
	for _, tool := range []string{"initdb", "postgres"} {
		if _, err := exec.LookPath(tool); err != nil {
			if os.Getenv("RAPPORTEUR_REQUIRE") == "all" {
				t.Fatal("PostgreSQL is not installed:", err)
			}
			t.Skip("PostgreSQL is not installed:", err)
		}
	}
	dir, err := os.MkdirTemp("", "pg") // a socket's path must be short
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	user := syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid())}
	if user.Uid == 0 { // PostgreSQL refuses to run as root
		user.Uid, user.Gid = 65534, 65534
		if err := os.Chown(dir, int(user.Uid), int(user.Gid)); err != nil {
			t.Fatal(err)
		}
	}
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(name, args...)
		cmd.Dir = dir
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &user}
		return cmd
	}
	data := filepath.Join(dir, "data")
	// A collation that puts "a" before "B", so that the schema must see to the order itself.
	if out, err := run("initdb", "-D", data, "-U", "ledger", "-A", "trust", "--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en", "--no-sync").CombinedOutput(); err != nil {
		t.Fatalf("initdb: %v\n%s", err, out)
	}
	server := run("postgres", "-D", data, "-k", dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "port=5432")
	if err := server.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		server.Process.Signal(syscall.SIGINT)
		server.Wait()
	})
	return url.URL{Scheme: "postgres", User: url.User("ledger"), Path: "/postgres",
		RawQuery: url.Values{"host": {dir}, "port": {"5432"}}.Encode()}
}
