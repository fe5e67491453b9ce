#!/bin/sh
# Runs a command until it ends, or until this script's input does: a test run that is killed cannot stop its server,
# but the system closes the pipe between them.
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
{ cat <&3; kill "$server"; } >/dev/null 2>&1 &
exec 3<&-
wait "$server"
