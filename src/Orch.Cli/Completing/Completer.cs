using System.CommandLine;
using Orch.Agents;
using Orch.Cli.Rendering;
using Orch.Coordination;
using Orch.State;

namespace Orch.Cli.Completing;

/// <summary>Completes command lines from the commands themselves and from the record.</summary>
/// <param name="agents">The agents there are; asked only where a name is wanted.</param>
internal sealed class Completer(Func<IReadOnlyList<(string Name, AgentState State)>> agents)
{
    /// <summary>The completions of the last word.</summary>
    /// <param name="root">All commands.</param>
    /// <param name="words">The words after the program, the one at the cursor last.</param>
    public Completion Complete(Command root, IReadOnlyList<string> words)
    {
        var point = CompletionPoint.Find(root, words);
        if (point.Option is { } option)
        {
            return Matching(Values(option, point.Word), point.Word, option.HelpName is "FILE" or "DIR");
        }

        if (point is { IsLiteral: false, Word: ['-', ..] })
        {
            return point.Word.IndexOf('=') is > 0 and var equals
                && CompletionPoint.Options(point.Command).FirstOrDefault(one => one.Name == point.Word[..equals]) is { } assigned
                ? Matching(Values(assigned, point.Word[(equals + 1)..]).Select(one => one with { Word = $"{point.Word[..(equals + 1)]}{one.Word}" }), point.Word, takesFiles: false)
                : Matching(Options(point.Command), point.Word, takesFiles: false);
        }

        var commands = point is { Position: 0, IsLiteral: false }
            ? point.Command.Subcommands.Where(sub => !sub.Hidden).Select(sub => new Candidate(sub.Name, sub.Description ?? ""))
            : [];
        return Matching(commands.Concat(Arguments(point)), point.Word, takesFiles: false);
    }

    private static Completion Matching(IEnumerable<Candidate> candidates, string word, bool takesFiles) =>
        new([.. candidates.Where(one => one.Word.StartsWith(word, StringComparison.Ordinal)).DistinctBy(one => one.Word, StringComparer.Ordinal)], takesFiles);

    private static IEnumerable<Candidate> Options(Command command) =>
        CompletionPoint.Options(command).Select(option => new Candidate(option.Name, option.Description ?? "")).Append(new("--help", "Show help"));

    private static IEnumerable<Candidate> Values(Option option, string word)
    {
        if (option.Name == "--state")
        {
            return Enum.GetValues<PoolTaskState>().Select(state => new Candidate(SnakeCase.Of(state)));
        }

        if (option.HelpName is "LIST" or "CLI" || option.Name is "--agent-cli" or "--cli")
        {
            // A chain grows at its last comma.
            var before = option.HelpName == "LIST" ? word[..(word.LastIndexOf(',') + 1)] : "";
            var taken = before.Split(',');
            return new AgentCatalog().All.Select(cli => cli.Name).Except(taken, StringComparer.Ordinal).Select(name => new Candidate(before + name));
        }

        return option.HelpName?.Contains('|', StringComparison.Ordinal) == true ? option.HelpName.Split('|').Select(one => new Candidate(one)) : [];
    }

    private IEnumerable<Candidate> Arguments(CompletionPoint point)
    {
        var arguments = point.Command.Arguments.Where(argument => !argument.Hidden).ToList();
        var argument = point.Position < arguments.Count ? arguments[point.Position] : arguments is [.., { Arity.MaximumNumberOfValues: > 1 } last] ? last : null;
        return argument?.Name switch
        {
            "SHELL" => new[] { "bash", "zsh", "fish" }.Select(shell => new Candidate(shell)),
            "NAME" when !HelpPage.Path(point.Command).Contains(" a2a ", StringComparison.Ordinal) =>
                agents().Where(agent => Fits(point.Command.Name, agent.State)).Select(agent => new Candidate(agent.Name, SnakeCase.Of(agent.State))),
            _ => [],
        };
    }

    /// <summary>Whether a command has something to do with an agent in such a state.</summary>
    private static bool Fits(string command, AgentState state) => command switch
    {
        "kill" or "wait" or "resume" => !state.IsEnd(),
        "retry" or "deliver" => state.IsEnd(),
        _ => true,
    };
}
