# Completion of shipper in zsh: it asks the command itself.
_shipper() {
  local -a found
  found=("${(@f)$(shipper "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
  compadd -- "${found[@]}"
}
compdef _shipper shipper
