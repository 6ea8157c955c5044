// What is said of programs that run on another machine by way of ssh.
export const remoteMessages = {
  'remote-on':
    'run it on this machine, ssh://[user@]host[:port], instead of here under QEMU; ssh must get in without a question',
  'remote-config': 'with --on: the ssh_config file to use instead of your own',
  'remote-env': 'set a variable of the program, here or there; can be given several times',
  'remote-bad-env': 'It must be NAME=VALUE.',
  'tool-remote-address': '{address} is not ssh://[user@]host[:port]',
  'tool-remote-failed': '{host} cannot be used: {reason}',
  'tool-remote-machine':
    '{host} is a {system} machine of type {machine}, which does not run {target} programs by itself',
  'tool-remote-lost': 'the connection to {host} broke before the program had ended',
  'tool-ssh-missing': 'ssh is not on PATH. {advice}',
  'tool-get-ssh': 'Install OpenSSH',
} as const;
