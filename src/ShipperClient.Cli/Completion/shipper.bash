# Completion of shipper in bash: it asks the command itself.
_shipper() {
  local IFS=$'\n' line=${COMP_LINE:0:COMP_POINT} word found
  word=${line##* }
  found=$(shipper __complete "${#line}" "$line" 2>/dev/null | cut -f1)
  # Bash takes "=" for the end of a word.
  [[ $word == *=* ]] && found=${found//"${word%%=*}="/}
  COMPREPLY=($(compgen -W "$found" -- "${word##*=}"))
}
complete -o default -F _shipper shipper
