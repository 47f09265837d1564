using Orch.Cli.Commands;

namespace Orch.Cli.Rendering;

/// <summary>Completion scripts for shells. They ask orch itself, so that they fit every version and know the agents there are.</summary>
internal static class CompletionScript
{
    public static string Of(string shell) => shell switch
    {
        "bash" => Bash,
        "zsh" => Zsh,
        _ => Fish,
    };

    private const string Bash = $$"""
        # bash completion for orch
        _orch() {
            local reply line
            COMPREPLY=()
            reply=$("${COMP_WORDS[0]/#\~/$HOME}" {{CompleteCommand.Name}} -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null) || return
            while IFS= read -r line; do
                if [[ $line == {{CompleteCommand.Files}} ]]; then
                    compopt -o filenames 2>/dev/null
                    while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")
                elif [[ -n $line ]]; then
                    COMPREPLY+=("${line%%$'\t'*}")
                fi
            done <<< "$reply"
        }
        complete -F _orch orch ai_orch

        """;

    private const string Zsh = $$"""
        #compdef orch ai_orch
        # zsh completion for orch
        _orch() {
            local line
            local -a found about
            for line in "${(@f)$("${words[1]/#\~/$HOME}" {{CompleteCommand.Name}} -- "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
                if [[ $line == {{CompleteCommand.Files}} ]]; then
                    _files
                elif [[ -n $line ]]; then
                    found+=("${line%%$'\t'*}")
                    about+=("${line//$'\t'/  -- }")
                fi
            done
            (( $#found )) && compadd -l -d about -a found
        }
        if [ "${funcstack[1]}" = _orch ]; then _orch "$@"; else compdef _orch orch ai_orch; fi

        """;

    private const string Fish = $$"""
        # fish completion for orch
        function __orch_complete
            set -l before (commandline -opc)
            set -l now (commandline -ct)
            for line in (command $before[1] {{CompleteCommand.Name}} -- $before[2..-1] "$now" 2>/dev/null)
                if test "$line" = {{CompleteCommand.Files}}
                    __fish_complete_path "$now"
                else
                    echo $line
                end
            end
        end
        complete -c orch -f -a '(__orch_complete)'
        complete -c ai_orch -f -a '(__orch_complete)'

        """;
}
