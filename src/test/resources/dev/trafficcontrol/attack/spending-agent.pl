# An agent as a real process, light enough that fifteen work at once: it reports to the referee, starts a
# helper with a session of its own, and both spend with the run's key and write files of the worktree.
#
# Arguments: what it is (agent or helper), and the referee's port.
use strict;
use warnings;
use IO::Socket::INET;
use POSIX ();

my ($role, $port) = @ARGV;
my ($calls, $tokens) = (7, 2000);

sub report {
  my $referee = connected("127.0.0.1:$port") or die "there is no referee\n";
  print $referee "$ENV{TRAFFICCONTROL_RUN} $ENV{TRAFFICCONTROL_MODEL} $ENV{TRAFFICCONTROL_TASK_TITLE}\n";
  <$referee>;
  return $referee;
}

sub connected {
  my $socket = IO::Socket::INET->new(PeerAddr => shift, Proto => 'tcp');
  $socket->autoflush(1) if $socket;
  return $socket;
}

# Who ended by itself when the daemon goes away would prove nothing about who ends it.
sub outlive_the_daemon {
  sleep 600;
  exit 3;
}

sub call {
  my $step = shift;
  my ($host) = $ENV{TRAFFICCONTROL_GATEWAY} =~ m{^http://([^/]+)};
  # the simulated provider follows orders of those who offer tools
  my $body = qq({"model": "$ENV{TRAFFICCONTROL_MODEL}", "max_tokens": $tokens,)
    . q("tools": [{"name": "Edit", "input_schema": {"type": "object"}}],)
    . qq("messages": [{"role": "user", "content": "SIMULATE: tokens $tokens\\n)
    . qq($ENV{TRAFFICCONTROL_RUN}, $role, step $step"}]});
  my $gateway = connected($host) or outlive_the_daemon();
  print $gateway "POST /v1/messages HTTP/1.1\r\nHost: $host\r\nConnection: close\r\n"
    . "x-api-key: $ENV{TRAFFICCONTROL_KEY}\r\nanthropic-version: 2023-06-01\r\n"
    . "content-type: application/json\r\ncontent-length: " . length($body) . "\r\n\r\n$body";
  my $answer = do { local $/; <$gateway> };
  my ($status) = ($answer // '') =~ m{^HTTP/1\.1 (\d+)} or outlive_the_daemon();
  if ($status != 200) {
    warn "the gateway answered $answer\n";
    exit 1;
  }
}

sub work {
  for my $step (1 .. $calls) {
    call($step);
    open(my $file, '>>', "$role.txt") or die "$role.txt: $!\n";
    print $file "$ENV{TRAFFICCONTROL_TASK_TITLE}, step $step\n";
    close($file) or die "$role.txt: $!\n";
  }
}

sub start_helper {
  my $child = fork() // die "fork: $!\n";
  return $child if $child;
  POSIX::setsid();
  exec($^X, $0, 'helper', $port) or die "exec: $!\n";
}

if ($role eq 'agent') {
  my $referee = report();
  my $helper = start_helper();
  work();
  waitpid($helper, 0);
} else {
  work();
}
