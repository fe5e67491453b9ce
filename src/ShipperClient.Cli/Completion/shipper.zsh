# Completion of shipper in zsh: it asks the command itself.
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
_shipper() {
  local line="${(j: :)words[1,CURRENT]}" word description
  local -a found
  while IFS=$'\t' read -r word description; do
    found+=("${word//:/\\:}${description:+:$description}")
  done < <(shipper __complete "${#line}" "$line" 2>/dev/null)
  _describe shipper found
}
compdef _shipper shipper
