# Completion of shipper in fish: it asks the command itself.
complete -f -c shipper -a "(shipper '[suggest:'(commandline -C)']' (commandline -cp | string collect) 2>/dev/null)"
