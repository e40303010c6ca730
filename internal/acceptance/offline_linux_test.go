package acceptance_test

import (
	"net"
	"os"
	"os/exec"
	"syscall"
	"time"
)

// cutOff makes a command run in a network of its own, in which there is nothing.
func cutOff(cmd *exec.Cmd) bool {
	cmd.SysProcAttr = &syscall.SysProcAttr{
		Cloneflags:  syscall.CLONE_NEWUSER | syscall.CLONE_NEWNET,
		UidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getuid(), HostID: os.Getuid(), Size: 1}},
		GidMappings: []syscall.SysProcIDMap{{ContainerID: os.Getgid(), HostID: os.Getgid(), Size: 1}},
	}
	return true
}

// reachOut tries an address that is kept for documentation (RFC 5737): without a
// network there is no way to it, with one there is a way and no answer.
func reachOut() error {
	c, err := net.DialTimeout("udp", "192.0.2.1:9", time.Second)
	if err != nil {
		return err
	}
	return c.Close()
}
