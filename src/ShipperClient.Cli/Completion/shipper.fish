# Completion of shipper in fish: it asks the command itself.
function __shipper_complete
  set -l line (commandline -cp | string collect)
  shipper __complete (string length -- $line) $line 2>/dev/null
end
complete -f -c shipper -a "(__shipper_complete)"
