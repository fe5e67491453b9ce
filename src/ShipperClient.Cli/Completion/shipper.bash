# Completion of shipper in bash: it asks the command itself.
_shipper() {
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$(shipper "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _shipper shipper
