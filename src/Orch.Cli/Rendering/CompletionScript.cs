using System.CommandLine;
using System.Text;

namespace Orch.Cli.Rendering;

/// <summary>Completion scripts for shells, made from the commands themselves. They start no process.</summary>
internal static class CompletionScript
{
    private const string Alias = "ai_orch";

    public static string Of(string shell, Command root) => shell switch
    {
        "bash" => Bash(root),
        "zsh" => Zsh(root),
        _ => Fish(root),
    };

    private static string Bash(Command root) => $$"""
        # bash completion for {{root.Name}}
        _{{root.Name}}() {
            local current=${COMP_WORDS[COMP_CWORD]} at={{root.Name}} word
            for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
                case "$at $word" in
                    {{Paths(root)}}) at="$at $word" ;;
                esac
            done
            case $at in
        {{Cases(root, (path, words) => $"        '{path}') COMPREPLY=($(compgen -W '{words}' -- \"$current\")) ;;")}}
            esac
        }
        complete -o default -F _{{root.Name}} {{root.Name}} {{Alias}}

        """;

    // Not 'path': that is PATH in zsh.
    private static string Zsh(Command root) => $$"""
        #compdef {{root.Name}} {{Alias}}
        # zsh completion for {{root.Name}}
        _{{root.Name}}() {
            local at={{root.Name}} word
            for word in "${(@)words[2,CURRENT-1]}"; do
                case "$at $word" in
                    {{Paths(root)}}) at="$at $word" ;;
                esac
            done
            case $at in
        {{Cases(root, (path, words) => $"        '{path}') compadd -- {words} ;;")}}
            esac
            _files
        }
        if [ "${funcstack[1]}" = _{{root.Name}} ]; then _{{root.Name}} "$@"; else compdef _{{root.Name}} {{root.Name}} {{Alias}}; fi

        """;

    private static string Fish(Command root)
    {
        var script = new StringBuilder($"# fish completion for {root.Name}\n");
        foreach (var program in (string[])[root.Name, Alias])
        {
            foreach (var command in All(root))
            {
                var within = command == root ? "__fish_use_subcommand" : $"__fish_seen_subcommand_from {command.Name}";
                foreach (var sub in command.Subcommands.Where(sub => !sub.Hidden))
                {
                    script.Append($"complete -c {program} -n '{within}' -a {sub.Name} -d '{Quoted(sub.Description)}'\n");
                }

                foreach (var option in command.Options.Where(option => !option.Hidden))
                {
                    var letter = string.Concat(option.Aliases.Where(alias => alias.Length == 2).Select(alias => $" -s {alias[1]}"));
                    var value = option.Arity.MaximumNumberOfValues > 0 ? " -r" : "";
                    script.Append($"complete -c {program} -n '{within}' -l {option.Name.TrimStart('-')}{letter}{value} -d '{Quoted(option.Description)}'\n");
                }
            }
        }

        return script.ToString();
    }

    private static IEnumerable<Command> All(Command command) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(All).Prepend(command);

    private static string Paths(Command root) => string.Join('|', All(root).Skip(1).Select(command => $"'{HelpPage.Path(command)}'"));

    private static string Cases(Command root, Func<string, string, string> form) => string.Join('\n', All(root).Select(command => form(
        HelpPage.Path(command),
        string.Join(' ', command.Subcommands.Where(sub => !sub.Hidden).Select(sub => sub.Name)
            .Concat(command.Options.Where(option => !option.Hidden).Select(option => option.Name))
            .Append("--help")
            .Distinct(StringComparer.Ordinal)))));

    private static string Quoted(string? text) => (text ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal);
}
